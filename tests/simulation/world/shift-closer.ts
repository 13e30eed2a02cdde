import type { ShiftComparison } from '../../../shared/contract/index.ts';
import { Violation } from '../auditor/violation.ts';
import type { Shop } from './shop.ts';
import type { TillNode } from './till-node.ts';

const TRIES = 20;
const AGAIN_MS = 30_000;

/**
 * Ends the shift as the shift screen does: compare with Stripe, have a manager name what differs, close what was seen.
 * In calm nothing but a difference without a name may keep it open; in the middle of the day anything may.
 */
export async function closeShift(
  { time }: Shop,
  till: TillNode,
  how: { readonly calm: boolean; readonly managerPin: string | null },
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    await till.whenUp();
    // After a start the till is locked where somebody has a PIN.
    if (how.managerPin !== null && till.page()?.locked === true)
      await till.ask('app.unlock', { pin: how.managerPin });
    const comparison = await compare(till);
    if (comparison === null) {
      // Stripe was not reached: somebody's wrong key may take minutes to be noticed.
      if (!how.calm) return;
      await time.sleep(AGAIN_MS);
      continue;
    }
    if (how.managerPin !== null) await nameAll(till, comparison, how.managerPin);
    const { seen } = (how.managerPin === null ? comparison : await compare(till)) ?? comparison;
    const closed = await till.ask('shift.close', { seen, drawer: null, other: null });
    if (closed?.ok === true || !how.calm || !comparison.canClose) return;
  }
  if (how.calm) throw new Violation('settles', `${till.name}: a shift that may be closed does not close`);
}

async function compare(till: TillNode): Promise<ShiftComparison | null> {
  const compared = await till.ask('shift.compare', {});
  return compared?.ok === true ? (compared.value as ShiftComparison) : null; // The contract's own shape.
}

async function nameAll(till: TillNode, { exceptions }: ShiftComparison, pin: string): Promise<void> {
  for (const { lineId, fingerprint, accepted } of exceptions) {
    if (accepted !== null) continue;
    const approval = { pin, reason: 'I looked at it with the bank' };
    await till.ask('shift.accept', { lineId, fingerprint, approval });
  }
}
