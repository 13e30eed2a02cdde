import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../shared/domain/locale/index.ts';
import { ERROR_CODES } from '../../../shared/contract/errors.ts';
import {
  cardPanelStateSchema,
  chargeActionSchema,
  declineClassSchema,
  moneyLineSchema,
} from '../../../shared/contract/views/charge.ts';
import { virtualReaderSchema } from '../../../shared/contract/views/virtual-reader.ts';
import { formatSpan, sayError, textsOf } from './index.ts';

const MONEY = {
  'nothing-happened':
    /^(?:No money moved|Es floss kein Geld|Aucun argent n’a bougé|No se ha movido dinero)\.$/u,
  'saved-locally': /No money moved|floss kein Geld|Aucun argent n’a bougé|no ha movido dinero/u,
  'money-moved':
    /^(?:The money is at Stripe|Das Geld ist bei Stripe|L’argent est chez Stripe|El dinero está en Stripe)\.$/u,
  'outcome-unknown':
    /^(?:Not known yet whether money moved|Noch nicht bekannt, ob Geld geflossen ist|On ne sait pas encore si de l’argent a bougé|Aún no se sabe si se ha movido dinero)\.$/u,
} as const;
const AGAIN =
  /try (?:it )?(?:again|once more)|noch einmal versuchen|réessa|redemandez|vuelva a intentar|reintent|pruebe otra vez/iu;

/** Every key with its kind, so that two languages can be compared as lists. */
function keysOf(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`));
}

function sentencesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentencesOf) : [];
}

describe('the sentences of the page', () => {
  it.each(LOCALES)('have the same keys in %s as in English', (locale) => {
    expect(keysOf(textsOf(locale)).toSorted()).toEqual(keysOf(textsOf('en')).toSorted());
  });

  it.each(LOCALES)('cover every error code in %s, with nothing left empty', (locale) => {
    for (const code of ERROR_CODES) {
      const said = sayError({ code, facts: { seconds: 30 } }, textsOf(locale));
      for (const sentence of [said.title, said.happened, said.money, said.todo]) {
        expect(sentence.length, code).toBeGreaterThan(3);
        expect(sentence, code).not.toMatch(/[{}]/);
      }
    }
  });

  it.each(LOCALES)(
    'in %s say of every refusal around a payment whether money moved, as the registry has it',
    (locale) => {
      for (const code of ERROR_CODES.filter((each) => /^(?:PAYMENT|REFUND|READER|STRIPE)_/u.test(each))) {
        const said = sayError({ code }, textsOf(locale));
        expect(said.money, code).toMatch(MONEY[said.dataSafety]);
        if (said.dataSafety === 'outcome-unknown') expect(said.todo, code).not.toMatch(AGAIN);
      }
    },
  );

  it.each(LOCALES)('in %s say in every state of a card payment whether money moved', (locale) => {
    const { moneyLine } = textsOf(locale).charge;
    const said = moneyLineSchema.options.map((line) => moneyLine[line]('12,50'));
    expect(new Set(said).size).toBe(moneyLineSchema.options.length);
    // Waiting for the bank is not money yet; each other line names the amount or that nothing is charged.
    for (const line of moneyLineSchema.options.filter((each) => each !== 'asking-the-bank'))
      expect(moneyLine[line]('12,50'), line).toMatch(
        /12,50|Nothing charged|Nichts belastet|Rien n’a été débité|No se ha cobrado nada/u,
      );
  });

  it.each(LOCALES)('cover every state, action and decline of a card payment in %s', (locale) => {
    const { charge } = textsOf(locale);
    expect(Object.keys(charge.panel).toSorted()).toEqual(cardPanelStateSchema.options.toSorted());
    expect(Object.keys(charge.actions).toSorted()).toEqual(chargeActionSchema.options.toSorted());
    expect(Object.keys(charge.declines).toSorted()).toEqual(declineClassSchema.options.toSorted());
    const screens = virtualReaderSchema.shape.screen.options.toSorted();
    expect(Object.keys(charge.virtualReader.says).toSorted()).toEqual(screens);
  });

  it.each(LOCALES)('in %s neither shout nor blame nor say oops', (locale) => {
    for (const sentence of sentencesOf(textsOf(locale)))
      expect(sentence).not.toMatch(/!|\boops\b|try again later|\berror(?:es)?\b|Fehler\b|\berreurs?\b/i);
  });

  it('never offer a plain retry when the outcome is unknown', () => {
    const said = sayError({ code: 'PAYMENT_CARD_IN_DOUBT' }, textsOf('en'));
    expect(said.dataSafety).toBe('outcome-unknown');
    expect(`${said.happened} ${said.todo}`).toContain('Do not charge again');
  });

  it('fill in the facts of a refusal and leave a dash for a missing one', () => {
    const code = 'STAFF_PIN_THROTTLED';
    expect(sayError({ code, facts: { seconds: 30 } }, textsOf('en')).happened).toContain('30 seconds');
    expect(sayError({ code }, textsOf('en')).happened).toContain('– seconds');
  });
});

describe('a span of time', () => {
  it.each([
    [107_000, '1:47'],
    [0, '0:00'],
    [-5_000, '0:00'],
    [59_999, '0:59'],
  ])('of %i ms reads %s', (spanMs, text) => {
    expect(formatSpan(spanMs)).toBe(text);
  });

  it('counts a started second while it runs down', () => {
    expect(formatSpan(106_001, { roundUp: true })).toBe('1:47');
  });
});
