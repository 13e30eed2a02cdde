import type { ReactNode } from 'react';
import type { DrawerAtClose, RevealedCount } from '../../../../shared/contract/index.ts';
import { formatAmount, money, parseMoneyText } from '../../../../shared/domain/money/index.ts';
import { Field } from '../../components/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';

/** What a person still has to say about a counted drawer; kept as typed until the shift is closed. */
export type CloseDraft = { readonly note: string; readonly leftText: string | null };

export const EMPTY_DRAFT: CloseDraft = { note: '', leftText: null };

/** The note for a variance, and what stays in the drawer. */
export function CloseForm(props: {
  readonly count: RevealedCount;
  readonly currency: string;
  readonly draft: CloseDraft;
  readonly onChange: (draft: CloseDraft) => void;
}): ReactNode {
  const texts = useTexts().drawer.side;
  const locale = useFormatLocale();
  const { count, currency, draft } = props;
  const leftMinor = leftMinorOf(draft, count, currency, locale);
  return (
    <div className="stack cashside__form">
      {count.level === 'none' ? null : (
        <Field
          label={texts.note}
          hint={texts.noteHint}
          maxLength={120}
          value={draft.note}
          onChange={(event) => props.onChange({ ...draft, note: event.target.value })}
        />
      )}
      <Field
        label={texts.left}
        inputMode="decimal"
        maxLength={20}
        value={draft.leftText ?? formatAmount(money(proposalOf(count), currency), locale)}
        {...(leftMinor === null ? { error: texts.leftMoreThanCounted } : {})}
        onChange={(event) => props.onChange({ ...draft, leftText: event.target.value })}
      />
    </div>
  );
}

/** How the drawer is to be closed; null while what was typed can't be. The approval comes with the press. */
export function drawerAtClose(
  draft: CloseDraft,
  count: RevealedCount,
  currency: string,
  locale: string,
): Omit<DrawerAtClose, 'approval'> | null {
  const leftMinor = leftMinorOf(draft, count, currency, locale);
  const note = draft.note.trim();
  if (leftMinor === null || (count.level !== 'none' && note === '')) return null;
  return { countId: count.countId, note: count.level === 'none' ? null : note, leftMinor };
}

/** As much as this shift began with, or all that there is. */
function proposalOf({ sums, countedMinor }: RevealedCount): number {
  return Math.min(sums.floatMinor, countedMinor);
}

function leftMinorOf(
  draft: CloseDraft,
  count: RevealedCount,
  currency: string,
  locale: string,
): DrawerAtClose['leftMinor'] | null {
  const text = draft.leftText ?? formatAmount(money(proposalOf(count), currency), locale);
  const parsed = parseMoneyText(text, currency, locale);
  return parsed.ok && parsed.amountMinor <= count.countedMinor ? parsed.amountMinor : null;
}
