import type { RefundForm, RefundParts } from '../../../../shared/contract/index.ts';
import { parseMoneyText } from '../../../../shared/domain/money/index.ts';

/** What the cashier has chosen so far. Pieces by line; the amount as typed. */
export type RefundChoice = {
  readonly by: 'items' | 'amount' | 'everything';
  readonly pieces: Readonly<Record<string, number>>;
  readonly amountText: string;
};

/** Nothing chosen yet: goods where the sale has some, else an amount. */
export function firstChoice(form: RefundForm): RefundChoice {
  const hasGoods = form.lines.some((line) => line.leftQuantity > 0);
  return { by: hasGoods ? 'items' : 'amount', pieces: {}, amountText: '' };
}

/** Sets the pieces of a line within what is left of it. */
export function setPieces(
  choice: RefundChoice,
  form: RefundForm,
  lineId: string,
  quantity: number,
): RefundChoice {
  const most = form.lines.find((line) => line.lineId === lineId)?.leftQuantity ?? 0;
  return { ...choice, pieces: { ...choice.pieces, [lineId]: Math.max(0, Math.min(most, quantity)) } };
}

/** What main is asked to compute, or null while nothing sensible is chosen. */
export function partsOf(choice: RefundChoice, form: RefundForm, languageTag: string): RefundParts | null {
  switch (choice.by) {
    case 'everything':
      return form.mostMinor > 0 ? { kind: 'all' } : null;
    case 'amount': {
      const parsed = parseMoneyText(choice.amountText, form.currency, languageTag);
      return parsed.ok && parsed.amountMinor > 0 && parsed.amountMinor <= form.mostMinor
        ? { kind: 'amount', amountMinor: parsed.amountMinor }
        : null;
    }
    case 'items': {
      const lines = form.lines.flatMap(({ lineId }) => {
        const quantity = choice.pieces[lineId] ?? 0;
        return quantity > 0 ? [{ lineId, quantity }] : [];
      });
      return lines.length > 0 ? { kind: 'lines', lines } : null;
    }
    default:
      throw new Error(`Unknown choice ${String(choice.by satisfies never)}`);
  }
}

export type ShareTexts = Readonly<Record<string, string>>;

/**
 * What was typed for each tender, and what of the refund is not shared out yet (below 0: too much). Null for shares
 * while a field holds no amount.
 */
export function sharesOf(
  typed: ShareTexts,
  form: RefundForm,
  amountMinor: number,
  languageTag: string,
): {
  readonly shares: readonly { readonly tenderId: string; readonly amountMinor: number }[] | null;
  readonly leftMinor: number;
} {
  let leftMinor = amountMinor;
  let isWrong = false;
  const shares = form.tenders.flatMap(({ tenderId }) => {
    const text = typed[tenderId] ?? '';
    if (text.trim() === '') return [];
    const parsed = parseMoneyText(text, form.currency, languageTag);
    if (!parsed.ok) {
      isWrong = true;
      return [];
    }
    leftMinor -= parsed.amountMinor;
    return parsed.amountMinor === 0 ? [] : [{ tenderId, amountMinor: parsed.amountMinor }];
  });
  return { shares: isWrong ? null : shares, leftMinor };
}
