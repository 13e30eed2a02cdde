import { currencyFacts, currencyCode } from '../../../shared/domain/money/index.ts';
import { readReceiptCode } from '../../../shared/domain/receipt/index.ts';

/** What a typed text asks for. `nothing`: it has no word and no number in it. */
export type Wanted =
  | { readonly kind: 'anything' }
  | { readonly kind: 'nothing' }
  /** The id of a payment, a charge or a refund at Stripe: typed, or read from a receipt's code. */
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'match'; readonly expression: string };

/** The marks of the search's text: see the view `sale_search_texts`. */
const NUMBER = '\uE001';
const AMOUNT = '\uE002';
const LAST4 = '\uE003';
const PERSON = '\uE004';
const CUSTOMER = '\uE005';

export type TermFacts = {
  readonly currency: string;
  /** The people whose name a text begins a word of, by their id. */
  readonly peopleNamed: (text: string) => readonly string[];
  /** The customers in whose entry each of these begins a word, by their id. */
  readonly customersNamed: (words: readonly string[]) => readonly string[];
};

const IS_ID = /^(?:pi|ch|py|re|pyr)_\w+$/u;
/** As many as the search has of one text; more words narrow nothing down. */
const TERMS_MOST = 8;

/**
 * Reads one field of text as everything that it may mean: each part of it must be found in a sale, as the beginning of a
 * word, a receipt or sale number, an amount, the last digits of a card or the name of a cashier or a customer.
 */
export function readWanted(text: string, facts: TermFacts): Wanted {
  const typed = text.normalize('NFC').trim();
  if (typed === '') return { kind: 'anything' };
  const id = readReceiptCode(typed) ?? (IS_ID.test(typed) ? typed : null);
  if (id !== null) return { kind: 'id', id };
  const parts = typed.split(/\s+/u).slice(0, TERMS_MOST);
  const terms = parts.flatMap((term) => expressionOf(term, facts) ?? []);
  if (terms.length === 0) return { kind: 'nothing' };
  const alternatives = [terms.join(' AND '), ...wholeNames(parts, facts)];
  return { kind: 'match', expression: alternatives.map((each) => `(${each})`).join(' OR ') };
}

/** Customers whose entry has all of it: of a frequent first name alone only some are looked at. */
function wholeNames(parts: readonly string[], facts: TermFacts): readonly string[] {
  const words = parts.flatMap((part) => part.match(/[\p{L}\p{N}]+/gu) ?? []);
  return parts.length < 2 ? [] : facts.customersNamed(words).map((id) => `"${CUSTOMER}${bare(id)}"`);
}

/** The same words where a cashier or a register is asked for beside them: the search then leaves the others out itself. */
export function narrowed(
  expression: string,
  by: { readonly cashierId: string | null; readonly register: string | null },
): string {
  const words = by.register?.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
  const cashier = by.cashierId === null ? [] : [`"${PERSON}${bare(by.cashierId)}"`];
  return [`(${expression})`, ...cashier, ...words.map((word) => `"${word}"`)].join(' AND ');
}

/** One part as alternatives; null where there is nothing to look for in it. */
function expressionOf(term: string, facts: TermFacts): string | null {
  const named = /^(?:[#№]|R-?)0*(\d{1,15})$/iu.exec(term)?.[1];
  if (named !== undefined) return `"${NUMBER}${named}"`;
  const words = term.match(/[\p{L}\p{N}]+/gu);
  if (words === null) return null;
  // Till 2 is not Till 25: one or two digits begin nothing.
  const alternatives = [words.map((word) => `"${word}"${/^\d{1,2}$/u.test(word) ? '' : '*'}`).join(' AND ')];
  const amount = amountMinorOf(term, facts.currency);
  if (amount !== null) alternatives.push(`"${AMOUNT}${amount}"`);
  const number = /^0*(\d{1,15})$/u.exec(term)?.[1];
  if (number !== undefined) alternatives.push(`"${NUMBER}${number}"`);
  if (/^\d{4}$/u.test(term)) alternatives.push(`"${LAST4}${term}"`);
  for (const staffId of facts.peopleNamed(term)) alternatives.push(`"${PERSON}${bare(staffId)}"`);
  for (const customerId of facts.customersNamed(words)) alternatives.push(`"${CUSTOMER}${bare(customerId)}"`);
  return `(${alternatives.map((alternative) => `(${alternative})`).join(' OR ')})`;
}

/** As the view writes an id: without what would part it into words. */
function bare(id: string): string {
  return id.replaceAll(/[^0-9A-Za-z]/gu, '');
}

/** An amount as it stands on a receipt, with or without its cents and the sign of a currency; null for anything else. */
function amountMinorOf(term: string, currency: string): string | null {
  const { decimals } = currencyFacts(currencyCode(currency));
  const figure = /^[-−]?\p{Sc}?(\d[\d.,'’]*)\p{Sc}?$/u.exec(term)?.[1];
  if (figure === undefined) return null;
  const parts = figure.split(/[.,'’]/u);
  const last = parts.at(-1) ?? '';
  const hasCents = parts.length > 1 && decimals > 0 && last.length === decimals;
  const groups = hasCents ? parts.slice(0, -1) : parts;
  if (groups.slice(1).some((group) => group.length !== 3)) return null;
  const digits = groups.join('') + (hasCents ? last : '0'.repeat(decimals));
  return digits.length > 15 ? null : String(Number(digits));
}
