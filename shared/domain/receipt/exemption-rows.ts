import type { Exemption } from '../cart/index.ts';
import type { ReceiptRow } from './document.ts';
import type { ReceiptTexts } from './facts.ts';

/** Why nothing was charged as tax, and the number that shows it: both belong on the paper that a tax office sees. */
export function exemptionRows(exemption: Exemption | null, texts: ReceiptTexts): readonly ReceiptRow[] {
  if (exemption === null) return [];
  return [
    { kind: 'columns', left: texts.exemption, right: texts.exemptionReasons[exemption.reason] },
    { kind: 'columns', left: `  ${texts.exemptionReference}`, right: exemption.reference },
  ];
}
