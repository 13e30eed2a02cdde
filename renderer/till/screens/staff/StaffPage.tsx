import { IdCard, KeyRound, Pencil, UserPlus, UserRoundX, UserRoundCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { StaffRowView } from '../../../../shared/contract/index.ts';
import { Avatar, Badge, Button, Select } from '../../components/index.ts';
import { formatDateTime } from '../../text/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { PageHead } from '../settings/SmallPages.tsx';
import { useAnswer, useErrand } from '../use-answer.ts';
import { OwnerSetUp } from './OwnerSetUp.tsx';
import { StaffDialog, type StaffAct } from './StaffDialogs.tsx';

const MINUTES = [0, 1, 2, 5, 10, 15, 30, 60] as const;

/** Settings → Staff: who works here, what proves it, and when the till locks itself. */
export function StaffPage(props: { readonly context: PageContext }): ReactNode {
  const { call, snapshot, sentenceFor, texts } = props.context;
  const says = useTexts().people.pages.staff;
  const [act, setAct] = useState<StaffAct | null>(null);
  const list = useAnswer(`staff ${String(snapshot.hasPin)}`, () => call('staff.list', {}));
  const isAnybodys = !snapshot.hasPin;
  const people = list.value?.people ?? null;
  return (
    <>
      <PageHead title={says.title}>
        {isAnybodys ? null : (
          <Button kind="primary" icon={UserPlus} onClick={() => setAct({ kind: 'add' })}>
            {says.add}
          </Button>
        )}
      </PageHead>
      {list.error === null ? null : (
        <Problem text={sentenceFor(list.error)} action={{ label: texts.common.tryAgain, run: list.ask }} />
      )}
      {isAnybodys ? <OwnerSetUp context={props.context} /> : null}
      {people === null && list.asking ? <SkeletonRows count={4} label={texts.common.checking} /> : null}
      {people === null || isAnybodys ? null : (
        <>
          <StaffTable people={people} languageTag={props.context.languageTag} onAct={setAct} />
          <AutoLock context={props.context} minutes={list.value?.autoLockMinutes ?? 0} onChanged={list.ask} />
        </>
      )}
      {act === null ? null : (
        <StaffDialog
          context={props.context}
          act={act}
          onClose={() => setAct(null)}
          onDone={() => {
            setAct(null);
            list.ask();
          }}
        />
      )}
    </>
  );
}

function StaffTable(props: {
  readonly people: readonly StaffRowView[];
  readonly languageTag: string;
  readonly onAct: (act: StaffAct) => void;
}): ReactNode {
  const says = useTexts().people.pages.staff;
  return (
    <section className="card stafftable">
      <table className="table">
        <thead>
          <tr>
            <th>{says.columns.name}</th>
            <th className="stafftable__way">{says.columns.way}</th>
            <th className="stafftable__seen">{says.columns.seen}</th>
            <th className="right">
              <span className="sr">{says.columns.act}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.people.map((person) => (
            <Row key={person.staffId} person={person} languageTag={props.languageTag} onAct={props.onAct} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row(props: {
  readonly person: StaffRowView;
  readonly languageTag: string;
  readonly onAct: (act: StaffAct) => void;
}): ReactNode {
  const { person } = props;
  const { roles, pages } = useTexts().people;
  const says = pages.staff;
  const act = (kind: 'edit' | 'pin' | 'badge' | 'deactivate' | 'activate'): void =>
    props.onAct({ kind, person });
  return (
    <tr className={person.active ? undefined : 'is-gone'}>
      <td>
        <span className="row row--3">
          <Avatar name={person.name} />
          <span className="cell2">
            <b className="clip">{person.name}</b>
            <small>{roles[person.role]}</small>
          </span>
        </span>
      </td>
      <td>
        <span className="row">
          {!person.active ? (
            <Badge>{says.inactive}</Badge>
          ) : (
            <>
              {person.hasPin ? <Badge tone="success">{says.byPin}</Badge> : <Badge>{says.noWay}</Badge>}
              {person.hasBadge ? <Badge tone="info">{says.byBadge}</Badge> : null}
            </>
          )}
        </span>
      </td>
      <td className="muted num">
        {person.lastSeenAtMs === null ? says.never : formatDateTime(person.lastSeenAtMs, props.languageTag)}
      </td>
      <td className="right">
        {!person.changeable ? null : person.active ? (
          <span className="row row--end">
            <RowButton icon={Pencil} label={`${says.edit}: ${person.name}`} onPress={() => act('edit')} />
            <RowButton
              icon={KeyRound}
              label={`${says.resetPin}: ${person.name}`}
              onPress={() => act('pin')}
            />
            <RowButton icon={IdCard} label={`${says.badge}: ${person.name}`} onPress={() => act('badge')} />
            <RowButton
              icon={UserRoundX}
              label={`${says.deactivate}: ${person.name}`}
              onPress={() => act('deactivate')}
            />
          </span>
        ) : (
          <Button icon={UserRoundCheck} onClick={() => act('activate')}>
            {says.activate}
          </Button>
        )}
      </td>
    </tr>
  );
}

function RowButton(props: {
  readonly icon: typeof Pencil;
  readonly label: string;
  readonly onPress: () => void;
}): ReactNode {
  return (
    <Button
      kind="quiet"
      iconOnly
      icon={props.icon}
      aria-label={props.label}
      title={props.label}
      onClick={props.onPress}
    />
  );
}

function AutoLock(props: {
  readonly context: PageContext;
  readonly minutes: number;
  readonly onChanged: () => void;
}): ReactNode {
  const says = useTexts().people.pages.staff;
  const errand = useErrand();
  const { call, sentenceFor } = props.context;
  return (
    <section className="card">
      <div className="card__body settings__form">
        <div className="field">
          <span className="field__label">{says.autoLock}</span>
          <Select
            label={says.autoLock}
            value={String(props.minutes)}
            choices={[...new Set([...MINUTES, props.minutes])]
              .toSorted((one, other) => one - other)
              .map((minutes) => ({ value: String(minutes), label: says.minutes(minutes) }))}
            onChoose={(minutes) =>
              errand.run(() => call('staff.setAutoLock', { minutes: Number(minutes) }), props.onChanged)
            }
          />
          <span className="field__hint">{says.autoLockText}</span>
        </div>
        {errand.error === null ? null : <Problem text={sentenceFor(errand.error)} />}
      </div>
    </section>
  );
}
