import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStaffBench, type StaffBench } from '../../../tests/support/staff-bench.ts';
import { createMemoryVault } from '../vault/index.ts';

const PIN = '2580';
const OK = { ok: true, value: {} };
const WRONG = { ok: false, error: { code: 'STAFF_PIN_WRONG' } };

let bench: StaffBench;

beforeEach(async () => {
  bench = await openStaffBench();
});
afterEach(() => {
  bench.close();
});

const staff = () => bench.staff();
const idOf = (name: string): string => {
  const person = staff()
    .list()
    .find((each) => each.name === name);
  if (person === undefined) throw new Error(`Nobody is called ${name}`);
  return person.staffId;
};
async function hire(): Promise<void> {
  expect(await staff().setUpOwner('Eva', PIN)).toEqual(OK);
  expect(await staff().add('Mara', 'manager', '1357')).toEqual(OK);
  expect(await staff().add('Ben', 'cashier', '8642')).toEqual(OK);
}

describe('the owner', () => {
  it('is one person, the same after a restart, and stands before a till without PINs', async () => {
    const first = staff().owner();
    expect(first).toMatchObject({ name: 'Owner', role: 'owner', hasPin: false });
    expect(staff().session.isLocked()).toBe(false);
    await bench.restart();
    expect(staff().owner()).toEqual(first);
    expect(staff().present()).toEqual(first);
  });

  it('is looked at without a shift while the disk takes none', () => {
    const { db } = bench;
    db().run("CREATE TRIGGER disk_full BEFORE INSERT ON shifts BEGIN SELECT RAISE (ABORT, 'full'); END");
    expect(staff().findShift()).toBeNull();
    db().run('DROP TRIGGER disk_full');
    expect(staff().findShift()).toEqual(staff().openShift());
  });

  it('works in one shift, opened once', async () => {
    const shift = staff().openShift();
    expect(shift).toMatchObject({ number: 1, openedAtMs: 1_000_000 });
    bench.pass(1);
    await bench.restart();
    expect(staff().openShift()).toEqual(shift);
  });

  it('is set up once, with a name and a PIN, and stays before the till', async () => {
    expect(await staff().setUpOwner('Eva', PIN)).toEqual(OK);
    expect(staff().session.current()).toMatchObject({ name: 'Eva', role: 'owner', hasPin: true });
    expect(await staff().setUpOwner('Mallory', '8642')).toEqual({
      ok: false,
      error: { code: 'PERMISSION_DENIED' },
    });
    await bench.restart();
    expect(staff().session.isLocked()).toBe(true);
  });
});

describe('a PIN', () => {
  it('once set lets in who knows it, and nobody else, also after a restart', async () => {
    expect(await staff().setPin(null, PIN)).toEqual(OK);
    expect(await staff().comeIn('2581', null)).toEqual(WRONG);
    expect(await staff().comeIn(PIN, null)).toEqual(OK);
    await bench.restart();
    expect(staff().session.current()).toBeNull();
    expect(await staff().comeIn(PIN, null)).toEqual(OK);
    expect(staff().session.current()).toMatchObject({ role: 'owner' });
  });

  it('is changed only by who knows it', async () => {
    await staff().setPin(null, PIN);
    expect(await staff().setPin(null, '7391')).toEqual(WRONG);
    expect(await staff().setPin('1111', '7391')).toEqual(WRONG);
    expect(await staff().comeIn(PIN, null)).toEqual(OK);
    expect(await staff().setPin(PIN, '7391')).toEqual(OK);
    expect(await staff().comeIn('7391', null)).toEqual(OK);
    expect(await staff().comeIn(PIN, null)).toEqual(WRONG);
  });

  it.each(['0000', '9999', '1234', '0123', '23456', '12345678', '4321', '87654321'])(
    'as guessable as %s is not taken',
    async (pin) => {
      const refused = { ok: false, error: { code: 'STAFF_PIN_NOT_ALLOWED' } };
      expect(await staff().setPin(null, pin)).toEqual(refused);
      expect(staff().owner().hasPin).toBe(false);
    },
  );

  it('is in the database only as a salted hash, which is useless without the vault’s pepper', async () => {
    await staff().setPin(null, PIN);
    const read = () =>
      bench.db().get<{ readonly pin_hash: string; readonly pin_salt: string }>('SELECT * FROM staff');
    const one = read();
    expect(JSON.stringify(one)).not.toContain(PIN);
    await staff().setPin(PIN, PIN);
    expect(read()?.pin_hash).not.toBe(one?.pin_hash);
    bench.vault = createMemoryVault();
    await bench.restart();
    expect(await staff().comeIn(PIN, null)).toEqual(WRONG);
  });

  it('can be neither set nor checked without the vault, and such a try is not counted as wrong', async () => {
    await staff().setPin(null, PIN);
    bench.vault = {
      ...bench.vault,
      get: () => Promise.resolve({ ok: false, code: 'VAULT_UNAVAILABLE' }),
    };
    await bench.restart();
    for (let tries = 0; tries < 6; tries += 1)
      expect(await staff().comeIn(PIN, null)).toEqual({ ok: false, error: { code: 'VAULT_UNAVAILABLE' } });
    expect(bench.db().get('SELECT failed_tries FROM staff')).toEqual({ failed_tries: 0 });
  });
});

