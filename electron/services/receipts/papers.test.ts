import { describe, expect, it } from 'vitest';
import { currencyCode } from '../../../shared/domain/money/index.ts';
import {
  buildDeclinedSlip,
  buildRefundReceipt,
  layoutReceipt,
  markCopy,
  PLAIN_LOOK,
  renderReceiptText,
  type DeclinedSlipFacts,
  type ReceiptDocument,
} from '../../../shared/domain/receipt/index.ts';
import { DECLINED_SLIP_TEXTS, RECEIPT_TEXTS, REFUND_RECEIPT_TEXTS } from './texts.ts';

const SLIP: DeclinedSlipFacts = {
  mode: 'live',
  storeName: 'Corner Bakery',
  register: 'Till 1',
  cashierName: 'Ana',
  declinedAtIso: '2026-11-23T14:03:22',
  currency: currencyCode('EUR'),
  amountMinor: 1250,
  card: {
    brand: 'visa',
    last4: '9995',
    entryMode: 'chip',
    applicationName: 'Visa Credit',
    aid: 'A0000000031010',
  },
  reason: DECLINED_SLIP_TEXTS.en.reasons['insufficient-funds'],
  paymentIntentId: 'pi_3QabcDEFghiJKLmn0opqRSTu',
};
const slip = (change: Partial<DeclinedSlipFacts> = {}) =>
  renderReceiptText(
    buildDeclinedSlip({ ...SLIP, ...change }, RECEIPT_TEXTS.en, DECLINED_SLIP_TEXTS.en, 'en-GB'),
  );
const PAPER: ReceiptDocument = { rows: [{ kind: 'heading', text: 'Corner Bakery' }] };

describe('the slip of a refused card', () => {
  it('says who, how much, which card and that nothing was charged', () => {
    expect(slip()).toMatchInlineSnapshot(`
      "              Corner Bakery
                       DECLINED
      ------------------------------------------
      Date                     23/11/2026, 14:03
      Register                            Till 1
      Cashier                                Ana
      ------------------------------------------
      Amount asked                        €12.50
      Visa **** 9995                        Chip
      Application                    Visa Credit
      AID                         A0000000031010
      Payment        pi_3QabcDEFghiJKLmn0opqRSTu
      ------------------------------------------
      The bank reports too little money or a
      limit.
                 Nothing was charged
      "
    `);
  });
  it('carries no code, because there is nothing to give back', () => {
    const { rows } = buildDeclinedSlip(SLIP, RECEIPT_TEXTS.en, DECLINED_SLIP_TEXTS.en, 'en-GB');
    expect(rows.some(({ kind }) => kind === 'barcode')).toBe(false);
  });
  it('leaves out a card that is not known, and is marked in training', () => {
    const text = slip({ card: null, mode: 'training' });
    expect(text).not.toContain('Visa');
    expect(text.match(/TRAINING - NOT A RECEIPT/gu)).toHaveLength(2);
  });
});

describe('a copy', () => {
  it('says so at head and foot, with its number and the time of this print', () => {
    const mark = { word: 'COPY', copyNumber: 2, printedAtIso: '2026-11-23T15:00:00' };
    const text = renderReceiptText(markCopy(PAPER, mark, 'en-GB'));
    expect(text.match(/COPY 2 - 23\/11\/2026, 15:00/gu)).toHaveLength(2);
    expect(text).toContain('Corner Bakery');
  });
  it('has a number from 1', () => {
    const mark = { word: 'COPY', copyNumber: 0, printedAtIso: '2026-11-23T15:00:00' };
    expect(() => markCopy(PAPER, mark, 'en-GB')).toThrow(RangeError);
  });
});

describe('the receipt of a refund', () => {
  it('names the card and how its payment was read', () => {
    const text = renderReceiptText(
      buildRefundReceipt(
        {
          mode: 'training',
          storeName: 'Corner Bakery',
          register: 'Till 1',
          cashierName: 'Ana',
          refundNumber: 'F-000001',
          receiptNumber: 'R-000042',
          createdAtIso: '2026-11-23T15:00:00',
          currency: currencyCode('EUR'),
          lines: [{ name: 'Flat white', quantity: 1, amountMinor: 390 }],
          taxes: [{ name: 'VAT', taxMinor: 62 }],
          exemption: null,
          totalMinor: 390,
          legs: [
            {
              kind: 'card',
              brand: 'visa',
              last4: '4242',
              amountMinor: 390,
              standing: 'done',
              stripeRefundId: 're_1',
              original: {
                entryMode: 'contactless',
                applicationName: 'Visa Credit',
                aid: 'A0000000031010',
                authorisationCode: '123456',
                accountType: 'credit',
              },
            },
          ],
        },
        RECEIPT_TEXTS.en,
        REFUND_RECEIPT_TEXTS.en,
        'en-GB',
        { ...PLAIN_LOOK, headerLines: ['1 Mill Lane'], showCashier: false },
      ),
    );
    for (const said of ['Visa **** 4242', 'Contactless', 'Visa Credit', 'A0000000031010', '123456', 'Credit'])
      expect(text).toContain(said);
    expect(text).toContain('1 Mill Lane');
    expect(text).not.toContain('Cashier');
    expect(text.match(/TRAINING - NOT A RECEIPT/gu)).toHaveLength(2);
  });
});

describe('the layout for a printer', () => {
  it('keeps codes and pictures apart from lines, and gives weight to what is found at a glance', () => {
    const logo = { kind: 'logo', widthDots: 8, heightDots: 1, bits: '/w==' } as const;
    const rows = [
      logo,
      { kind: 'heading', text: 'Shop' },
      { kind: 'total', label: 'Total', amount: '1.00' },
      { kind: 'rule' },
      { kind: 'barcode', value: '8012345678901234567890123456789012' },
    ] as const;
    const blocks = layoutReceipt({ rows }, 32);
    expect(blocks.map((block) => (block.kind === 'line' ? block.weight : block.kind))).toEqual([
      'logo',
      'large',
      'large',
      'plain',
      'code',
    ]);
  });
});
