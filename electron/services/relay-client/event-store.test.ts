import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../db/index.ts';
import { countForged, holdsAnotherSecret, keepEvent } from './event-store.ts';
import { openNewDatabase } from '../../../tests/support/new-database.ts';

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

describe('a till that holds another signing secret than its relay', () => {
  it('is known by the last webhook: refused here, or fitting', () => {
    const event = { type: 'payment_intent.succeeded', objectId: 'pi_1', intentId: 'pi_1' };
    expect(holdsAnotherSecret(db)).toBe(false);
    keepEvent(db, { ...event, eventId: 'evt_1' }, 'relay', 1_000);
    expect(holdsAnotherSecret(db)).toBe(false);
    countForged(db, 2_000);
    expect(holdsAnotherSecret(db)).toBe(true);
    keepEvent(db, { ...event, eventId: 'evt_2' }, 'relay', 3_000);
    expect(holdsAnotherSecret(db)).toBe(false);
  });
});
