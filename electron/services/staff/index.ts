import {
  APPROVED_ACTIONS,
  accept,
  refuse,
  type Approval,
  type ApprovedAction,
  type Result,
} from '../../../shared/contract/index.ts';
import { mayManage, type Action, type Role } from '../../../shared/domain/permission/index.ts';
import type { Audit, AuditNote } from '../audit/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Ids, Log, Random, Timers, Vault } from '../ports.ts';
import { createPeople, type Person } from './people.ts';
import { createPermissions, type Permissions } from './permissions.ts';
import { createProofs } from './proofs.ts';
import { createSession, type Session } from './session.ts';
import { openShift, type Shift } from './shift.ts';
import { createThrottle } from './throttle.ts';

export { createApprovals, type Approvals, type RecordedApproval } from './approvals.ts';
export { createGrants, type Act, type Grants, type Need } from './grants.ts';
export type { Person } from './people.ts';
export type { Permissions } from './permissions.ts';
export type { Shift } from './shift.ts';

type Done = Record<string, never>;
type Name = { readonly staffId: string; readonly name: string };
type Proof = Pick<Approval, 'pin' | 'by' | 'badge'>;

export type Staff = {
  readonly session: Session;
  readonly permissions: Permissions;
  /** The first owner of this till. */
  readonly owner: () => Person;
  /** Whose name stands on what is recorded now. */
  readonly present: () => Person;
  readonly nameOf: (staffId: string) => string;
  readonly list: () => readonly Person[];
  readonly anybodyComesIn: () => boolean;

  readonly openShift: () => Shift;
  /** The same for whoever only looks; null while the disk takes no new shift. */
  readonly findShift: () => Shift | null;
  readonly shiftNumber: (shiftId: string) => number;

  /**
   * Lets somebody in, or hands the till over. `staffId` null: whoever was here last. Refusals: those of the PIN, and
   * STAFF_NOT_DURING_PAYMENT.
   */
  readonly comeIn: (pin: string, staffId: string | null) => Promise<Result<Done>>;
  readonly comeInByBadge: (badge: string) => Promise<Result<Done>>;
  /** The own PIN of whoever stands there. */
  readonly setPin: (currentPin: string | null, newPin: string) => Promise<Result<Done>>;
  readonly setUpOwner: (name: string, pin: string) => Promise<Result<Done>>;
  readonly add: (name: string, role: Role, pin: string) => Promise<Result<Done>>;
  readonly change: (staffId: string, to: { readonly name: string; readonly role: Role }) => Result<Done>;
  readonly resetPin: (staffId: string, pin: string) => Promise<Result<Done>>;
  readonly setBadge: (staffId: string, badge: string | null) => Promise<Result<Done>>;
  readonly setActive: (staffId: string, active: boolean) => Result<Done>;

  /**
   * Who gave this proof, if they may approve this. Refused while nobody has a PIN: a name without a proof is none.
   * Refusals: STAFF_PIN_NOT_SET, STAFF_PIN_WRONG, STAFF_PIN_THROTTLED, STAFF_BADGE_UNKNOWN, STAFF_NOT_A_BADGE,
   * APPROVAL_NOT_ENTITLED.
   */
  readonly identify: (proof: Proof, action: ApprovedAction) => Promise<Result<Name>>;
  readonly identifyFor: (proof: Proof, action: Action, measure: number | null) => Promise<Result<Name>>;
  /** Whether somebody's word counts for another who may not do this alone. */
  readonly mayApprove: (person: Person, action: Action, measure: number | null) => boolean;
};

