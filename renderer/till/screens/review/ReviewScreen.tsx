import { Inbox, Landmark, MonitorSmartphone } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ReviewDone, ReviewItem } from '../../../../shared/contract/index.ts';
import { Button, EmptyState, Segments } from '../../components/index.ts';
import { useNowMs } from '../../components/use-now-ms.ts';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { useTexts } from '../../text/use-texts.tsx';
import { useAnswer } from '../use-answer.ts';
import { DoneRow, ItemRow } from './ItemRow.tsx';
import { ItemDetail } from './ItemDetail.tsx';
import { GROUPS, isInGroup, type Group } from './review-look.ts';

/** What does not add up: worst first on the left, and on the right what is known and what can be done. */
export function ReviewScreen(props: {
  readonly context: PageContext;
  /** Rises whenever main says that something changed. */
  readonly changes: number;
  readonly onOpenSale: (saleId: string) => void;
  readonly onRegisters: () => void;
  readonly onPayouts: () => void;
}): ReactNode {
  const { context } = props;
  const texts = useTexts().review;
  const nowMs = useNowMs(30_000);
  const [tab, setTab] = useState<'open' | 'done'>('open');
  const [group, setGroup] = useState<Group>('all');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const answer = useAnswer(`${String(props.changes)}|${String(context.snapshot.review.open)}`, () =>
    context.call('review.list', {}),
  );
  const items = (answer.value?.items ?? []).filter((item) => isInGroup(item, group));
  const chosen = items.find((item) => item.itemId === chosenId) ?? items[0] ?? null;
  return (
    <main className="main">
      <div className="queue">
        <aside className="queue__list">
          <header className="queue__head">
            <h1 className="h-title grow">{texts.title}</h1>
            <Segments
              label={texts.group}
              value={tab}
              segments={[
                { value: 'open', label: `${texts.open} ${String(answer.value?.items.length ?? 0)}` },
                { value: 'done', label: texts.done },
              ]}
              onChoose={setTab}
            />
          </header>
          {tab === 'open' ? <Filters group={group} onChoose={setGroup} /> : null}
          {answer.error === null ? null : (
            <Problem
              text={context.sentenceFor(answer.error)}
              action={{ label: context.texts.common.tryAgain, run: answer.ask }}
            />
          )}
          {answer.value === null && answer.asking ? (
            <SkeletonRows count={5} label={context.texts.common.checking} />
          ) : tab === 'open' ? (
            <ul className="queue__items">
              {items.map((item) => (
                <ItemRow
                  key={item.itemId}
                  item={item}
                  isOn={item.itemId === chosen?.itemId}
                  nowMs={nowMs}
                  context={context}
                  onChoose={() => setChosenId(item.itemId)}
                />
              ))}
            </ul>
          ) : (
            <DoneList done={answer.value?.done ?? []} context={context} />
          )}
          <Foot onRegisters={props.onRegisters} onPayouts={props.onPayouts} />
        </aside>
        <Right
          tab={tab}
          chosen={chosen}
          isEmpty={(answer.value?.items.length ?? 0) === 0}
          isDoneEmpty={(answer.value?.done.length ?? 0) === 0}
          context={context}
          nowMs={nowMs}
          onOpenSale={props.onOpenSale}
          onChanged={answer.ask}
        />
      </div>
    </main>
  );
}

/** The other things that a manager looks up. */
function Foot(props: { readonly onRegisters: () => void; readonly onPayouts: () => void }): ReactNode {
  const { review, payouts } = useTexts();
  return (
    <footer className="queue__foot">
      <Button kind="quiet" icon={MonitorSmartphone} onClick={props.onRegisters}>
        {review.registers}
      </Button>
      <Button kind="quiet" icon={Landmark} onClick={props.onPayouts}>
        {payouts.title}
      </Button>
    </footer>
  );
}

function Filters(props: { readonly group: Group; readonly onChoose: (group: Group) => void }): ReactNode {
  const texts = useTexts().review;
  return (
    <div className="queue__filters" role="group" aria-label={texts.group}>
      {GROUPS.map((each) => (
        <button
          key={each}
          type="button"
          className={`chip ${each === props.group ? 'is-on' : ''}`}
          aria-pressed={each === props.group}
          onClick={() => props.onChoose(each)}
        >
          {texts.groups[each]}
        </button>
      ))}
    </div>
  );
}

function DoneList(props: { readonly done: readonly ReviewDone[]; readonly context: PageContext }): ReactNode {
  return (
    <ul className="queue__items">
      {props.done.map((each) => (
        <DoneRow key={each.item.itemId} done={each} context={props.context} />
      ))}
    </ul>
  );
}

function Right(props: {
  readonly tab: 'open' | 'done';
  readonly chosen: ReviewItem | null;
  readonly isEmpty: boolean;
  readonly isDoneEmpty: boolean;
  readonly context: PageContext;
  readonly nowMs: number;
  readonly onOpenSale: (saleId: string) => void;
  readonly onChanged: () => void;
}): ReactNode {
  const texts = useTexts().review;
  if (props.tab === 'done') {
    return (
      <section className="queue__detail queue__detail--empty">
        <EmptyState icon={Inbox} title={props.isDoneEmpty ? texts.emptyDoneTitle : texts.done}>
          {texts.emptyDoneText}
        </EmptyState>
      </section>
    );
  }
  if (props.chosen === null) {
    return (
      <section className="queue__detail queue__detail--empty">
        <EmptyState icon={Inbox} title={props.isEmpty ? texts.emptyTitle : texts.emptyGroupTitle}>
          {props.isEmpty ? texts.emptyText : texts.emptyGroupText}
        </EmptyState>
      </section>
    );
  }
  return (
    <ItemDetail
      key={props.chosen.itemId}
      item={props.chosen}
      nowMs={props.nowMs}
      context={props.context}
      onOpenSale={props.onOpenSale}
      onChanged={props.onChanged}
    />
  );
}
