import type { ReactNode } from 'react';
import type { CustomerRow } from '../../../../shared/contract/index.ts';
import { Avatar, joinClasses } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

/** A customer in a list, with what tells two of one name apart. */
export function CustomerButton(props: {
  readonly row: CustomerRow;
  /** What a press does, where that is more than to show. */
  readonly label?: string;
  readonly isChosen: boolean;
  readonly onPress: () => void;
}): ReactNode {
  const says = useTexts().customers;
  const { row } = props;
  const name = row.name === '' ? says.unnamed : row.name;
  return (
    <button
      type="button"
      className={joinClasses('customerlist__row', props.isChosen && 'is-on')}
      aria-current={props.isChosen ? 'true' : undefined}
      onClick={props.onPress}
    >
      <Avatar name={name} />
      <span className="cell2 grow">
        <b className="clip">{name}</b>
        <small className="clip">{[row.mail, row.phone].filter((each) => each !== '').join(' · ')}</small>
      </span>
      <span className="small muted num">{props.label ?? says.sales(row.sales)}</span>
    </button>
  );
}
