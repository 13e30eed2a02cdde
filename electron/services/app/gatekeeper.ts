import {
  CHANNEL_ACTIONS,
  refuse,
  type ChannelName,
  type ContractError,
  type Result,
} from '../../../shared/contract/index.ts';
import { LIMIT_UNITS, type Action } from '../../../shared/domain/permission/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Around } from '../contract-host/index.ts';
import type { Log } from '../ports.ts';
import type { Act, Grants, Person, RecordedApproval, Staff } from '../staff/index.ts';
import { reductionOf } from './reductions.ts';
import { AUDITED, TAKEN_OVER, type Audited, type Fields, type PictureSources } from './audited-channels.ts';

type Passed =
  | { readonly ok: true; readonly approval: RecordedApproval | null }
  | { readonly ok: false; readonly error: ContractError };

const FREE: Passed = { ok: true, approval: null };

/** What an act counts against a limit. The services refuse an amount that is not the one that is due. */
const MEASURES: Readonly<Partial<Record<ChannelName, (request: Fields) => number | null>>> = {
  'refunds.start': ({ expectedMinor }) => amountOf(expectedMinor),
  'refunds.finishExchange': ({ expectedMinor }) => amountOf(expectedMinor),
};

/**
 * Stands around every request of the till page: refuses what the person may not do, takes the grant of a manager where
 * one is needed, and writes the line of the audit log with what was before and after.
 */
export function createGatekeeper(
  from: PictureSources & {
    readonly staff: Pick<Staff, 'session' | 'permissions'>;
    readonly grants: Pick<Grants, 'ask' | 'take'>;
    readonly audit: Pick<Audit, 'append'>;
    readonly log: Log;
  },
): Around {
  const { staff, grants, audit } = from;
  const deny = (channel: ChannelName, action: Action): Passed => {
    audit.append({ action: 'permission.denied', subject: action, after: { channel } });
    return refuse('PERMISSION_DENIED', { action });
  };
  const pass = (channel: ChannelName, request: Fields): Passed => {
    const needs = CHANNEL_ACTIONS[channel];
    if (needs === 'open') return FREE;
    const person = staff.session.current();
    if (person === null) return refuse('APP_LOCKED');
    if (needs === 'signed-in') return FREE;
    const reducedPercent = reductionOf(from.db, channel, request);
    const action = reducedPercent === null ? needs.action : 'sale.discount';
    const measure =
      reducedPercent ?? (action === 'sale.discount' ? 0 : (MEASURES[channel]?.(request) ?? null));
    const asked = staff.permissions.levelOf(person.role, action, measure);
    // Whoever gives no discounts may still take goods out of a cart that has one: a manager looks at it.
    const level = asked === 'denied' && action !== needs.action ? 'approval' : asked;
    if (level === 'denied') return deny(channel, action);
    if (isTakeOver(channel, request) && levelOfTakeOver(staff, person) === 'denied')
      return deny(channel, 'reader.take-over');
    if (level === 'allowed' || needs.approval === 'within') return FREE;
    const act: Act = {
      channel,
      action,
      request,
      measure,
      subjectId: subjectOf(request) ?? channel,
      askedBy: { staffId: person.staffId, name: person.name },
    };
    const approval = grants.take(act);
    if (approval !== null) return { ok: true, approval };
    return refuse('PERMISSION_NEEDS_APPROVAL', {
      approvalId: grants.ask(act),
      action,
      ...(measure === null ? {} : { [LIMIT_UNITS[action] ?? 'amountMinor']: measure }),
    });
  };
  return async (channel, request, run) => {
    const fields = fieldsOf(request);
    const passed = pass(channel, fields);
    if (!passed.ok) return passed;
    const kept = isTakeOver(channel, fields) ? TAKEN_OVER : AUDITED[channel];
    // Whoever asked has done it, also where somebody else stands there by the time it is done.
    const person = staff.session.current();
    return kept === undefined ? run() : keep(from, { kept, fields, person, approval: passed.approval }, run);
  };
}

async function keep(
  from: PictureSources & { readonly audit: Pick<Audit, 'append'>; readonly log: Log },
  what: {
    readonly kept: Audited;
    readonly fields: Fields;
    readonly person: Person | null;
    readonly approval: RecordedApproval | null;
  },
  run: () => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const { kept, fields } = what;
  const before = kept.picture(from, fields);
  const result = await run();
  if (!result.ok) return result;
  const value = fieldsOf(result.value);
  const after = { ...kept.picture(from, fields), ...kept.says(fields, value) };
  if (!kept.always && JSON.stringify(before) === JSON.stringify(after)) return result;
  try {
    from.audit.append({
      action: kept.action,
      subject: kept.subject(fields, value),
      before,
      after,
      by: what.person,
      approvedBy: what.approval?.staffName ?? null,
      reason: what.approval?.reason ?? reasonOf(fields),
    });
  } catch (error) {
    // It is done, and whoever asked has to hear that; the disk that took no line is told elsewhere.
    const reason = error instanceof Error ? error.message : 'unknown';
    from.log.error('audit.not-written', { action: kept.action, reason });
  }
  return result;
}

function levelOfTakeOver(staff: Pick<Staff, 'permissions'>, person: Person): string {
  return staff.permissions.levelOf(person.role, 'reader.take-over');
}

function isTakeOver(channel: ChannelName, request: Fields): boolean {
  return channel === 'readers.connect' && request['takeOver'] !== null;
}

/** The sale, payment or person that a request names first. */
function subjectOf(request: Fields): string | null {
  const source = fieldsOf(request['source']);
  for (const id of [request['saleId'], source['saleId'], source['paymentIntentId'], request['tenderId']])
    if (typeof id === 'string') return id;
  return null;
}

function reasonOf(request: Fields): string | null {
  const { reason } = fieldsOf(request['approval'] ?? request['takeOver'] ?? request['other']);
  return typeof reason === 'string' ? reason : null;
}

function amountOf(amountMinor: unknown): number | null {
  return typeof amountMinor === 'number' ? Math.abs(amountMinor) : null;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}; // Read field by field only.
}
