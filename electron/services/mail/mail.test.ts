import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryVault } from '../vault/index.ts';
import { openSettings } from '../settings/index.ts';
import { createMailer, createSendMail } from './index.ts';
import type { Mail } from './send-mail.ts';
import { CERTIFICATE, KEY } from './testing/localhost-certificate.ts';

/** Mail by a real SMTP server with a real certificate, and by servers that refuse in each way there is. */
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const MAIL: Mail = {
  to: 'ana@example.com',
  fromName: 'Corner Bakery',
  subject: 'Receipt R-1',
  text: 'Total €4.10',
  html: '<pre>x</pre>',
  attachment: { name: 'R-1.pdf', content: Buffer.from('%PDF-1.4 x') },
};
const LOGIN = { username: 'shop', password: 'right horse' };
const cleanUps: (() => unknown)[] = [];
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'flexotium-mail-'));
});
afterEach(async () => {
  for (const clean of cleanUps.splice(0)) await clean();
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

async function startServer(
  how: {
    readonly secure?: boolean;
    readonly refuses?: 'address' | 'mail' | 'cut';
    readonly plain?: boolean;
  } = {},
) {
  const taken: { readonly to: readonly string[]; readonly source: string; readonly isSecure: boolean }[] = [];
  const server = new SMTPServer({
    secure: how.secure ?? false,
    key: KEY,
    cert: CERTIFICATE,
    ...(how.plain === true ? { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] } : {}),
    onAuth: ({ username, password }, _session, done) => {
      if (username === LOGIN.username && password === LOGIN.password) done(null, { user: username });
      else done(new Error('Wrong'));
    },
    onRcptTo: (_address, _session, done) => {
      done(how.refuses === 'address' ? Object.assign(new Error('No such box'), { responseCode: 550 }) : null);
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (how.refuses === 'cut') {
          server.close();
          for (const connection of server.connections) connection.close();
          return;
        }
        if (how.refuses === 'mail') {
          done(Object.assign(new Error('Too many today'), { responseCode: 552 }));
          return;
        }
        const to = session.envelope.rcptTo.map(({ address }) => address);
        taken.push({ to, source: Buffer.concat(parts).toString(), isSecure: session.secure });
        done();
      });
    },
  });
  server.on('error', () => undefined); // What a refused client leaves behind.
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      resolve((listening.address() as AddressInfo).port); // It listens on a port.
    });
  });
  cleanUps.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = {
    on: true,
    way: 'smtp',
    host: 'localhost',
    port,
    from: 'till@bakery.example',
    security: how.secure === true ? 'tls' : 'starttls',
    ...LOGIN,
  } as const;
  return { address, taken };
}

describe('a mail by SMTP', { timeout: 30_000 }, () => {
  it.each([true, false])('goes encrypted and logged in (from the first byte: %s)', async (secure) => {
    const { address, taken } = await startServer({ secure });
    expect(await createSendMail(CERTIFICATE)(address, MAIL)).toBe('taken');
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatchObject({ to: ['ana@example.com'], isSecure: true });
    expect(taken[0]?.source).toContain('From: Corner Bakery <till@bakery.example>');
    expect(taken[0]?.source).toContain('Subject: Receipt R-1');
    expect(taken[0]?.source).toContain('Content-Type: application/pdf; name=R-1.pdf');
    expect(taken[0]?.source).toContain(Buffer.from('%PDF-1.4 x').toString('base64'));
  });

  it('is refused by a wrong password before anything is sent', async () => {
    const { address, taken } = await startServer();
    expect(await createSendMail(CERTIFICATE)({ ...address, password: 'wrong' }, MAIL)).toBe('login-refused');
    expect(taken).toEqual([]);
  });

  it('never goes to a server whose certificate nobody vouches for', async () => {
    const { address, taken } = await startServer();
    expect(await createSendMail()(address, MAIL)).toBe('certificate-refused');
    expect(taken).toEqual([]);
  });

  it('never goes in plain text', async () => {
    const { address, taken } = await startServer({ plain: true });
    expect(await createSendMail(CERTIFICATE)(address, MAIL)).toBe('certificate-refused');
    expect(taken).toEqual([]);
  });

  it('tells an address that is not taken from a mail that is not taken', async () => {
    const first = await startServer({ refuses: 'address' });
    expect(await createSendMail(CERTIFICATE)(first.address, MAIL)).toBe('address-refused');
    const second = await startServer({ refuses: 'mail' });
    expect(await createSendMail(CERTIFICATE)(second.address, MAIL)).toBe('refused');
  });

  it('is in doubt when the line breaks behind the text', async () => {
    const { address } = await startServer({ refuses: 'cut' });
    expect(await createSendMail(CERTIFICATE)(address, MAIL)).toBe('unknown');
  });

  it('finds nobody where nobody listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo; // As above.
    await new Promise((resolve) => server.close(resolve));
    const nobody = {
      on: true,
      way: 'smtp',
      host: 'localhost',
      port,
      from: 'till@bakery.example',
      security: 'tls',
      ...LOGIN,
    } as const;
    expect(await createSendMail(CERTIFICATE)(nobody, MAIL)).toBe('unreachable');
  });
});

describe('a receipt by mail', { timeout: 30_000 }, () => {
  it('is the receipt’s own text, and its password rests in the vault and nowhere else', async () => {
    const { address, taken } = await startServer();
    const file: { store: Record<string, unknown> } = { store: {} };
    const opened = openSettings({
      directory,
      profileId: 'p',
      log: SILENT,
      open: () => ({
        get store() {
          return file.store;
        },
        set: (content) => (file.store = content),
      }),
    });
    if (!opened.ok) throw new Error('no settings');
    const vault = createMemoryVault();
    const mailer = createMailer({
      settings: opened.value,
      vault: () => vault,
      sendMail: createSendMail(CERTIFICATE),
      log: SILENT,
    });
    const paper = {
      document: { rows: [{ kind: 'heading', text: 'Corner <Bakery>' }] },
      number: 'R-000042',
      pdf: Buffer.from('%PDF-1.4 y'),
    } as const;
    expect(await mailer.sendReceipt(paper, 'ana@example.com')).toMatchObject({
      error: { code: 'MAIL_NOT_SET_UP' },
    });
    const { password, ...settings } = address;
    expect(await mailer.save(settings, password)).toEqual({ ok: true, value: {} });
    expect(await mailer.settings()).toEqual({ ok: true, value: { settings, hasPassword: true } });
    expect(await mailer.sendReceipt(paper, 'ana@example.com')).toEqual({ ok: true, value: {} });
    expect(taken[0]?.source).toContain('Subject: Receipt R-000042');
    expect(taken[0]?.source).toContain('Corner &lt;Bakery&gt;');
    expect(taken[0]?.source).toContain('filename=R-000042.pdf');
    expect(JSON.stringify(file.store)).not.toContain(password);
    expect(JSON.stringify(file.store)).not.toContain('ana@example.com');
    // An empty field keeps the password that is saved.
    expect(await mailer.save(settings, '')).toEqual({ ok: true, value: {} });
    expect(await mailer.sendTest('owner@example.com')).toEqual({ ok: true, value: {} });
  });
});
