import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileLog, redact } from './index.ts';

let directory: string;
const CLOCK = { nowMs: () => Date.UTC(2026, 10, 23, 12), monotonicMs: () => 0 };

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-log-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

describe('a line of the log', () => {
  const secrets = [
    'sk_test_51AbCdEf',
    'sk_live_51AbCdEf',
    'rk_test_51AbCdEf',
    'rk_live_51AbCdEf',
    'whsec_AbC+d/9=',
    'whsec_AbCd-_9',
    'pst_51AbCdEf',
    'pi_3Abc_secret_9Xyz',
    'Bearer abc.DEF-123~x',
    'bearer   abc',
    'authorization: Bearer rlt_0123456789abcdef',
    '4242424242424242',
    '4242 4242 4242 4242',
    '4242-4242-4242-4242',
    '378282246310005',
    '6011000990139424',
    '3056 9309 0259 04',
  ];
  it.each(secrets)('shows nothing of %s, wherever it stands', (secret) => {
    const tail = secret.replace(/^authorization: /u, '').slice(-6);
    for (const text of [
      secret,
      `before ${secret} after`,
      JSON.stringify({ field: secret }),
      `(${secret})`,
      `${secret}.`,
    ]) {
      expect(redact(text)).not.toContain(tail);
      expect(redact(text)).toMatch(/\[secret\]|\[card\]/u);
    }
  });

  it('loses every secret of many, and keeps what stands between', () => {
    expect(redact('a sk_test_1 b whsec_2 c 4242424242424242 d')).toBe('a [secret] b [secret] c [card] d');
  });

  const harmless = [
    'pi_3Abc',
    'acct_1AbC',
    'pk_test_51AbCdEf',
    'tmr_FakeReader',
    'amount 1250 of 99999999',
    'at 1763899200000',
    '4242424242424241',
    '0192f0c1-7b5e-7000-8000-000000000000',
    'the bearer of bad news is sk_',
  ];
  it.each(harmless)('keeps %s, which is no secret', (text) => {
    const allowed = text.includes('bearer of') ? 'the [secret] bad news is sk_' : text;
    expect(redact(text)).toBe(allowed);
  });
});

describe('the log file', () => {
  it('holds one line of JSON per event, with its time, readable by its owner only', () => {
    const log = createFileLog(join(directory, 'logs'), CLOCK);
    log.info('sale.opened', { number: 1 });
    log.error('payment.failed', { key: 'sk_live_secret', note: 'two\nlines' });
    const file = join(directory, 'logs', 'till.log');
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      { at: '2026-11-23T12:00:00.000Z', level: 'info', event: 'sale.opened', number: 1 },
      {
        at: '2026-11-23T12:00:00.000Z',
        level: 'error',
        event: 'payment.failed',
        key: '[secret]',
        note: 'two\nlines',
      },
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('starts anew when it is large, and keeps the one before', () => {
    const log = createFileLog(directory, CLOCK);
    writeFileSync(join(directory, 'till.log'), 'x'.repeat(5 * 1024 * 1024 + 1));
    log.info('sale.opened');
    expect(readFileSync(join(directory, 'till.log'), 'utf8').split('\n')).toHaveLength(2);
    expect(existsSync(join(directory, 'till.log.1'))).toBe(true);
  });

  it('that can not be written loses the line and not the sale', () => {
    const log = createFileLog(directory, CLOCK);
    rmSync(directory, { recursive: true });
    expect(() => {
      log.warn('reader.lost');
    }).not.toThrow();
  });
});
