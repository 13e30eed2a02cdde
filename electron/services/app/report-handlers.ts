import { accept, refuse, type SalesReportView } from '../../../shared/contract/index.ts';
import type { Handlers } from '../contract-host/index.ts';
import type { LongReads } from '../long-reads/index.ts';
import type { Clock } from '../ports.ts';
import { wallClock } from '../receipts/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { cashier } from './handler-kinds.ts';

/** What the channels about reports do. */
export function createReportHandlers(from: {
  readonly reads: LongReads;
  readonly settings: SettingsStore;
  readonly ports: { readonly clock: Clock };
}): Pick<Handlers, Extract<keyof Handlers, `reports.${string}`>> {
  const { reads, settings } = from;
  return {
    'reports.make': cashier(async (request) => {
      if (!isSpan(request)) return refuse('REPORT_SPAN_NOT_ALLOWED');
      const { currency } = settings.get();
      const report = await reads.read('report.make', { ...request, currency });
      // Plain numbers where the view has branded ones: the host checks each answer against the view's schema.
      return accept({ ...report, currency } as unknown as SalesReportView);
    }),
    'reports.export': cashier(async ({ span, format, locale }) => {
      if (!isSpan(span)) return refuse('REPORT_SPAN_NOT_ALLOWED');
      const { currency, storeName, register, mode } = settings.get();
      const madeAtMs = from.ports.clock.nowMs();
      return accept(
        await reads.read('report.file', {
          ...span,
          currency,
          format,
          locale,
          storeName,
          register,
          madeAtMs,
          madeAt: wallClock(madeAtMs).slice(0, 16).replace('T', ' '),
          isTraining: mode === 'training',
        }),
      );
    }),
  };
}

/** Two years and a little: more would be read for minutes. */
const SPAN_DAYS_MOST = 750;

function isSpan({ fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number }): boolean {
  return fromMs < untilMs && untilMs - fromMs <= SPAN_DAYS_MOST * 86_400_000;
}
