/** Cash that was put into the drawer, or taken out, by hand. */
export type DrawerMovement = {
  readonly id: string;
  readonly kind: 'pay-in' | 'pay-out' | 'drop';
  readonly amountMinor: number;
  readonly atMs: number;
};

type Taken = { readonly id: string; readonly amountMinor: number; readonly atMs: number };

/** What a shift has on record that can explain a variance. Amounts above 0, in minor units of one currency. */
export type DrawerFacts = {
  /** Sales paid in cash: what stayed in the drawer, and the change that was due. */
  readonly cashSales: readonly (Taken & { readonly changeMinor: number })[];
  /** Card payments at Stripe that no sale needs. */
  readonly strayCards: readonly Taken[];
  readonly movements: readonly DrawerMovement[];
  readonly cashRefunds: readonly Taken[];
  readonly voidedSales: readonly Taken[];
};

export type CauseKind =
  | 'card-rung-as-cash'
  | 'cash-sale-not-paid'
  | 'drop-not-recorded'
  | 'drop-not-made'
  | 'pay-out-not-made'
  | 'change-given-twice'
  | 'change-not-given'
  | 'refund-not-given'
  | 'void-after-cash'
  | 'digits-swapped';

/** Something that fits the variance to the cent. A hint for whoever looks, never a finding. */
export type LikelyCause = {
  readonly kind: CauseKind;
  /** The sale, refund or movement that it is about; null for a drop that nobody wrote down. */
  readonly id: string | null;
  readonly atMs: number | null;
  /** For swapped digits: what was probably meant. */
  readonly meantMinor: number | null;
};

const SHOWN = 3;

/**
 * The likeliest reasons for a variance, best first, at most three. Each alone would explain it to the cent; a variance
 * that is the sum of two mishaps has none. `varianceMinor` is counted less expected: below 0 is short.
 */
export function likelyCauses(varianceMinor: number, facts: DrawerFacts): readonly LikelyCause[] {
  if (varianceMinor === 0) return [];
  const found = varianceMinor < 0 ? whenShort(-varianceMinor, facts) : whenOver(varianceMinor, facts);
  const causes = [...found, ...swappedDigits(varianceMinor, facts.movements)];
  const best = new Map<string, (typeof causes)[number]>();
  for (const each of causes) {
    const key = each.cause.id ?? each.cause.kind;
    const before = best.get(key);
    if (before === undefined || before.score < each.score) best.set(key, each);
  }
  return [...best.values()]
    .toSorted((one, other) => other.score - one.score || (other.cause.atMs ?? 0) - (one.cause.atMs ?? 0))
    .slice(0, SHOWN)
    .map(({ cause }) => cause);
}

type Scored = { readonly score: number; readonly cause: LikelyCause };

function whenShort(shortMinor: number, facts: DrawerFacts): readonly Scored[] {
  const stray = facts.strayCards.some(({ amountMinor }) => amountMinor === shortMinor);
  const sales = facts.cashSales
    .filter(({ amountMinor }) => amountMinor === shortMinor)
    .map((sale) => scored(stray ? 100 : 40, stray ? 'card-rung-as-cash' : 'cash-sale-not-paid', sale));
  const change = facts.cashSales
    .filter(({ changeMinor }) => changeMinor === shortMinor)
    .map((sale) => scored(60, 'change-given-twice', sale));
  const likeADrop = facts.movements.some(
    ({ kind, amountMinor }) => kind === 'drop' && amountMinor === shortMinor,
  );
  const drop: readonly Scored[] = likeADrop
    ? [{ score: 80, cause: { kind: 'drop-not-recorded', id: null, atMs: null, meantMinor: null } }]
    : [];
  return [...sales, ...change, ...drop];
}

function whenOver(overMinor: number, facts: DrawerFacts): readonly Scored[] {
  const movements = facts.movements.filter(({ amountMinor }) => amountMinor === overMinor);
  return [
    ...movements.filter(({ kind }) => kind === 'drop').map((drop) => scored(80, 'drop-not-made', drop)),
    ...movements
      .filter(({ kind }) => kind === 'pay-out')
      .map((payOut) => scored(70, 'pay-out-not-made', payOut)),
    ...facts.voidedSales
      .filter(({ amountMinor }) => amountMinor === overMinor)
      .map((sale) => scored(65, 'void-after-cash', sale)),
    ...facts.cashSales
      .filter(({ changeMinor }) => changeMinor === overMinor)
      .map((sale) => scored(60, 'change-not-given', sale)),
    ...facts.cashRefunds
      .filter(({ amountMinor }) => amountMinor === overMinor)
      .map((refund) => scored(55, 'refund-not-given', refund)),
  ];
}

/** 540 written as 450: two neighbouring digits change places, and the difference is a multiple of nine. */
function swappedDigits(varianceMinor: number, movements: readonly DrawerMovement[]): readonly Scored[] {
  if (varianceMinor % 9 !== 0) return [];
  return movements.flatMap((movement) => {
    // A pay-in that was really larger leaves too much in the drawer, a drop or pay-out that was really larger too little.
    const sign = movement.kind === 'pay-in' ? 1 : -1;
    const meantMinor = movement.amountMinor + sign * varianceMinor;
    if (!isSwapOf(movement.amountMinor, meantMinor)) return [];
    return [
      { ...scored(50, 'digits-swapped', movement), cause: causeOf('digits-swapped', movement, meantMinor) },
    ];
  });
}

function isSwapOf(oneMinor: number, otherMinor: number): boolean {
  if (otherMinor <= 0) return false;
  const one = String(oneMinor);
  const other = String(otherMinor).padStart(one.length, '0');
  if (one.length !== other.length) return false;
  const at = Array.from(one).findIndex((digit, index) => digit !== other[index]);
  return (
    at >= 0 &&
    one[at] === other[at + 1] &&
    one[at + 1] === other[at] &&
    one.slice(at + 2) === other.slice(at + 2)
  );
}

function scored(score: number, kind: CauseKind, about: Pick<Taken, 'id' | 'atMs'>): Scored {
  return { score, cause: causeOf(kind, about, null) };
}

function causeOf(kind: CauseKind, about: Pick<Taken, 'id' | 'atMs'>, meantMinor: number | null): LikelyCause {
  return { kind, id: about.id, atMs: about.atMs, meantMinor };
}
