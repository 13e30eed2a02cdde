import { describe, expect, it } from 'vitest';
import { LOCALES, localeFacts, type Locale } from '../../shared/domain/locale/index.ts';
import { marker, sentencesOf, type Sentence } from '../support/sentences.ts';

const OTHERS = LOCALES.filter((locale) => locale !== 'en');

/** Names and terms that are the same in every language. */
const SAME_EVERYWHERE = [
  'CSV',
  'FlexotiumPOS Terminal',
  'Stripe',
  'Webhook',
  'Visa · Mastercard · Amex',
  'Apple Pay',
  'Google Pay',
  'Bixolon',
  'Citizen',
  'Xprinter',
  'Sunmi',
  'USB',
  'AID',
  'STARTTLS · 587',
  'TLS · 465',
  '58 mm · 32',
  '80 mm · 42',
  '80 mm · 48',
  '{a}/kg',
  '{a} min',
];

/** Words that another language happens to share with English. */
const SAME_IN: Readonly<Record<Exclude<Locale, 'en'>, readonly string[]>> = {
  de: [
    'Diplomat',
    'PDF',
    'TEST',
    'Status',
    'Name',
    'Barcode',
    'Barcodes',
    'Orange',
    'Sand',
    'Code',
    'OK',
    'Bank',
    'PIN',
    'Person',
    'Blind',
    'Port',
    'Logo',
    'Chip',
    'Wallet',
    'Version',
    'Relay',
    'Cappuccino',
    'Normal',
    'Enter',
    'Esc',
    'Tab',
  ],
  fr: [
    'PDF',
    'TEST',
    'Orange',
    'Total',
    'Actions',
    'Badge',
    '{a} minutes',
    'Logo',
    'Version',
    'Mode',
    'Date',
    'Application',
    'Signature',
    'Cappuccino',
    'Tab',
  ],
  es: ['No', 'Subtotal', 'Total', 'PIN', 'PDF', 'Relay', 'Chip', 'Incl.', 'Esc', 'Tab'],
};

/** Languages that say one and many alike here, though English does not. */
const NO_PLURAL: Readonly<Record<Exclude<Locale, 'en'>, readonly string[]>> = {
  de: ['page.checkout.lines', 'page.reports.notes.pieces', 'page.customer.items', 'page.customer.earlier'],
  fr: [],
  es: [],
};

const markers = (sentence: Sentence): readonly string[] =>
  Array.from({ length: sentence.takes }, (_, index) => marker(index + 1));

/** The text with stand-ins for all that is put into it. */
const patternOf = (sentence: Sentence): string => sentence.say(markers(sentence));

const english = new Map(sentencesOf('en').map((sentence) => [sentence.path, sentence]));

/** The sentence for a number at one place, with the number taken out: what is left is its grammatical form. */
function formOf(sentence: Sentence, position: number, count: number): string {
  const args = markers(sentence).map((each, index) => (index === position ? count : each));
  return sentence.say(args).replaceAll(new RegExp(`\\b${String(count)}\\b`, 'gu'), '#');
}

/** The arguments that may be numbers. A sentence with numbers of its own has no form that a number decides. */
function positionsOf(sentence: Sentence): readonly number[] {
  if (/\d/u.test(patternOf(sentence))) return [];
  return Array.from({ length: sentence.takes }, (_, index) => index);
}

describe.each(OTHERS)('the sentences in %s', (locale) => {
  const sentences = sentencesOf(locale);

  it('are the same ones as in English', () => {
    expect(sentences.map(({ path }) => path).toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('are translated, but for names and words that both languages share', () => {
    const allowed = new Set([...SAME_EVERYWHERE, ...SAME_IN[locale as Exclude<Locale, 'en'>]]);
    const same = sentences
      .filter((sentence) => patternOf(sentence) === patternOf(englishOf(sentence)))
      .map(patternOf)
      .filter((text) => /\p{L}{2}/u.test(text.replaceAll(/\{\w+\}/gu, '')) && !allowed.has(text));
    expect(same).toEqual([]);
  });

  it('have their lists of exceptions no longer than needed', () => {
    const same = new Set(
      sentences
        .filter((sentence) => patternOf(sentence) === patternOf(englishOf(sentence)))
        .map((sentence) => patternOf(sentence)),
    );
    expect(SAME_IN[locale as Exclude<Locale, 'en'>].filter((text) => !same.has(text))).toEqual([]);
  });

  it('put the same things in', () => {
    const placeholders = (text: string): readonly string[] => (text.match(/\{\w+\}/gu) ?? []).toSorted();
    for (const sentence of sentences)
      expect(new Set(placeholders(patternOf(sentence))), sentence.path).toEqual(
        new Set(placeholders(patternOf(englishOf(sentence)))),
      );
  });

  it('tell one from many where English does', () => {
    const alike = sentences.flatMap((sentence) =>
      positionsOf(sentence)
        .filter((at) => formOf(englishOf(sentence), at, 1) !== formOf(englishOf(sentence), at, 2))
        .filter((at) => formOf(sentence, at, 1) === formOf(sentence, at, 2))
        .map(() => sentence.path),
    );
    expect(alike).toEqual(NO_PLURAL[locale as Exclude<Locale, 'en'>]);
  });
});

describe.each(LOCALES)('one and many in %s', (locale) => {
  const rules = new Intl.PluralRules(localeFacts(locale).format);
  const sentences = sentencesOf(locale);

  it.each([0, 1, 2, 5, 11, 21, 101])('follow the rule of the language for %i', (count) => {
    for (const sentence of sentences)
      for (const at of positionsOf(sentence)) {
        const [one, many] = [formOf(sentence, at, 1), formOf(sentence, at, 2)];
        const said = formOf(sentence, at, count);
        // Nothing may have words of its own, such as "never".
        if (one === many || (count === 0 && !said.includes('#'))) continue;
        expect(said, sentence.path).toBe(rules.select(count) === 'one' ? one : many);
      }
  });
});

describe('the sentences in English', () => {
  it('never read "1 items", so that the other languages have a form to follow', () => {
    const verbs = new Set(['ms', 'was', 'is', 'has', 'waits']);
    const wrong = [...english.values()].flatMap((sentence) =>
      positionsOf(sentence)
        .filter((at) => formOf(sentence, at, 1) === formOf(sentence, at, 2))
        .map((at) => sentence.say(markers(sentence).map((each, index) => (index === at ? '1' : each))))
        .filter((text) => !text.startsWith('Sale ')) // A sale's number counts nothing.
        .filter((text) => !verbs.has(/(?<![\d.,])1 (\p{L}+s)\b/u.exec(text)?.[1] ?? 'ms')),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the sentences in French', () => {
  it('never let a line begin with a colon, a semicolon or the end of a question', () => {
    for (const sentence of sentencesOf('fr'))
      expect(patternOf(sentence), sentence.path).not.toMatch(/ [:;?!»]|« /u);
  });
});

describe('the sentences in Spanish', () => {
  it('open each question', () => {
    for (const sentence of sentencesOf('es')) {
      const text = patternOf(sentence);
      if (text === '?') continue; // The key.
      expect(text.split('?').length, sentence.path).toBe(text.split('¿').length);
    }
  });
});

function englishOf({ path }: Sentence): Sentence {
  const found = english.get(path);
  if (found === undefined) throw new Error(`English has no ${path}`);
  return found;
}
