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
import type { Act, Grants, Need, Person, RecordedApproval, Staff } from '../staff/index.ts';
import { allowReduction, reductionOf, type Reduced } from './reductions.ts';
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
  const levelOf = ({ role }: Person, { action, measure }: Need) =>
    staff.permissions.levelOf(role, action, measure);
  const pass = (channel: ChannelName, request: Fields): Passed => {
    const needs = CHANNEL_ACTIONS[channel];
    if (needs === 'open') return FREE;
    const person = staff.session.current();
    if (person === null) return refuse('APP_LOCKED');
    if (needs === 'signed-in') return FREE;
    const { role, staffId, name } = person;
    const alonePercent = staff.permissions.aloneUpTo(role, 'sale.discount');
    const reduced = reductionOf(from.db, { channel, request, alonePercent });
    const wanted = wantedOf(channel, request, needs.action, reduced);
    if (levelOf(person, wanted.own) === 'denied') return deny(channel, wanted.own.action);
    const hidden = hiddenIn(channel, request);
    if (hidden !== null && staff.permissions.levelOf(role, hidden) === 'denied') return deny(channel, hidden);
    const asks: Need[] = [];
    if (needs.approval !== 'within' && levelOf(person, wanted.own) === 'approval') asks.push(wanted.own);
    // Whoever gives no discounts may still change and charge a cart that has one: a manager looks at it.
    if (wanted.besides !== null && levelOf(person, wanted.besides) !== 'allowed') asks.push(wanted.besides);
    const [first, ...others] = asks;
    const mayGiveAll = alonePercent === null || (reduced !== null && reduced.whole.percent <= alonePercent);
    if (first === undefined) {
      if (reduced !== null && mayGiveAll) allowReduction(from.db, reduced);
      return FREE;
    }
    const act: Act = {
      channel,
      request,
      needs: [first, ...others],
      subjectId: subjectOf(request) ?? channel,
      askedBy: { staffId, name },
    };
    const approval = grants.take(act);
    if (approval === null)
      return refuse('PERMISSION_NEEDS_APPROVAL', {
        approvalId: grants.ask(act),
        action: first.action,
        ...(first.measure === null ? {} : { [LIMIT_UNITS[first.action] ?? 'amountMinor']: first.measure }),
      });
    if (reduced !== null) allowReduction(from.db, reduced);
    return { ok: true, approval };
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

/** What a request is about by its channel, and the discount that it gives besides. */
function wantedOf(
  channel: ChannelName,
  request: Fields,
  action: Action,
  reduced: Reduced | null,
): { readonly own: Need; readonly besides: Need | null } {
  const discount: Need = {
    action: 'sale.discount',
    measure: reduced?.percent ?? 0,
    worthMinor: reduced?.whole.offMinor ?? 0,
  };
  if (action === 'sale.discount') return { own: discount, besides: null };
  const own = { action, measure: MEASURES[channel]?.(request) ?? null, worthMinor: null };
  return { own, besides: reduced === null ? null : discount };
}

/** What else a request asks for by what it holds. The service behind it asks whoever approves. */
function hiddenIn(channel: ChannelName, request: Fields): Action | null {
  if (isTakeOver(channel, request)) return 'reader.take-over';
  return channel === 'shift.close' && (request['other'] ?? null) !== null ? 'shift.close-other' : null;
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