describe('guessing a PIN', () => {
  async function guess(staffId: string | null = null): Promise<unknown> {
    const answer = await staff().comeIn('1111', staffId);
    return answer.ok ? 'in' : (answer.error.facts?.['seconds'] ?? answer.error.code);
  }

  it('has five tries, then waits that double up to an hour', async () => {
    await staff().setPin(null, PIN);
    for (let tries = 0; tries < 5; tries += 1) expect(await guess()).toBe('STAFF_PIN_WRONG');
    const waits: unknown[] = [];
    for (let rounds = 0; rounds < 8; rounds += 1) {
      const seconds = await guess();
      waits.push(seconds);
      bench.pass(Number(seconds) * 1000);
      expect(await guess()).toBe('STAFF_PIN_WRONG');
    }
    expect(waits).toEqual([60, 120, 240, 480, 960, 1920, 3600, 3600]);
  });

  it('is not helped by the right PIN during a wait, nor by a restart', async () => {
    await staff().setPin(null, PIN);
    for (let tries = 0; tries < 5; tries += 1) await guess();
    const throttled = { ok: false, error: { code: 'STAFF_PIN_THROTTLED', facts: { seconds: 60 } } };
    expect(await staff().comeIn(PIN, null)).toEqual(throttled);
    await bench.restart();
    expect(await staff().comeIn(PIN, null)).toEqual(throttled);
    expect(await staff().setPin(PIN, '7391')).toEqual(throttled);
    bench.pass(60_000);
    expect(await staff().comeIn(PIN, null)).toEqual(OK);
    expect(await guess()).toBe('STAFF_PIN_WRONG');
  });

  it('many at once has no more tries than one after another', async () => {
    await staff().setPin(null, PIN);
    const answers = await Promise.all(Array.from({ length: 20 }, () => guess()));
    expect(answers.filter((answer) => answer === 'STAFF_PIN_WRONG')).toHaveLength(5);
  });

  it('gains nothing from a clock that is set back', async () => {
    await staff().setPin(null, PIN);
    for (let tries = 0; tries < 5; tries += 1) await guess();
    bench.setClock(bench.nowMs() - 3_600_000);
    expect(await guess()).toBeGreaterThan(60);
  });

  it('of one person keeps the others out only after fifteen tries at the till', async () => {
    await hire();
    for (const name of ['Ben', 'Mara']) {
      for (let tries = 0; tries < 5; tries += 1) expect(await guess(idOf(name))).toBe('STAFF_PIN_WRONG');
      expect(await guess(idOf(name))).toBe(60);
    }
    expect(await staff().comeIn(PIN, idOf('Eva'))).toEqual(OK);
    // The right PIN of one does not forgive the tries on others: whoever guesses may have one.
    for (let tries = 0; tries < 4; tries += 1) expect(await guess(idOf('Eva'))).toBe('STAFF_PIN_WRONG');
    bench.pass(60_000);
    expect(await guess(idOf('Ben'))).toBe('STAFF_PIN_WRONG');
    expect(await staff().comeIn(PIN, idOf('Eva'))).toMatchObject({
      error: { code: 'STAFF_PIN_THROTTLED', facts: { seconds: 30 } },
    });
    await bench.restart();
    expect(await staff().comeIn(PIN, idOf('Eva'))).toMatchObject({ error: { code: 'STAFF_PIN_THROTTLED' } });
    bench.pass(30_000);
    expect(await staff().comeIn(PIN, idOf('Eva'))).toEqual(OK);
  });
});

