import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../../shared/domain/locale/index.ts';
import { declineClassSchema } from '../../../../shared/contract/views/charge.ts';
import { textsOf } from '../../text/index.ts';
import { sayBehaviour } from './card-behaviour.ts';

describe('what a training card does', () => {
  it.each([
    ['approves', 'Approves'],
    ['approve', 'Approves'],
    ['approves-online-pin', 'Approves, asks for a PIN'],
    ['insufficient-funds', 'Declines: no funds'],
    ['insufficient_funds', 'Declines: no funds'],
    ['declines-insufficient-funds', 'Declines: no funds'],
    ['generic_decline', 'Declines: no reason given'],
    ['expired_card', 'Declines: card expired'],
    ['refund-fails', 'Approves, refund fails later'],
  ])('named %s is said as "%s"', (behaviour, words) => {
    expect(sayBehaviour(behaviour, textsOf('en').charge)).toBe(words);
  });

  it.each(LOCALES)('has words for every class of decline in %s', (locale) => {
    const { behaviours } = textsOf(locale).charge.virtualReader;
    for (const declineClass of declineClassSchema.options) expect(behaviours[declineClass]).toBeDefined();
  });
});
