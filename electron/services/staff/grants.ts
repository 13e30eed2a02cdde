import { createHash } from 'node:crypto';
import {
  accept,
  refuse,
  type Approval,
  type ChannelName,
  type Result,
} from '../../../shared/contract/index.ts';
import type { Action } from '../../../shared/domain/permission/index.ts';
import type { Clock, Ids } from '../ports.ts';
import type { Approvals, RecordedApproval } from './approvals.ts';
import type { Staff } from './index.ts';

/** How long a manager's word waits to be used, and how long a refused request waits for it. */
const GRANT_MS = 60_000;
const ASKED_MS = 10 * 60_000;
/** A page that asks without end forgets its oldest questions. */
const ASKED_MOST = 20;

/** What an act needs somebody's word for, and how much of it. */
export type Need = {
  readonly action: Action;
  /** In the unit of the action's limit; null: it can't be measured. */
  readonly measure: number | null;
  /** What a percentage comes to in money; null where the measure says all. */
  readonly worthMinor: number | null;
};

/** One act that somebody may not do alone: who, which, and with exactly which parameters. */
export type Act = {
  readonly channel: ChannelName;
  readonly request: unknown;
  readonly needs: readonly [Need, ...Need[]];
  /** What the record is about: the sale's id where there is one. */
  readonly subjectId: string;
  readonly askedBy: { readonly staffId: string; readonly name: string };
};

type Asked = {
  readonly approvalId: string;
  readonly act: Act;
  readonly print: string;
  readonly atMs: number;
  granted: { readonly untilMs: number; readonly approval: RecordedApproval } | null;
};

export type Grants = {
  /** Remembers what was refused, so that a manager can approve exactly that. Gives the id of the question. */
  readonly ask: (act: Act) => string;
  /**
   * A grant for exactly this act of this person, used up by being taken; null: there is none, or the same request has
   * come to more since it was granted.
   */
  readonly take: (act: Act) => RecordedApproval | null;
  /** Refusals: APPROVAL_GONE when nobody asked that, or too long ago, and those of `identify`. */
  readonly grant: (approvalId: string, approval: Approval) => Promise<Result<Record<string, never>>>;
  /** Whoever stood there has gone, and what they asked with them. */
  readonly forget: () => void;
};

/** Inline approval: single use, 60 seconds, bound to the person, the channel and each parameter of the request. */
export function createGrants(ports: {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly staff: Pick<Staff, 'identifyFor'>;
  readonly approvals: Pick<Approvals, 'record'>;
}): Grants {
  const { clock } = ports;
  let asked: Asked[] = [];
  // By the clock that nobody can set.
  const nowMs = (): number => clock.monotonicMs();
  return {
    ask: (act) => {
      const approvalId = ports.ids.uuidv7();
      const print = printOf(act);
      asked = asked.filter((each) => each.print !== print).slice(1 - ASKED_MOST);
      asked.push({ approvalId, act, print, atMs: nowMs(), granted: null });
      return approvalId;
    },
    take: (act) => {
      const print = printOf(act);
      const found = asked.find((each) => each.print === print && each.granted !== null);
      if (found === undefined || found.granted === null || !covers(found.act, act)) return null;
      asked = asked.filter((each) => each !== found);
      return found.granted.untilMs >= nowMs() ? found.granted.approval : null;
    },
    grant: async (approvalId, approval) => {
      const isOpen = (each: Asked): boolean =>
        each.approvalId === approvalId && each.granted === null && nowMs() - each.atMs <= ASKED_MS;
      const before = asked.find(isOpen);
      if (before === undefined) return refuse('APPROVAL_GONE');
      const { act } = before;
      const person = await identifyForAll(ports.staff, approval, act.needs);
      if (!person.ok) return person;
      // Somebody may have left, or approved the same, while the PIN was checked.
      const found = asked.find(isOpen);
      if (found === undefined) return refuse('APPROVAL_GONE');
      found.granted = {
        untilMs: nowMs() + GRANT_MS,
        approval: ports.approvals.record({
          action: act.channel,
          subjectId: act.subjectId,
          reason: approval.reason,
          by: person.value,
          askedBy: act.askedBy,
        }),
      };
      return accept({});
    },
    forget: () => {
      asked = [];
    },
  };
}

/** Whoever puts their name under an act has to be entitled to all that it needs. */
async function identifyForAll(
  staff: Pick<Staff, 'identifyFor'>,
  approval: Approval,
  [first, ...others]: Act['needs'],
): ReturnType<Staff['identifyFor']> {
  const person = await staff.identifyFor(approval, first.action, first.measure);
  for (const need of others) {
    if (!person.ok) return person;
    const again = await staff.identifyFor(approval, need.action, need.measure);
    if (!again.ok) return again;
  }
  return person;
}

/** The same request can come to more by now: goods left the cart, or others came. */
function covers(granted: Act, act: Act): boolean {
  return act.needs.every((need) =>
    granted.needs.some(
      (given) =>
        given.action === need.action &&
        isUpTo(need.measure, given.measure) &&
        isUpTo(need.worthMinor, given.worthMinor),
    ),
  );
}

/** What can't be measured is more than anything. */
function isUpTo(amount: number | null, most: number | null): boolean {
  return most === null || (amount !== null && amount <= most);
}

/** A fingerprint of the act. What the page sent is not kept: it may hold a key. */
function printOf({ channel, request, askedBy }: Act): string {
  return createHash('sha256')
    .update(JSON.stringify([askedBy.staffId, channel, inOrder(request)]))
    .digest('hex');
}

/** The same value always makes the same text, in whatever order its keys came. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => [key, inOrder(inner)]);
}
