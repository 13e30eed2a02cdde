import type { PayoutLine, PayoutRow } from '../../../../shared/contract/index.ts';

const kind: Record<PayoutLine['kind'], string> = {
  charge: 'Charge',
  refund: 'Refund',
  adjustment: 'Dispute or adjustment',
  unknown: 'Unknown',
};

const linesState: Record<PayoutRow['linesState'], string> = {
  complete: 'Complete',
  'in-progress': 'Stripe is still adding it up',
  'not-applicable': 'Made by hand, Stripe lists nothing',
};

export const payouts = {
  title: 'Payouts',
  back: 'Back',
  backToList: 'All payouts',
  notHereTitle: 'Payouts are kept by the back office',
  notHereText:
    'A payout belongs to the whole account and not to one register. Make this register the back office to see here what Stripe pays to the bank.',
  makeBackOffice: 'Make this the back office',
  leave: 'No longer the back office',
  emptyTitle: 'No payout yet',
  emptyText: 'Stripe tells it when it has paid to the bank. No money is missing because of that.',
  arrives: 'At the bank',
  status: 'State',
  content: 'Content',
  amount: 'Amount',
  kind,
  linesState,
  statusWord: (status: string) =>
    ({ paid: 'Paid', pending: 'Pending', in_transit: 'On its way', failed: 'Failed', canceled: 'Cancelled' })[
      status
    ] ?? status,
  charges: 'Charges',
  refunds: 'Refunds',
  adjustments: 'Disputes',
  unknown: 'Unknown',
  fees: 'Fees',
  net: 'To the bank',
  agrees: 'The lines come to the amount that the bank gets.',
  differs:
    'The lines do not come to the amount that the bank gets. Look at this payout at Stripe; the bank has what Stripe says.',
  notComplete: 'The lines come when Stripe has added them up. Until then only the amount is known.',
  time: 'Time',
  what: 'What',
  sale: 'Sale',
  saleNumber: (number: number) => `Sale ${number}`,
  noSale: 'no sale here',
  fee: 'Fee',
};
