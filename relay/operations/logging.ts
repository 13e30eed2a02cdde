import type { Log, LogFields } from '../ports.ts';

/** Where log lines go: one JSON object a line. */
export type LogSink = { readonly nowMs: () => number; readonly write: (line: string) => void };

/**
 * Anything that looks like a secret of Stripe's or of ours. Redaction at the sink is the second net: the first is that
 * nobody passes a secret.
 */
const SECRETS = /(whsec_|[rs]k_(?:live|test)_|frt_|v1=)[\w+/=.-]+/g;

/** Makes a log of `{at, level, event, ...fields}` lines in which secrets are blotted out. */
export function createLog(sink: LogSink): Log {
  const at =
    (level: string) =>
    (event: string, fields: LogFields = {}) => {
      const line = JSON.stringify({ at: new Date(sink.nowMs()).toISOString(), level, event, ...fields });
      sink.write(`${line.replace(SECRETS, '$1[redacted]')}\n`);
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

/** Enough of an id to find it again, not enough to use it. */
export function shortId(id: string): string {
  return id.length <= 12 ? id : `${id.slice(0, 4)}…${id.slice(-6)}`;
}

/** What an error says, without its stack and cut to a line. */
export function errorText(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 300);
}
