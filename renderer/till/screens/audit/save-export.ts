import type { ContractError, RequestOf, ResponseOf, Result } from '../../../../shared/contract/index.ts';
import type { PageContext } from '../page-context.ts';
import type { AuditFilter } from './use-audit.ts';

type Format = RequestOf<'audit.export'>['format'];

/** Fetches the log piece by piece and hands it to the person as a file. Answers with its name. */
export async function saveExport(
  call: PageContext['call'],
  filter: AuditFilter,
  format: Format,
  nowMs: number,
): Promise<
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly error: ContractError }
> {
  const pieces: string[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const answer: Result<ResponseOf<'audit.export'>> = await call('audit.export', {
      ...filter,
      format,
      after,
    });
    if (!answer.ok) return answer;
    pieces.push(answer.value.text);
    after = answer.value.next;
  }
  const name = `audit-log-${new Date(nowMs).toISOString().slice(0, 10)}.${format}`;
  const address = URL.createObjectURL(
    new Blob(pieces, { type: format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the file up by then; the address would keep the whole log in memory.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return { ok: true, value: name };
}
