import { createTransport } from 'nodemailer';
import type { MailSettings } from '../../../shared/contract/index.ts';

export type Mail = {
  readonly to: string;
  readonly fromName: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachment: { readonly name: string; readonly content: Uint8Array } | null;
};

/** What became of a mail. `taken`: the server has promised to deliver it, which is all that a sender ever learns. */
export type MailOutcome =
  | 'taken'
  | 'unreachable'
  | 'certificate-refused'
  | 'login-refused'
  | 'address-refused'
  | 'refused'
  /** The line broke after the mail was handed over: it may arrive. */
  | 'unknown';

export type SendMail = (
  server: MailSettings & { readonly password: string },
  mail: Mail,
) => Promise<MailOutcome>;

const CONNECT_WITHIN_MS = 8_000;
const ANSWER_WITHIN_MS = 15_000;

/**
 * Sends one mail by SMTP. Never in plain text: a server that offers no encryption, or a certificate that is not for its
 * name, is refused before the login. `ca` is for tests, whose servers sign for themselves.
 */
export function createSendMail(ca?: string): SendMail {
  return async ({ host, port, security, username, password, from }, mail) => {
    const transport = createTransport({
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
      connectionTimeout: CONNECT_WITHIN_MS,
      greetingTimeout: CONNECT_WITHIN_MS,
      socketTimeout: ANSWER_WITHIN_MS,
      ...(username === '' ? {} : { auth: { user: username, pass: password } }),
    });
    let isReached = false;
    try {
      // A connection of its own, only to log in: whatever breaks after it may have broken behind the mail.
      await transport.verify();
      isReached = true;
      const { to, subject, text, html, fromName, attachment } = mail;
      await transport.sendMail({
        from: { name: fromName, address: from },
        to,
        subject,
        text,
        html,
        ...(attachment === null
          ? {}
          : {
              attachments: [
                {
                  filename: attachment.name,
                  content: Buffer.from(attachment.content),
                  contentType: 'application/pdf',
                },
              ],
            }),
      });
      return 'taken';
    } catch (error) {
      return outcomeOf(error, isReached);
    } finally {
      transport.close();
    }
  };
}

/** By nodemailer's codes; a line that breaks names no command to go by. */
function outcomeOf(error: unknown, isReached: boolean): MailOutcome {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : '';
  if (/certificate|self.signed|altnames|unable to verify/iu.test(message) || code === 'ETLS')
    return 'certificate-refused';
  if (code === 'EAUTH') return 'login-refused';
  if (code === 'EENVELOPE') return 'address-refused';
  if (code === 'EMESSAGE' || code === 'EPROTOCOL') return 'refused';
  return isReached ? 'unknown' : 'unreachable';
}