/** The people of a shop: who they are, how they prove it, what they may do, and the shift that they work in. */
export function createStaff(ports: {
  readonly db: Db;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly random: Random;
  readonly vault: () => Vault;
  readonly pinCost?: number;
  /** Whether the catalogue has a product with this code. */
  readonly isProduct: (code: string) => boolean;
  readonly audit: Pick<Audit, 'append'>;
  readonly log: Log;
  readonly autoLockMinutes: () => number;
  readonly isPaying: () => boolean;
  /** Somebody else stands there now, or nobody. */
  readonly left: () => void;
  readonly changed: () => void;
}): Staff {
  const { db, audit } = ports;
  const people = createPeople(ports);
  const permissions = createPermissions(ports);
  const throttle = createThrottle(ports);
  const proofs = createProofs({ ...ports, throttle });
  const session = createSession({ ...ports, people });
  const { present } = session;

  const refused = (code: string, staffId: string | null): void => {
    audit.append({
      action: 'staff.proof-refused',
      subject: staffId === null ? null : (people.find(staffId)?.name ?? null),
      after: { refused: code },
    });
  };
  const checked = async (staffId: string, pin: string): Promise<Result<Done>> => {
    const answer = await proofs.checkPin(staffId, pin);
    if (!answer.ok && answer.error.code === 'STAFF_PIN_WRONG') refused(answer.error.code, staffId);
    return answer;
  };
  const readBadge = async (badge: string): Promise<Result<{ readonly staffId: string }>> => {
    const answer = await proofs.readBadge(badge);
    if (!answer.ok && answer.error.code === 'STAFF_BADGE_UNKNOWN') refused(answer.error.code, null);
    return answer;
  };
  const enter = (staffId: string, how: 'pin' | 'badge'): Result<Done> => {
    const person = people.find(staffId);
    if (person === null || !person.active) return refuse('STAFF_NOT_FOUND');
    session.enter(person, how);
    return accept({});
  };
  /** Mid-payment a locked till opens, but an open one changes hands only afterwards. */
  const isNotNow = (): boolean => !session.isLocked() && ports.isPaying();

  const mayApprove: Staff['mayApprove'] = (person, action, measure) =>
    person.active &&
    permissions.levelOf(person.role, action, measure) === 'allowed' &&
    (person.staffId === session.current()?.staffId ||
      permissions.levelOf(person.role, 'approval.give') === 'allowed');
  const approver = (action: Action, measure: number | null): string | null => {
    const standing = session.current();
    if (standing?.hasPin === true && mayApprove(standing, action, measure)) return standing.staffId;
    const able = people.list().filter((person) => person.hasPin && mayApprove(person, action, measure));
    return able.length === 1 ? (able[0]?.staffId ?? null) : null;
  };
  const identifyFor: Staff['identifyFor'] = async (proof, action, measure) => {
    if (!people.anybodyComesIn()) return refuse('STAFF_PIN_NOT_SET');
    const { badge = null, by = null } = proof;
    let staffId: string | null;
    if (badge !== null) {
      const read = await readBadge(badge);
      if (!read.ok) return read;
      ({ staffId } = read.value);
    } else staffId = by ?? approver(action, measure);
    const person = staffId === null ? null : people.find(staffId);
    if (person === null || !mayApprove(person, action, measure)) return refuse('APPROVAL_NOT_ENTITLED');
    if (badge === null) {
      if (proof.pin === null) return refuse('STAFF_PIN_WRONG');
      const answer = await checked(person.staffId, proof.pin);
      if (!answer.ok) return answer;
    }
    return accept({ staffId: person.staffId, name: person.name });
  };
  return {
    session,
    permissions,
    owner: people.owner,
    present,
    nameOf: (staffId) => people.find(staffId)?.name ?? '',
    list: people.list,
    anybodyComesIn: people.anybodyComesIn,
    openShift: () => openShift(ports, () => present().staffId),
    findShift: () => {
      try {
        return openShift(ports, () => present().staffId);
      } catch {
        // A full disk: the till says so by itself, and the first sale that it can keep opens the shift.
        return null;
      }
    },
    shiftNumber: (shiftId) =>
      db.get<{ readonly number: number }>('SELECT number FROM shifts WHERE shift_id = ?', shiftId)?.number ??
      0,
    comeIn: async (pin, wanted) => {
      if (isNotNow()) return refuse('STAFF_NOT_DURING_PAYMENT');
      const staffId = wanted ?? present().staffId;
      const answer = await checked(staffId, pin);
      return answer.ok ? enter(staffId, 'pin') : answer;
    },
    comeInByBadge: async (badge) => {
      if (isNotNow()) return refuse('STAFF_NOT_DURING_PAYMENT');
      const read = await readBadge(badge);
      return read.ok ? enter(read.value.staffId, 'badge') : read;
    },
    ...createManagement({ ...ports, people, proofs, session, checked }),
    identify: (proof, action) => identifyFor(proof, APPROVED_ACTIONS[action], null),
    identifyFor,
    mayApprove,
  };
}

type Management = Pick<
  Staff,
  'setPin' | 'setUpOwner' | 'add' | 'change' | 'resetPin' | 'setBadge' | 'setActive'
>;

