import { useState } from 'react';
import type {
  Approval,
  DrawerView,
  RevealedCount,
  ShiftComparison,
} from '../../../../shared/contract/index.ts';
import { useFormatLocale } from '../../text/use-texts.tsx';
import { drawerAtClose, EMPTY_DRAFT, type CloseDraft } from '../drawer/index.ts';
import type { PageContext } from '../page-context.ts';
import { useAnswer, useErrand, type Answer } from '../use-answer.ts';

/** The open shift beside Stripe and beside its drawer, and what it takes to close it. */
export type Closing = {
  readonly cards: Answer<ShiftComparison>;
  readonly cash: Answer<DrawerView>;
  /** Null where there is no drawer, or none is open. */
  readonly drawer: DrawerView | null;
  readonly count: RevealedCount | null;
  /** What the drawer still needs; null when nothing. */
  readonly drawerWaits: 'count' | 'note' | null;
  readonly draft: CloseDraft;
  readonly setDraft: (draft: CloseDraft) => void;
  /** A manager is asked to sign the variance, or to allow that somebody else's shift is closed, or both. */
  readonly signing: boolean;
  readonly setSigning: (signing: boolean) => void;
  readonly errand: ReturnType<typeof useErrand>;
  /** The shift that was closed last while this screen was open. */
  readonly closedNumber: number | null;
  readonly askAgain: () => void;
  /** Closes what was seen, or asks a manager first where the variance needs one. */
  readonly close: (seen: ShiftComparison, approval: Approval | null) => void;
};

export function useClosing(context: PageContext): Closing {
  const locale = useFormatLocale();
  const [signing, setSigning] = useState(false);
  const [draft, setDraft] = useState<CloseDraft>(EMPTY_DRAFT);
  const [closedNumber, setClosedNumber] = useState<number | null>(null);
  const cards = useAnswer('shift', () => context.call('shift.compare', {}));
  const cash = useAnswer(`drawer ${context.snapshot.drawer.stamp}`, () => context.call('drawer.get', {}));
  const errand = useErrand();
  const drawer = cash.value?.state === 'open' ? cash.value : null;
  const count = drawer?.revealed ?? null;
  const askAgain = (): void => {
    cards.ask();
    cash.ask();
  };
  const atClose =
    drawer === null || count === null ? null : drawerAtClose(draft, count, drawer.currency, locale);
  const close = (seen: ShiftComparison, approval: Approval | null): void => {
    if ((count?.level === 'red' || seen.isOthers) && approval === null) {
      setSigning(true);
      return;
    }
    errand.run(
      async () => {
        const closed = await context.call('shift.close', {
          seen: seen.seen,
          drawer:
            atClose === null ? null : { ...atClose, approval: count?.level === 'red' ? approval : null },
          other: seen.isOthers ? approval : null,
        });
        // What is on the screen is not what there is any more: it is asked for anew, beside the refusal.
        if (!closed.ok) askAgain();
        return closed;
      },
      () => {
        setSigning(false);
        setDraft(EMPTY_DRAFT);
        setClosedNumber(seen.number);
        askAgain();
      },
    );
  };
  return {
    cards,
    cash,
    drawer,
    count,
    drawerWaits: drawer === null ? null : count === null ? 'count' : atClose === null ? 'note' : null,
    draft,
    setDraft,
    signing,
    setSigning,
    errand,
    closedNumber,
    askAgain,
    close,
  };
}
