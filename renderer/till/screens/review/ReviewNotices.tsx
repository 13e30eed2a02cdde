import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatMoney, money } from '../../../../shared/domain/money/index.ts';
import type { ReviewItem } from '../../../../shared/contract/index.ts';
import { Banner, Button } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { dayAndTimeOf } from '../page-parts.tsx';
import { useAnswer } from '../use-answer.ts';
import { usePageContext } from '../use-page-context.ts';

/** What waits in the Review Queue about one sale, told where people look at that sale. Nothing, when nothing does. */
export function ReviewNotices({ saleId }: { readonly saleId: string }): ReactNode {
  const context = usePageContext();
  const go = useTill((state) => state.go);
  const texts = useTexts().review;
  const answer = useAnswer(`${saleId}|${String(context.snapshot.review.open)}`, () =>
    context.call('review.list', {}),
  );
  const mine = (answer.value?.items ?? []).filter(
    (item) => item.sale?.saleId === saleId && item.kind !== 'orphan',
  );
  return mine.map((item) => (
    <Banner
      key={item.itemId}
      tone={item.severity === 'critical' ? 'danger' : 'warning'}
      icon={item.severity === 'critical' ? CircleAlert : TriangleAlert}
      title={titleOf(item)}
      action={<Button onClick={() => go({ name: 'review' })}>{texts.rail}</Button>}
    >
      {texts.money[item.money]} {texts.kinds[item.kind].todo}
      {item.dueAtMs === null || item.kind !== 'dispute'
        ? ''
        : ` (${texts.due(dayAndTimeOf(item.dueAtMs, context.languageTag))})`}
    </Banner>
  ));

  function titleOf(item: ReviewItem): string {
    const { amountMinor, currency } = item;
    return texts.kinds[item.kind].title(
      amountMinor === null ? '' : formatMoney(money(Math.abs(amountMinor), currency), context.languageTag),
    );
  }
}