describe('a badge', () => {
  const BADGE = 'FX-00417-B';
  it('lets its person in by the code, which is kept only as a keyed hash', async () => {
    await hire();
    expect(await staff().setBadge(idOf('Ben'), BADGE)).toEqual(OK);
    expect(await staff().comeInByBadge(BADGE)).toEqual(OK);
    expect(staff().session.current()?.name).toBe('Ben');
    const rows = JSON.stringify([
      bench.db().all('SELECT * FROM staff'),
      bench.db().all('SELECT * FROM audit_entries'),
    ]);
    expect(rows).not.toContain(BADGE);
  });

  it('belongs to one person, and to nobody once it was taken away or they left', async () => {
    await hire();
    await staff().setBadge(idOf('Ben'), BADGE);
    expect(await staff().setBadge(idOf('Mara'), BADGE)).toEqual({
      ok: false,
      error: { code: 'STAFF_BADGE_TAKEN' },
    });
    staff().setActive(idOf('Ben'), false);
    expect(await staff().comeInByBadge(BADGE)).toEqual({
      ok: false,
      error: { code: 'STAFF_BADGE_UNKNOWN' },
    });
    expect(await staff().setBadge(idOf('Mara'), BADGE)).toEqual(OK);
    expect(await staff().setBadge(idOf('Mara'), null)).toEqual(OK);
    expect(await staff().comeInByBadge(BADGE)).toMatchObject({ error: { code: 'STAFF_BADGE_UNKNOWN' } });
  });

  it('that is guessed makes the till wait for badges, and not for PINs', async () => {
    await hire();
    for (let tries = 0; tries < 15; tries += 1) await staff().comeInByBadge(`FX-0000${String(tries)}`);
    await staff().setBadge(idOf('Ben'), BADGE);
    expect(await staff().comeInByBadge(BADGE)).toMatchObject({
      error: { code: 'STAFF_PIN_THROTTLED', facts: { seconds: 30 } },
    });
    expect(await staff().comeIn('8642', idOf('Ben'))).toEqual(OK);
  });

  it('is no product: goods that are scanned are nobody’s guess, and are given to nobody', async () => {
    await hire();
    await staff().setBadge(idOf('Ben'), BADGE);
    const goods = ['4006381333931', '96385074', '036000291452', 'COF-001'];
    const noBadge = { ok: false, error: { code: 'STAFF_NOT_A_BADGE' } };
    for (let tries = 0; tries < 20; tries += 1)
      expect(await staff().comeInByBadge(goods[tries % goods.length] ?? '')).toEqual(noBadge);
    expect(await staff().comeInByBadge(BADGE)).toEqual(OK);
    await staff().comeIn(PIN, idOf('Eva'));
    expect(await staff().setBadge(idOf('Mara'), '4006381333931')).toEqual(noBadge);
    // Whatever only looks like goods is a guess like any other.
    for (let tries = 0; tries < 15; tries += 1) await staff().comeInByBadge('4006381333932');
    expect(await staff().comeInByBadge(BADGE)).toMatchObject({ error: { code: 'STAFF_PIN_THROTTLED' } });
  });

  it('is given only to somebody with a PIN', async () => {
    expect(await staff().setBadge(staff().owner().staffId, BADGE)).toEqual({
      ok: false,
      error: { code: 'STAFF_PIN_NOT_SET' },
    });
  });
});

