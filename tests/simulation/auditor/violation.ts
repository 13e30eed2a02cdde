/** What the books must hold at every moment (I1 to I10), or must come to once faults end. */
export type Rule =
  'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'I10' | 'settles' | 'books' | 'crashes';

export class Violation extends Error {
  readonly rule: Rule;

  constructor(rule: Rule, message: string) {
    super(`${rule}: ${message}`);
    this.rule = rule;
  }
}

export function hold(condition: boolean, rule: Rule, message: () => string): void {
  if (!condition) throw new Violation(rule, message());
}
