import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import type { Role } from '../../../shared/domain/permission/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Ids } from '../ports.ts';

export type Person = {
  readonly staffId: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
  readonly hasPin: boolean;
  readonly hasBadge: boolean;
  readonly addedAtMs: number | null;
  readonly lastSeenAtMs: number | null;
};

type Row = {
  readonly staff_id: string;
  readonly name: string;
  readonly role: Role;
  readonly active: 0 | 1;
  readonly has_pin: 0 | 1;
  readonly has_badge: 0 | 1;
  readonly added_at_ms: number | null;
  readonly last_seen_at_ms: number | null;
};

const PERSON = `SELECT staff_id, name, role, active, pin_hash IS NOT NULL AS has_pin, badge_hash IS NOT NULL AS has_badge,
  added_at_ms, last_seen_at_ms FROM staff`;

export type People = {
  /** The first owner; made without a PIN on a till that has nobody yet. */
  readonly owner: () => Person;
  readonly find: (staffId: string) => Person | null;
  /** Everybody who ever worked here, those who left last. */
  readonly list: () => readonly Person[];
  /** Whether anybody could come in again, so that a lock locks and opens. */
  readonly anybodyComesIn: () => boolean;
  readonly insert: (name: string, role: Role) => Result<Person>;
  /** Refusals: STAFF_NAME_TAKEN, STAFF_LAST_OWNER. */
  readonly change: (person: Person, to: { readonly name: string; readonly role: Role }) => Result<Person>;
  readonly setActive: (person: Person, active: boolean) => Result<Person>;
  readonly seen: (staffId: string) => void;
};

/** The rows of the people of a shop. What may be done to whom is decided in `index.ts`. */
export function createPeople(ports: { readonly db: Db; readonly clock: Clock; readonly ids: Ids }): People {
  const { db, clock, ids } = ports;
  const find = (staffId: string): Person | null => {
    const row = db.get<Row>(`${PERSON} WHERE staff_id = ?`, staffId);
    return row === null ? null : personOf(row);
  };
  const again = (staffId: string): Person => {
    const person = find(staffId);
    if (person === null) throw new Error('A person who was just written is gone');
    return person;
  };
  const isNameTaken = (name: string, but: string | null): boolean =>
    db.get(
      'SELECT 1 FROM staff WHERE active = 1 AND name = ? COLLATE NOCASE AND staff_id IS NOT ?',
      name,
      but,
    ) !== null;
  const isLastOwner = (person: Person): boolean =>
    person.role === 'owner' &&
    person.active &&
    db.get("SELECT 1 FROM staff WHERE role = 'owner' AND active = 1 AND staff_id <> ?", person.staffId) ===
      null;
  const owner = (): Person => {
    const row = db.get<Row>(`${PERSON} WHERE role = 'owner' AND active = 1 ORDER BY staff_id LIMIT 1`);
    if (row !== null) return personOf(row);
    db.run("INSERT INTO staff (staff_id, name, role) VALUES (?, 'Owner', 'owner')", ids.uuidv7());
    return owner();
  };
  return {
    owner,
    find,
    list: () => db.all<Row>(`${PERSON} ORDER BY active DESC, name COLLATE NOCASE, staff_id`).map(personOf),
    anybodyComesIn: () =>
      db.get('SELECT 1 FROM staff WHERE active = 1 AND (pin_hash IS NOT NULL OR badge_hash IS NOT NULL)') !==
      null,
    insert: (name, role) => {
      if (isNameTaken(name, null)) return refuse('STAFF_NAME_TAKEN');
      const staffId = ids.uuidv7();
      db.run(
        'INSERT INTO staff (staff_id, name, role, added_at_ms) VALUES (?, ?, ?, ?)',
        staffId,
        name,
        role,
        clock.nowMs(),
      );
      return accept(again(staffId));
    },
    change: (person, { name, role }) => {
      if (isNameTaken(name, person.staffId)) return refuse('STAFF_NAME_TAKEN');
      if (role !== 'owner' && isLastOwner(person)) return refuse('STAFF_LAST_OWNER');
      db.run('UPDATE staff SET name = ?, role = ? WHERE staff_id = ?', name, role, person.staffId);
      return accept(again(person.staffId));
    },
    setActive: (person, active) => {
      if (!active && isLastOwner(person)) return refuse('STAFF_LAST_OWNER');
      if (active && isNameTaken(person.name, person.staffId)) return refuse('STAFF_NAME_TAKEN');
      // A badge that is handed to the next person must not open the till as somebody who left.
      db.run(
        'UPDATE staff SET active = ?, badge_hash = CASE WHEN ? = 1 THEN badge_hash END WHERE staff_id = ?',
        active ? 1 : 0,
        active ? 1 : 0,
        person.staffId,
      );
      return accept(again(person.staffId));
    },
    seen: (staffId) => {
      db.run('UPDATE staff SET last_seen_at_ms = ? WHERE staff_id = ?', clock.nowMs(), staffId);
    },
  };
}

function personOf(row: Row): Person {
  return {
    staffId: row.staff_id,
    name: row.name,
    role: row.role,
    active: row.active === 1,
    hasPin: row.has_pin === 1,
    hasBadge: row.has_badge === 1,
    addedAtMs: row.added_at_ms,
    lastSeenAtMs: row.last_seen_at_ms,
  };
}
