import type { RelayLink } from '../../../shared/contract/views/app.ts';
import type { Texts } from './index.ts';

/** What the footer says of the relay: how the line is, and beside it whatever else is wrong. Neither hides the other. */
export function relaySays(relay: RelayLink, texts: Texts['frame']['relay']): string {
  const { state, signatureFailures, backlog } = relay;
  const line = state === 'live' && backlog > 0 ? texts.backlog(backlog) : texts[state];
  if (signatureFailures === 0) return line;
  const refusals = texts.signatureFailures(signatureFailures);
  // That the line is well need not be said where something is not.
  return state === 'live' && backlog === 0 ? refusals : `${line} · ${refusals}`;
}
