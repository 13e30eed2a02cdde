import type { ChargeView } from '../../../../shared/contract/views/charge.ts';
import type { ChargeTab } from '../../store/index.ts';
import type { Texts } from '../../text/index.ts';
import { viewCash } from './cash-view.ts';
import { viewSplit } from './split-view.ts';
import { orderActions, PANEL_LOOKS } from './panel-look.ts';

/** What the button at the bottom right does now; Enter does the same. `amountMinor` null: no amount belongs to it. */
export type MainAction = {
  readonly kind: 'press' | 'disabled' | 'wait';
  readonly does: 'confirm-cash' | 'part-by-card' | 'start-card' | 'new-sale' | 'panel' | 'nothing';
  readonly label: string;
  readonly amountMinor: number | null;
  readonly isTurning: boolean;
};

export function mainActionOf(options: {
  readonly charge: ChargeView;
  readonly tab: ChargeTab;
  readonly receivedMinor: number | null;
  /** The part that is typed on the split tab. */
  readonly partMinor?: number | null;
  readonly texts: Texts['charge'];
}): MainAction {
  const { charge, tab, texts } = options;
  const still = { isTurning: false } as const;
  if (charge.completed !== null)
    return { kind: 'press', does: 'new-sale', label: texts.nextSale, amountMinor: null, ...still };
  const panel = charge.cardPanel;
  if (tab === 'cash' && charge.cashAllowed) {
    const { receivedMinor } = options;
    const cash = viewCash({ dueMinor: charge.dueInCashMinor, receivedMinor, currency: charge.currency });
    return {
      kind: cash.isEnough ? 'press' : 'disabled',
      does: 'confirm-cash',
      label: !cash.isEnough ? texts.cashMissing : receivedMinor === null ? texts.exact : texts.confirmCash,
      amountMinor: charge.dueInCashMinor,
      ...still,
    };
  }
  if (tab === 'split') {
    const split = viewSplit(charge, options.partMinor ?? null);
    return {
      kind: split.cardAllowed ? 'press' : 'disabled',
      does: 'part-by-card',
      label: texts.cardStart.start,
      amountMinor: split.partMinor,
      ...still,
    };
  }
  if (panel === null) {
    if (!charge.cardAllowed)
      return {
        kind: 'disabled',
        does: 'nothing',
        label: texts.cardLocked.none,
        amountMinor: charge.takeableMinor,
        ...still,
      };
    return {
      kind: 'press',
      // A tip chosen on the till goes with the request, so it asks for all by the way of a part.
      does: charge.tips.where === 'till' ? 'part-by-card' : 'start-card',
      label: texts.cardStart.start,
      amountMinor: charge.takeableMinor,
      ...still,
    };
  }
  return {
    kind: 'wait',
    does: orderActions(panel.actions).primary === null ? 'nothing' : 'panel',
    label: texts.panel[panel.state].wait,
    amountMinor: panel.amountMinor,
    isTurning:
      PANEL_LOOKS[panel.state].isWaiting && panel.state !== 'in-doubt' && panel.state !== 'not-asked',
  };
}
