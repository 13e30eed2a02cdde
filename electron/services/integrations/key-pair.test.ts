import { describe, expect, it } from 'vitest';
import { accountShownBy, compareAccounts, maskSecret, readKeyPair } from './index.ts';

const LIVE = ['sk', 'live', '0123456789'].join('_'); // Put together, so that no file holds such a thing.
const SAVED = { prefix: 'sk_test_', last4: 'abcd' };
const ACCOUNT = '1G6DLHQgzWD1kX5C';

describe('readKeyPair', () => {
  it.for([
    [
      'two test keys',
      'pk_test_12345678',
      'sk_test_12345678',
      { mode: 'test', secretKey: 'sk_test_12345678' },
    ],
    [
      'a restricted key',
      'pk_test_12345678',
      'rk_test_12345678',
      { mode: 'test', secretKey: 'rk_test_12345678' },
    ],
    ['live keys in the app', 'pk_live_12345678', LIVE, { mode: 'live', secretKey: LIVE }],
    ['an empty secret, which keeps the saved one', 'pk_test_12345678', '', { mode: 'test', secretKey: null }],
  ] as const)('takes %s', ([, publishableKey, secretKey, expected]) => {
    const answer = readKeyPair({ publishableKey, secretKey, saved: SAVED, liveAllowed: true });
    expect(answer).toMatchObject({ ok: true, value: expected });
  });

  it.for([
    [
      'fields swapped',
      'sk_test_12345678',
      'pk_test_12345678',
      true,
      'SETTINGS_KEY_MALFORMED',
      'publishableKey',
    ],
    ['nothing at all', '', '', true, 'SETTINGS_KEY_MALFORMED', 'publishableKey'],
    [
      'a publishable key twice',
      'pk_test_12345678',
      'pk_test_12345678',
      true,
      'SETTINGS_KEY_MALFORMED',
      'secretKey',
    ],
    ['a cut key', 'pk_test_1', 'sk_test_12345678', true, 'SETTINGS_KEY_MALFORMED', 'publishableKey'],
    [
      'a space inside',
      'pk_test_1234 5678',
      'sk_test_12345678',
      true,
      'SETTINGS_KEY_MALFORMED',
      'publishableKey',
    ],
    ['a signing secret', 'pk_test_12345678', 'whsec_12345678', true, 'SETTINGS_KEY_MALFORMED', 'secretKey'],
    ['two modes', 'pk_live_12345678', 'sk_test_12345678', true, 'SETTINGS_KEY_MODES_DIFFER', undefined],
    [
      'another mode than the saved secret',
      'pk_live_12345678',
      '',
      true,
      'SETTINGS_KEY_MODES_DIFFER',
      undefined,
    ],
    [
      'live keys where they are not allowed',
      'pk_live_12345678',
      LIVE,
      false,
      'SETTINGS_LIVE_KEY_NOT_HERE',
      undefined,
    ],
  ] as const)('refuses %s', ([, publishableKey, secretKey, liveAllowed, code, field]) => {
    const answer = readKeyPair({ publishableKey, secretKey, saved: SAVED, liveAllowed });
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(answer.ok ? null : answer.error.facts?.['field']).toBe(field);
  });

  it('refuses an empty secret where none is saved', () => {
    const typed = { publishableKey: 'pk_test_12345678', secretKey: '', saved: null, liveAllowed: true };
    expect(readKeyPair(typed)).toMatchObject({ ok: false, error: { code: 'SETTINGS_KEY_MALFORMED' } });
  });
});

describe('the account in a key', () => {
  it.for([
    [`pk_test_5${ACCOUNT}restofthekey`, `acct_${ACCOUNT}`],
    [`sk_live_5${ACCOUNT}restofthekey`.replace('sk_live', 'sk_test'), `acct_${ACCOUNT}`],
    ['pk_test_TYooMQauvdEDq54NiTphI7jx', null],
    [`pk_test_5${ACCOUNT.slice(0, 15)}`, null],
  ] as const)('of %s is %s', ([key, account]) => {
    expect(accountShownBy(key)).toBe(account);
  });

  it.for([
    ['shown and equal', `pk_test_5${ACCOUNT}x`, 'rk_test_old', `acct_${ACCOUNT}`, 'verified'],
    ['shown by both keys', `pk_test_5${ACCOUNT}x`, `sk_test_5${ACCOUNT}y`, null, 'verified'],
    ['shown and another', `pk_test_5${ACCOUNT}x`, 'rk_test_old', 'acct_1000000000000000', 'differ'],
    ['not shown', 'pk_test_old', `sk_test_5${ACCOUNT}y`, `acct_${ACCOUNT}`, 'not-verified'],
    ['not known', `pk_test_5${ACCOUNT}x`, 'rk_test_old', null, 'not-verified'],
  ] as const)('%s', ([, publishable, secret, accountId, expected]) => {
    expect(compareAccounts(publishable, secret, accountId)).toBe(expected);
  });
});

describe('maskSecret', () => {
  it.for([
    ['sk_test_51abcdefWXYZ', { prefix: 'sk_test_', last4: 'WXYZ' }],
    ['rk_test_abcdefgh1234', { prefix: 'rk_test_', last4: '1234' }],
    ['whsec_abcdefgh9876', { prefix: 'whsec_', last4: '9876' }],
  ] as const)('shows the kind and the end of %s', ([secret, shown]) => {
    expect(maskSecret(secret)).toEqual(shown);
  });
});
