import { describe, expect, it } from 'vitest';
import { decodeForm } from './form.ts';

describe('decodeForm', () => {
  it.for([
    ['amount=5&currency=eur', { amount: '5', currency: 'eur' }],
    ['metadata[sale]=1&metadata[till]=2', { metadata: { sale: '1', till: '2' } }],
    ['list[0]=a&list[1]=b', { list: { 0: 'a', 1: 'b' } }],
    ['list[]=a&list[]=b&list[]=c', { list: { 0: 'a', 1: 'b', 2: 'c' } }],
    ['items[0][name]=x&items[0][unit]=2', { items: { 0: { name: 'x', unit: '2' } } }],
  ] as const)('%s', ([text, expected]) => {
    expect(JSON.parse(JSON.stringify(decodeForm(text)))).toEqual(expected);
  });
  it('lets no name reach a prototype', () => {
    decodeForm('__proto__[polluted]=yes&constructor[prototype][polluted]=yes');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
