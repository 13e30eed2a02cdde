import {
  accept,
  refuse,
  type ErrorCode,
  type MailSettings,
  type Result,
} from '../../../shared/contract/index.ts';
import { renderReceiptText, type ReceiptDocument } from '../../../shared/domain/receipt/index.ts';
import type { Log, Vault } from '../ports.ts';
import type { SettingsStore } from '../settings/index.ts';
import { MAIL_TEXTS } from './texts.ts';
import type { Mail, MailOutcome, SendMail } from './send-mail.ts';

export { createSendMail, type SendMail } from './send-mail.ts';

type Done = Record<string, never>;

export type Mailer = {
  readonly settings: () => Promise<Result<{ settings: MailSettings; hasPassword: boolean }>>;
  readonly save: (settings: MailSettings, password: string) => Promise<Result<Done>>;
  readonly sendTest: (address: string) => Promise<Result<Done>>;
  /** `pdf` is the same receipt for keeping. */
  readonly sendReceipt: (
    receipt: { readonly document: ReceiptDocument; readonly number: string; readonly pdf: Uint8Array },
    address: string,
  ) => Promise<Result<Done>>;
};

/** Mails receipts by the shop's own server. The password rests in the vault; addresses of customers rest nowhere. */
export function createMailer(from: {
  readonly settings: SettingsStore;
  readonly vault: () => Vault;
  readonly sendMail: SendMail;
  readonly log: Log;
}): Mailer {
  const { settings, vault, log } = from;
  const send = async (mail: Omit<Mail, 'fromName'>): Promise<Result<Done>> => {
    const { mail: server, storeName } = settings.get();
    if (!server.on || server.host === '' || server.from === '') return refuse('MAIL_NOT_SET_UP');
    const password = await vault().get('smtp-password');
    if (!password.ok) return refuse(password.code);
    const outcome = await from.sendMail(
      { ...server, password: password.value ?? '' },
      { ...mail, fromName: storeName },
    );
    log.info('mail.sent', { outcome });
    return outcome === 'taken' ? accept({}) : refuse(REFUSALS[outcome]);
  };
  return {
    settings: async () => {
      const password = await vault().get('smtp-password');
      return accept({ settings: settings.get().mail, hasPassword: password.ok && password.value !== null });
    },
    save: async (wanted, password) => {
      if (password !== '') {
        const kept = await vault().set('smtp-password', password);
        if (!kept.ok) return refuse(kept.code);
      }
      settings.change({ mail: wanted });
      return accept({});
    },
    sendTest: (address) => {
      const { locale, storeName } = settings.get();
      const { testSubject, testText } = MAIL_TEXTS[locale];
      const subject = testSubject(storeName);
      return send({ to: address, subject, text: testText, html: pageOf(testText), attachment: null });
    },
    sendReceipt: ({ document, number, pdf }, address) => {
      const { locale, storeName } = settings.get();
      const text = renderReceiptText(document);
      return send({
        to: address,
        subject: MAIL_TEXTS[locale].subject(number, storeName),
        text,
        html: pageOf(text),
        attachment: { name: `${number}.pdf`, content: pdf },
      });
    },
  };
}

const REFUSALS: Readonly<Record<Exclude<MailOutcome, 'taken'>, ErrorCode>> = {
  unreachable: 'MAIL_SERVER_UNREACHABLE',
  'certificate-refused': 'MAIL_SERVER_NOT_TRUSTED',
  'login-refused': 'MAIL_LOGIN_REFUSED',
  'address-refused': 'MAIL_ADDRESS_REFUSED',
  refused: 'MAIL_REFUSED',
  unknown: 'MAIL_MAYBE_SENT',
};

/** The same lines in a font of one width. No picture and no address to load: a receipt is not watched. */
function pageOf(text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<!doctype html><html><body><pre style="font:14px/1.4 ui-monospace,Consolas,monospace">${safe}</pre></body></html>`;
}
