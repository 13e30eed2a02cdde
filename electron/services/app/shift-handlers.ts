import { accept, type ChannelName } from '../../../shared/contract/index.ts';
import type { Handlers } from '../contract-host/index.ts';
import type { Preparing } from '../payments/index.ts';
import type { Shifts } from '../shifts/index.ts';
import { cashier } from './handler-kinds.ts';

type ShiftHandlers = Pick<Handlers, Extract<ChannelName, `shift.${string}`>>;

/** The end of a shift. Everybody may compare and close; a name on a difference asks for a manager's PIN by itself. */
export function createShiftHandlers(from: {
  readonly shifts: Shifts;
  readonly preparing: Pick<Preparing, 'leave'>;
}): ShiftHandlers {
  const { shifts, preparing } = from;
  return {
    'shift.compare': cashier(() => shifts.compare()),
    'shift.ownFigures': cashier(() => Promise.resolve(accept(shifts.ownFigures()))),
    'shift.accept': cashier(({ lineId, fingerprint, approval }) =>
      shifts.accept(lineId, fingerprint, approval),
    ),
    'shift.close': cashier(async ({ seen }) => {
      const closed = await shifts.close(seen);
      // What was prepared names the shift that is over.
      if (closed.ok) preparing.leave();
      return closed;
    }),
    'shift.listClosed': cashier(() => Promise.resolve(accept({ shifts: [...shifts.listClosed()] }))),
    'shift.getClosed': cashier(({ shiftId }) => Promise.resolve(shifts.getClosed(shiftId))),
  };
}
