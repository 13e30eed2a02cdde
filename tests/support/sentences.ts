import { MAIL_TEXTS } from '../../electron/services/mail/texts.ts';
import {
  DECLINED_SLIP_TEXTS,
  RECEIPT_TEXTS,
  RECOVERED_ITEM,
  REFUND_RECEIPT_TEXTS,
  TEST_PAGE_TEXTS,
} from '../../electron/services/receipts/texts.ts';
import { REPORT_WORDS } from '../../electron/services/shifts/report-words.ts';
import { textsOf } from '../../renderer/till/text/index.ts';
import { pagesOf } from '../../renderer/till/text/pages.ts';
import type { Locale } from '../../shared/domain/locale/index.ts';

/** One sentence of a language: where it stands, and how it reads with these arguments in place. */
export type Sentence = {
  readonly path: string;
  /** How many arguments it takes; 0 for a plain text. */
  readonly takes: number;
  readonly say: (args: readonly unknown[]) => string;
};

/** Everything that one language says, wherever it is kept: page, paper, reports and mails. */
export function sentencesOf(locale: Locale): readonly Sentence[] {
  return leavesOf({
    page: textsOf(locale),
    pages: pagesOf(locale),
    paper: {
      receipt: RECEIPT_TEXTS[locale],
      refund: REFUND_RECEIPT_TEXTS[locale],
      slip: DECLINED_SLIP_TEXTS[locale],
      recovered: RECOVERED_ITEM[locale],
      testPage: TEST_PAGE_TEXTS[locale],
      report: REPORT_WORDS[locale],
    },
    mail: MAIL_TEXTS[locale],
  });
}

/** Stands for an argument that the sentence puts in its place; a letter, so that no number meant by the test hits it. */
export function marker(position: number): string {
  return `{${'abcdefgh'[position - 1] ?? '?'}}`;
}

/** Functions that choose among words by a value of Stripe's: each value is a sentence of its own. */
const BY_VALUE: Readonly<Record<string, readonly string[]>> = {
  'page.payouts.statusWord': ['paid', 'pending', 'in_transit', 'failed', 'canceled'],
  'page.review.disputeStatus': [
    'warning_needs_response',
    'warning_under_review',
    'warning_closed',
    'needs_response',
    'under_review',
    'won',
    'lost',
    'prevented',
    'appeal_needs_response',
    'appeal_under_review',
  ],
  'pages.wallet': ['another'],
};

/** Functions whose arguments are no texts and no numbers. */
const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  'page.charge.twin': [{ taken: true, ofThisSale: false, receiptNumber: marker(1) }, marker(2)],
  'page.charge.approvedFacts': [[marker(1), marker(2)]],
};

function leavesOf(value: unknown, path = ''): readonly Sentence[] {
  if (typeof value === 'string') return [{ path, takes: 0, say: () => value }];
  if (typeof value === 'function') return callsOf(value as Say, path); // Every function among the texts makes a sentence.
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is no text`);
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

type Say = (...args: never[]) => unknown;

function callsOf(make: Say, path: string): readonly Sentence[] {
  // The texts are typed where they are used; here every one of them is called with stand-ins.
  const call = (args: readonly unknown[]): string => String(make(...(args as never[])));
  const values = BY_VALUE[path];
  if (values !== undefined)
    return values.map((value) => ({ path: `${path}(${value})`, takes: 0, say: () => call([value]) }));
  const fixed = ARGUMENTS[path];
  if (fixed !== undefined) return [{ path, takes: 0, say: () => call(fixed) }];
  return [{ path, takes: make.length, say: call }];
}
