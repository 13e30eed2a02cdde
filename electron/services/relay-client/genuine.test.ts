import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../db/index.ts';
import { isGenuine } from './client.ts';
import {
  forgetCursor,
  keepEvent,
  listLastReceived,
  listWaitingEvents,
  markApplied,
  readCursor,
  saveCursor,
} from './event-store.ts';
import { openNewDatabase } from '../../../tests/support/new-database.ts';

const SECRET = 'whsec_test';
const BODY = '{"id":"evt_1","type":"payment_intent.succeeded"}';
const SIGNED_AT = 1_763_899_200;

function header(changes: { at?: number; secret?: string; body?: string; scheme?: string } = {}): string {
  const { at = SIGNED_AT, secret = SECRET, body = BODY, scheme = 'v1' } = changes;
  const hex = createHmac('sha256', secret)
    .update(`${String(at)}.${body}`)
    .digest('hex');
  return `t=${String(at)},${scheme}=${hex}`;
}

function judge(
  signature: string | null,
  secret: string | null = SECRET,
  changes: { body?: string; lateBy?: number } = {},
) {
  return isGenuine(
    {
      eventId: 'evt_1',
      signature,
      body: changes.body ?? BODY,
      receivedAtMs: (SIGNED_AT + (changes.lateBy ?? 1)) * 1000,
    },
    secret,
  );
}

describe('an event from the relay', () => {
  const genuine: readonly (readonly [string, boolean])[] = [
    ['as Stripe signed it', judge(header())],
    [
      'signed under the old and the new secret',
      judge(`${header({ secret: 'whsec_old' })},${header().split(',')[1] ?? ''}`),
    ],
    ['with a scheme of tomorrow beside', judge(`${header()},v2=abc`)],
    ['at the edge of the tolerance', judge(header(), SECRET, { lateBy: 300 })],
    ['from a clock that is ahead', judge(header(), SECRET, { lateBy: -300 })],
    ['that was backfilled and never signed', judge(null)],
    ['where the till has no secret to check with', judge('t=1,v1=00', null)],
  ];
  it.each(genuine)('%s is genuine', (_what, verdict) => {
    expect(verdict).toBe(true);
  });

  const forged: readonly (readonly [string, boolean])[] = [
    ['with another body', judge(header(), SECRET, { body: `${BODY} ` })],
    ['signed with another secret', judge(header({ secret: 'whsec_other' }))],
    ['with another time than was signed', judge(header().replace(String(SIGNED_AT), String(SIGNED_AT + 1)))],
    ['signed long before it arrived', judge(header(), SECRET, { lateBy: 301 })],
    ['signed long after it arrived', judge(header(), SECRET, { lateBy: -301 })],
    ['under the test scheme only', judge(header({ scheme: 'v0' }))],
    ['with a signature that is too short', judge(header().slice(0, -2))],
    ['with a signature that is no hex', judge(`t=${String(SIGNED_AT)},v1=${'z'.repeat(64)}`)],
    ['without a time', judge(header().split(',')[1] ?? '')],
    ['with a time that is none', judge(header().replace(String(SIGNED_AT), 'soon'))],
    ['without a signature', judge(`t=${String(SIGNED_AT)}`)],
    ['with an empty header', judge('')],
    ['with an empty signature', judge(`t=${String(SIGNED_AT)},v1=`)],
    ['with rubbish', judge('=,=,=,v1,t')],
  ];
  it.each(forged)('%s is not', (_what, verdict) => {
    expect(verdict).toBe(false);
  });
});

describe('the store of events', () => {
  let directory: string;
  let db: Db;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'till-events-'));
    db = openNewDatabase(join(directory, 'till.db'));
  });

  afterEach(() => {
    db.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const event = (eventId: string) => ({
    eventId,
    type: 'payment_intent.succeeded',
    objectId: 'pi_1',
    intentId: 'pi_1',
  });

  it('keeps an event once, whoever brings it and however often, and counts how often it was seen', () => {
    const news = [
      keepEvent(db, event('evt_1'), 'relay', 1),
      keepEvent(db, event('evt_1'), 'relay', 2),
      keepEvent(db, event('evt_1'), 'sweep', 3),
      keepEvent(db, event('evt_2'), 'relay', 4),
    ];
    expect(news).toEqual([true, false, false, true]);
    expect(
      db.all('SELECT event_id, seen_count, received_at_ms, source FROM stripe_events ORDER BY 1'),
    ).toEqual([
      { event_id: 'evt_1', seen_count: 3, received_at_ms: 1, source: 'relay' },
      { event_id: 'evt_2', seen_count: 1, received_at_ms: 4, source: 'relay' },
    ]);
  });

  it('applies an event once, and not again when it comes again', () => {
    keepEvent(db, event('evt_1'), 'relay', 1);
    expect(markApplied(db, 'evt_1', 'compared', 5)).toBe(true);
    expect(markApplied(db, 'evt_1', 'other', 6)).toBe(false);
    keepEvent(db, event('evt_1'), 'relay', 7);
    expect(listWaitingEvents(db)).toEqual([]);
    expect(db.get('SELECT outcome, applied_at_ms FROM stripe_events')).toEqual({
      outcome: 'compared',
      applied_at_ms: 5,
    });
    expect(markApplied(db, 'evt_unknown', 'compared', 5)).toBe(false);
  });

  it('lists what waits in the order of its arrival', () => {
    for (const [index, id] of ['evt_c', 'evt_a', 'evt_b'].entries()) keepEvent(db, event(id), 'relay', index);
    expect(listWaitingEvents(db).map(({ eventId }) => eventId)).toEqual(['evt_c', 'evt_a', 'evt_b']);
  });

  it('knows when it last heard of each type', () => {
    keepEvent(db, event('evt_1'), 'relay', 10);
    keepEvent(db, event('evt_2'), 'relay', 20);
    keepEvent(db, { ...event('evt_3'), type: 'charge.refunded' }, 'relay', 15);
    expect(Object.fromEntries(listLastReceived(db))).toEqual({
      'payment_intent.succeeded': 20,
      'charge.refunded': 15,
    });
  });

  it('keeps one cursor, and none after it was forgotten', () => {
    expect(readCursor(db)).toBeNull();
    saveCursor(db, 'epoch:1', 1);
    saveCursor(db, 'epoch:2', 2);
    expect(readCursor(db)).toBe('epoch:2');
    forgetCursor(db);
    expect(readCursor(db)).toBeNull();
  });

  it('loses event and cursor together when the commit is cut', () => {
    const cut = (): void => {
      db.transaction(() => {
        keepEvent(db, event('evt_1'), 'relay', 1);
        saveCursor(db, 'epoch:1', 1);
        throw new Error('the power went');
      });
    };
    expect(cut).toThrow('the power went');
    expect([listWaitingEvents(db), readCursor(db)]).toEqual([[], null]);
  });
});
