import { Check } from 'lucide-react';
import type { PersonChoice } from '../../../shared/contract/views/people.ts';
import { useTexts } from '../text/use-texts.tsx';
import { Avatar } from './Avatar.tsx';
import { Icon } from './Icon.tsx';
import { joinClasses } from './join-classes.ts';

/** The people who can come to this till, one of them chosen. */
export function PersonTiles(props: {
  readonly label: string;
  readonly people: readonly PersonChoice[];
  readonly chosen: string | null;
  readonly onChoose: (staffId: string) => void;
}) {
  const { roles } = useTexts().people;
  return (
    <ul className="staff" aria-label={props.label}>
      {props.people.map(({ staffId, name, role }) => (
        <li key={staffId}>
          <button
            type="button"
            className={joinClasses('staff__tile', staffId === props.chosen && 'is-on')}
            aria-pressed={staffId === props.chosen}
            onClick={() => props.onChoose(staffId)}
          >
            <Avatar name={name} size="lg" />
            <span className="cell2 grow">
              <b className="clip">{name}</b>
              <small>{roles[role]}</small>
            </span>
            {staffId === props.chosen ? <Icon of={Check} className="ink-accent" /> : null}
          </button>
        </li>
      ))}
    </ul>
  );
}
