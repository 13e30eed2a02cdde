import { Search, UserRoundPlus, UserRoundX } from 'lucide-react';
import { useDeferredValue, type ReactNode, type Ref } from 'react';
import { Button, EmptyState, Icon } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { useAnswer } from '../use-answer.ts';
import { CustomerButton } from './CustomerButton.tsx';

const ROWS = 50;

/** One field and those whom it finds; the newest where nothing is typed. */
export function CustomerSearch(props: {
  readonly context: PageContext;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly field?: Ref<HTMLInputElement>;
  readonly chosen: string | null;
  /** Rises whenever a customer was changed here. */
  readonly changes: number;
  readonly onChoose: (customerId: string) => void;
  /** Null: this person may not add any. */
  readonly onAdd: (() => void) | null;
}): ReactNode {
  const { call, sentenceFor, texts } = props.context;
  const says = useTexts().customers;
  const text = useDeferredValue(props.text.trim());
  const found = useAnswer(`${text}|${String(props.changes)}`, () =>
    call('customers.search', { text, limit: ROWS }),
  );
  const rows = found.value?.customers ?? [];
  const add =
    props.onAdd === null ? undefined : (
      <Button icon={UserRoundPlus} size="sale" onClick={props.onAdd}>
        {says.add}
      </Button>
    );
  return (
    <div className="customersearch">
      <div className="row">
        <label className="control grow">
          <Icon of={Search} />
          <input
            ref={props.field}
            type="search"
            maxLength={80}
            aria-label={says.search}
            placeholder={says.searchHint}
            value={props.text}
            onChange={({ target }) => props.onText(target.value)}
            onKeyDown={(event) => {
              const [only] = rows;
              if (event.key !== 'Enter' || rows.length !== 1 || only === undefined || found.asking) return;
              event.stopPropagation();
              props.onChoose(only.customerId);
            }}
          />
        </label>
        {rows.length === 0 ? null : add}
      </div>
      {found.error === null ? null : (
        <Problem text={sentenceFor(found.error)} action={{ label: texts.common.tryAgain, run: found.ask }} />
      )}
      {found.value === null ? (
        found.error === null ? (
          <SkeletonRows count={5} label={texts.common.checking} />
        ) : null
      ) : rows.length === 0 ? (
        <EmptyState icon={UserRoundX} title={text === '' ? says.emptyTitle : says.noneTitle} action={add}>
          {text === '' ? says.emptyText : says.noneText}
        </EmptyState>
      ) : (
        <ul className="customerlist" aria-label={says.list}>
          {rows.map((row) => (
            <li key={row.customerId}>
              <CustomerButton
                row={row}
                isChosen={row.customerId === props.chosen}
                onPress={() => props.onChoose(row.customerId)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