describe('the people of a shop', () => {
  it('come after the owner’s PIN, each with a name of their own', async () => {
    const early = await staff().add('Ben', 'cashier', '8642');
    expect(early).toEqual({ ok: false, error: { code: 'STAFF_OWNER_FIRST' } });
    await hire();
    expect(await staff().add('ben', 'cashier', '8642')).toEqual({
      ok: false,
      error: { code: 'STAFF_NAME_TAKEN' },
    });
    expect(await staff().add('Cas', 'cashier', '1234')).toEqual({
      ok: false,
      error: { code: 'STAFF_PIN_NOT_ALLOWED' },
    });
    expect(
      staff()
        .list()
        .map(({ name, role }) => [name, role]),
    ).toEqual([
      ['Ben', 'cashier'],
      ['Eva', 'owner'],
      ['Mara', 'manager'],
    ]);
  });

  it('are never removed, so that records keep their names', async () => {
    await hire();
    const ben = idOf('Ben');
    expect(staff().setActive(ben, false)).toEqual(OK);
    expect(staff().nameOf(ben)).toBe('Ben');
    expect(await staff().comeIn('8642', ben)).toEqual({ ok: false, error: { code: 'STAFF_NOT_FOUND' } });
    expect(() => bench.db().run('DELETE FROM staff WHERE staff_id = ?', ben)).toThrow(/never removed/u);
    expect(staff().setActive(ben, true)).toEqual(OK);
    expect(await staff().comeIn('8642', ben)).toEqual(OK);
  });

  it('always include an owner', async () => {
    await hire();
    const eva = idOf('Eva');
    const last = { ok: false, error: { code: 'STAFF_LAST_OWNER' } };
    expect(staff().setActive(eva, false)).toEqual(last);
    expect(staff().change(eva, { name: 'Eva', role: 'cashier' })).toEqual(last);
    await staff().add('Olaf', 'owner', '9173');
    expect(staff().change(eva, { name: 'Eva', role: 'cashier' })).toEqual(OK);
    expect(staff().session.current()?.role).toBe('cashier');
  });

  it('are looked after by a manager only below managers', async () => {
    await hire();
    await staff().comeIn('1357', idOf('Mara'));
    const tooHigh = { ok: false, error: { code: 'STAFF_RANK_TOO_HIGH' } };
    expect(await staff().add('Cas', 'cashier', '9173')).toEqual(OK);
    expect(await staff().add('Rob', 'manager', '9173')).toEqual(tooHigh);
    expect(staff().change(idOf('Ben'), { name: 'Ben', role: 'owner' })).toEqual(tooHigh);
    expect(await staff().resetPin(idOf('Eva'), '9173')).toEqual(tooHigh);
    expect(staff().setActive(idOf('Eva'), false)).toEqual(tooHigh);
    expect(await staff().setBadge(idOf('Mara'), 'FX-1-2-3')).toEqual(tooHigh);
    expect(await staff().resetPin(idOf('Ben'), '9173')).toEqual(OK);
    expect(await staff().comeIn('9173', idOf('Ben'))).toEqual(OK);
  });

  it('get a new PIN without the waits for the old one', async () => {
    await hire();
    for (let tries = 0; tries < 6; tries += 1) await staff().comeIn('1111', idOf('Ben'));
    await staff().resetPin(idOf('Ben'), '9173');
    expect(await staff().comeIn('9173', idOf('Ben'))).toEqual(OK);
  });
});

describe('standing before the till', () => {
  beforeEach(hire);

  it('changes hands by a PIN, and records know who it is', async () => {
    expect(await staff().comeIn('8642', idOf('Ben'))).toEqual(OK);
    expect(staff().present().name).toBe('Ben');
    staff().session.lock();
    expect(staff().session.current()).toBeNull();
    expect(staff().present().name).toBe('Ben');
    expect(await staff().comeIn('8642', null)).toEqual(OK);
  });

  it('does not change hands while a customer pays, but opens when it was locked', async () => {
    bench.isPaying = true;
    const notNow = { ok: false, error: { code: 'STAFF_NOT_DURING_PAYMENT' } };
    expect(await staff().comeIn('8642', idOf('Ben'))).toEqual(notNow);
    expect(await staff().comeInByBadge('FX-1-2-3')).toEqual(notNow);
    expect(staff().session.current()?.name).toBe('Eva');
    staff().session.lock();
    expect(await staff().comeIn('8642', idOf('Ben'))).toEqual(OK);
  });

  it('ends by itself after the minutes of the shop, counted from the last touch', () => {
    bench.pass(4 * 60_000);
    staff().session.stir();
    bench.pass(4 * 60_000);
    expect(staff().session.isLocked()).toBe(false);
    bench.pass(60_000);
    expect(staff().session.isLocked()).toBe(true);
  });

  it('never ends by itself while somebody pays, and soon after', () => {
    bench.isPaying = true;
    bench.pass(30 * 60_000);
    expect(staff().session.isLocked()).toBe(false);
    bench.isPaying = false;
    bench.pass(5_000);
    expect(staff().session.isLocked()).toBe(true);
  });

  it('never ends by itself where the shop wants that', () => {
    bench.autoLockMinutes = 0;
    staff().session.stir();
    bench.pass(24 * 3_600_000);
    expect(staff().session.isLocked()).toBe(false);
  });

  it('begins and ends also on a disk that takes nothing', async () => {
    bench
      .db()
      .run("CREATE TRIGGER full BEFORE INSERT ON audit_entries BEGIN SELECT RAISE (ABORT, 'full'); END");
    staff().session.lock();
    expect(staff().session.isLocked()).toBe(true);
    expect(await staff().comeIn('8642', idOf('Ben'))).toEqual(OK);
    expect(staff().session.current()?.name).toBe('Ben');
  });

  it('ends at once for somebody who was deactivated', async () => {
    await staff().add('Olaf', 'owner', '9173');
    await staff().comeIn('9173', idOf('Olaf'));
    expect(staff().setActive(idOf('Olaf'), false)).toEqual(OK);
    expect(staff().session.isLocked()).toBe(true);
  });
});
