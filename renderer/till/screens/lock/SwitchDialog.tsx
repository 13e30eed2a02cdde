import type { ReactNode } from 'react';
import { Dialog, ErrorBanner, PersonTiles, PinPad } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { usePageContext } from '../use-page-context.ts';
import { useComingIn } from './use-coming-in.ts';

/** Hands the open till to somebody else, over whatever screen is there. */
export function SwitchPerson(): ReactNode {
  const open = useTill((state) => state.switching);
  const context = usePageContext();
  return open ? <SwitchDialog context={context} /> : null;
}

function SwitchDialog(props: { readonly context: PageContext }): ReactNode {
  const { people, cashier } = props.context.snapshot;
  const says = useTexts().people;
  const lock = props.context.texts.lock;
  const close = useTill((state) => state.switchPerson);
  return (
    <Dialog open wide onClose={() => close(false)} title={says.switch.title} text={says.switch.text}>
      <Hands
        context={props.context}
        people={people.filter(({ staffId }) => staffId !== cashier?.id)}
        texts={{ entered: lock.digits, delete: lock.delete, confirm: says.switch.confirm }}
        onDone={() => close(false)}
      />
    </Dialog>
  );
}

/** Inside the dialog, so that it hears the keyboard before the dialog does. */
function Hands(props: {
  readonly context: PageContext;
  readonly people: PageContext['snapshot']['people'];
  readonly texts: Parameters<typeof PinPad>[0]['texts'];
  readonly onDone: () => void;
}): ReactNode {
  const coming = useComingIn(props.context, props.people, props.onDone);
  const says = useTexts().people.lock;
  return (
    <div className="switch-person">
      <PersonTiles
        label={says.choose}
        people={props.people}
        chosen={coming.person?.staffId ?? null}
        onChoose={coming.choose}
      />
      <div className="pinpad pinpad--plain">
        {coming.error === null ? null : <ErrorBanner error={coming.error} />}
        <PinPad
          pin={coming.pin}
          onPin={coming.setPin}
          busy={coming.busy}
          onConfirm={coming.confirm}
          texts={props.texts}
        />
      </div>
    </div>
  );
}
