import { z } from 'zod';
import { localeSchema } from '../basics.ts';
import { reportRequestSchema, salesReportSchema } from '../views/sales-report.ts';
import { channel } from './channel.ts';

/** What days came to, to be looked at and to be taken along. */
export const REPORT_CHANNELS = {
  'reports.make': channel(reportRequestSchema, salesReportSchema),
  /** All tables of a report as a file: CSV as text, PDF as Base64. */
  'reports.export': channel(
    z.strictObject({ span: reportRequestSchema, format: z.enum(['csv', 'pdf']), locale: localeSchema }),
    z.strictObject({ fileName: z.string(), content: z.string() }),
  ),
} as const;