/** What changes people. Each change and its line in the audit log are one commit. */
function createManagement(ports: {
  readonly db: Db;
  readonly audit: Pick<Audit, 'append'>;
  readonly people: ReturnType<typeof createPeople>;
  readonly proofs: ReturnType<typeof createProofs>;
  readonly session: Session;
  readonly checked: (staffId: string, pin: string) => Promise<Result<Done>>;
  readonly changed: () => void;
}): Management {
  const { db, people, proofs, session } = ports;
  const commit = (work: () => Result<AuditNote>): Result<Done> =>
    db.transaction(() => {
      const note = work();
      if (!note.ok) return note;
      ports.audit.append(note.value);
      ports.changed();
      return accept({});
    });
  /** The person, if whoever stands there may change them. */
  const changeable = (staffId: string): Result<Person> => {
    const person = people.find(staffId);
    const standing = session.current();
    if (person === null) return refuse('STAFF_NOT_FOUND');
    if (standing === null || !mayManage(standing.role, person.role)) return refuse('STAFF_RANK_TOO_HIGH');
    return accept(person);
  };
  return {
    setPin: async (currentPin, newPin) => {
      const person = session.present();
      if (person.hasPin) {
        const answer =
          currentPin === null ? refuse('STAFF_PIN_WRONG') : await ports.checked(person.staffId, currentPin);
        if (!answer.ok) return answer;
      }
      const set = await proofs.setPin(newPin, (store) =>
        commit(() => {
          store(person.staffId);
          return accept({ action: 'staff.pin-set', subject: person.name });
        }),
      );
      // The first PIN closes the till to everybody else, not to whoever just set it.
      if (set.ok && session.current() === null) session.enter(person, 'set-up');
      return set;
    },
    setUpOwner: async (name, pin) => {
      if (people.anybodyComesIn()) return refuse('PERMISSION_DENIED');
      const owner = people.owner();
      const set = await proofs.setPin(pin, (store) =>
        commit(() => {
          const changed = people.change(owner, { name, role: 'owner' });
          if (!changed.ok) return changed;
          store(owner.staffId);
          return accept({
            action: 'staff.pin-set',
            subject: name,
            by: changed.value,
            before: { name: owner.name },
            after: { name },
          });
        }),
      );
      if (set.ok) session.enter(people.owner(), 'set-up');
      return set;
    },
    add: async (name, role, pin) => {
      if (!people.anybodyComesIn()) return refuse('STAFF_OWNER_FIRST');
      const standing = session.current();
      if (standing === null || !mayManage(standing.role, role)) return refuse('STAFF_RANK_TOO_HIGH');
      return proofs.setPin(pin, (store) =>
        commit(() => {
          const added = people.insert(name, role);
          if (!added.ok) return added;
          store(added.value.staffId);
          return accept({ action: 'staff.added', subject: name, after: { name, role } });
        }),
      );
    },
    change: (staffId, to) =>
      commit(() => {
        const person = changeable(staffId);
        if (!person.ok) return person;
        const standing = session.current();
        if (standing === null || !mayManage(standing.role, to.role)) return refuse('STAFF_RANK_TOO_HIGH');
        const changed = people.change(person.value, to);
        if (!changed.ok) return changed;
        const { name, role } = person.value;
        return accept({ action: 'staff.changed', subject: name, before: { name, role }, after: { ...to } });
      }),
    resetPin: async (staffId, pin) => {
      const person = changeable(staffId);
      if (!person.ok) return person;
      return proofs.setPin(pin, (store) =>
        commit(() => {
          store(staffId);
          // A new PIN ends the waits for the old one.
          db.run('UPDATE staff SET failed_tries = 0, tries_again_at_ms = 0 WHERE staff_id = ?', staffId);
          return accept({ action: 'staff.pin-set', subject: person.value.name });
        }),
      );
    },
    setBadge: async (staffId, badge) => {
      const person = changeable(staffId);
      if (!person.ok) return person;
      // A badge is lost sooner than a PIN is forgotten: whoever has one has both.
      if (badge !== null && !person.value.hasPin) return refuse('STAFF_PIN_NOT_SET');
      const hash = badge === null ? accept(null) : await proofs.hashNewBadge(badge);
      if (!hash.ok) return hash;
      return commit(() => {
        if (
          hash.value !== null &&
          db.get('SELECT 1 FROM staff WHERE badge_hash = ? AND staff_id <> ?', hash.value, staffId) !== null
        )
          return refuse('STAFF_BADGE_TAKEN');
        db.run('UPDATE staff SET badge_hash = ? WHERE staff_id = ?', hash.value, staffId);
        const action = badge === null ? 'staff.badge-removed' : 'staff.badge-set';
        return accept({ action, subject: person.value.name });
      });
    },
    setActive: (staffId, active) =>
      commit(() => {
        const person = changeable(staffId);
        if (!person.ok) return person;
        const changed = people.setActive(person.value, active);
        if (!changed.ok) return changed;
        return accept({
          action: active ? 'staff.activated' : 'staff.deactivated',
          subject: person.value.name,
          before: { active: person.value.active },
          after: { active },
        });
      }),
  };
}
