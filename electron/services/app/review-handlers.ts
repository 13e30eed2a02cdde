import { accept } from '../../../shared/contract/index.ts';
import type { Handler, Handlers } from '../contract-host/index.ts';
import type { Db } from '../db/index.ts';
import { getPayout, listPayouts } from '../payouts/index.ts';
import type { Review } from '../review/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { ChannelName } from '../../../shared/contract/index.ts';

type ReviewHandlers = Pick<
  Handlers,
  Extract<ChannelName, `review.${string}` | `registers.${string}` | `payouts.${string}`>
>;
type Handle<Name extends ChannelName> = Handler<Name>['handle'];

/** The Review Queue's channels. Each act asks for a manager's PIN by itself. */
export function createReviewHandlers(from: {
  readonly db: Db;
  readonly settings: SettingsStore;
  readonly review: Review;
  readonly changed: () => void;
}): ReviewHandlers {
  const { db, settings, review } = from;
  return {
    'review.list': look(() =>
      Promise.resolve(accept({ items: [...review.list()], done: [...review.listDone()] })),
    ),
    'review.lookAtOrphan': look(({ paymentIntentId }) => review.lookAtOrphan(paymentIntentId)),
    'review.adopt': act(({ paymentIntentId, source, approval }) =>
      review.adopt(paymentIntentId, source, approval),
    ),
    'review.repairTender': act(({ paymentIntentId, saleId, approval }) =>
      review.repairTender(paymentIntentId, saleId, approval),
    ),
    'review.refund': act(({ paymentIntentId, approval }) => review.refund(paymentIntentId, approval)),
    'review.dismiss': look(({ itemId, approval }) => review.dismiss(itemId, approval)),
    'review.checkWithStripe': look(() => review.checkWithStripe()),
    'payouts.list': look(() =>
      Promise.resolve(accept({ isBackOffice: settings.get().backOffice, rows: [...listPayouts(db)] })),
    ),
    'payouts.get': look(({ payoutId }) => Promise.resolve(getPayout(db, payoutId))),
    'payouts.setBackOffice': {
      allowed: 'cashier',
      movesMoney: false,
      handle: ({ on }) => {
        settings.change({ backOffice: on });
        from.changed();
        return Promise.resolve(accept({}));
      },
    },
    'registers.list': look(() => Promise.resolve(accept(review.registers()))),
    'registers.retire': look(({ register, approval }) => review.retireRegister(register, approval)),
  };
}

function look<Name extends ChannelName>(handle: Handle<Name>): Handler<Name> {
  return { allowed: 'cashier', movesMoney: false, handle };
}
function act<Name extends ChannelName>(handle: Handle<Name>): Handler<Name> {
  return { allowed: 'cashier', movesMoney: true, handle };
}
