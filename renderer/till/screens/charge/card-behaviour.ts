import { classifyDecline } from '../../../../shared/domain/payment/index.ts';
import type { Texts } from '../../text/index.ts';

/**
 * What a training card does, in words. Main names a behaviour or Stripe's own decline code; a code without a sentence
 * of its own is said by its class, so that a new card in the stand-in is never shown as a bare code.
 */
export function sayBehaviour(behaviour: string, texts: Texts['charge']): string {
  const { behaviours } = texts.virtualReader;
  const key = behaviour.toLowerCase().replaceAll(/[^a-z]+/g, '-');
  const known = behaviours[key] ?? behaviours[key.replace(/^declines?-/, '')];
  if (known !== undefined) return known;
  const approves = key.startsWith('approve')
    ? key.includes('pin')
      ? 'approves-with-pin'
      : 'approves'
    : null;
  const declineCode = key.replace(/^declines?-/, '').replaceAll('-', '_');
  return behaviours[approves ?? classifyDecline(declineCode).class] ?? behaviour;
}
