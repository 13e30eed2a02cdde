import { accept, type ChannelName } from '../../../shared/contract/index.ts';
import type { Handlers } from '../contract-host/index.ts';
import type { Preparing } from '../payments/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { reportText, type Shifts } from '../shifts/index.ts';
import type { Printing } from '../printing/index.ts';
import { cashier } from './handler-kinds.ts';

type ShiftHandlers = Pick<Handlers, Extract<ChannelName, `shift.${string}`>>;

/** The end of a shift. Everybody may compare and close; a name on a difference asks for a manager's PIN by itself. */
export function createShiftHandlers(from: {
  readonly shifts: Shifts;
  readonly settings: SettingsStore;
  readonly preparing: Pick<Preparing, 'leave'>;
  readonly printing: Pick<Printing, 'follow'>;
}): ShiftHandlers {
  const { shifts, settings, preparing, printing } = from;
  return {
    'shift.compare': cashier(() => shifts.compare()),
    'shift.ownFigures': cashier(() => Promise.resolve(accept(shifts.ownFigures()))),
    'shift.accept': cashier(({ lineId, fingerprint, approval }) =>
      shifts.accept(lineId, fingerprint, approval),
    ),
    'shift.close': cashier(async ({ seen, drawer, other }) => {
      const closed = await shifts.close(seen, drawer, other);
      if (closed.ok) {
        // What was prepared names the shift that is over.
        preparing.leave();
        printing.follow();
      }
      return closed;
    }),
    'shift.getReport': cashier(({ shiftId, locale }) => {
      const report = shifts.report(shiftId);
      if (!report.ok) return Promise.resolve(report);
      const text = reportText(report.value, locale, settings.get().mode === 'training');
      return Promise.resolve(accept({ report: report.value, text }));
    }),
    'shift.listClosed': cashier(() => Promise.resolve(accept({ shifts: [...shifts.listClosed()] }))),
    'shift.getClosed': cashier(({ shiftId }) => Promise.resolve(shifts.getClosed(shiftId))),
  };
}
