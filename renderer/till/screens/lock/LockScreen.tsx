import { ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar, PersonTiles, PinPad } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, timeOf } from '../page-parts.tsx';
import { useComingIn } from './use-coming-in.ts';

/** The locked till: the time, who works here, and the PIN of whoever comes. */
export function LockScreen(props: { readonly context: PageContext; readonly nowMs: number }): ReactNode {
  const { texts, snapshot, languageTag, sentenceFor } = props.context;
  const says = useTexts().people.lock;
  const coming = useComingIn(props.context, snapshot.people);
  return (
    <main className="main">
      <div className="lock">
        <div className="lock__left">
          <header className="row row--3">
            <span className="cell2">
              <b>{snapshot.store?.name ?? 'FlexotiumPOS'}</b>
              <small>{snapshot.store?.register ?? ''}</small>
            </span>
          </header>
          <div>
            <p className="lock__time num">{timeOf(props.nowMs, languageTag)}</p>
            <p className="muted lock__day">
              {new Intl.DateTimeFormat(languageTag, {
                weekday: 'long',
                day: 'numeric',
                month: 'long',
              }).format(props.nowMs)}
            </p>
          </div>
          <PersonTiles
            label={says.choose}
            people={snapshot.people}
            chosen={coming.person?.staffId ?? null}
            onChoose={coming.choose}
          />
          <p className="small muted row">
            <ShieldCheck className="i" aria-hidden />
            {texts.lock.staysOpen}
          </p>
        </div>
        <section className="card pinpad" aria-label={texts.settings.pin}>
          <Avatar name={coming.person?.name ?? ''} size="xl" />
          <h1 className="h-panel">{texts.lock.hello(coming.person?.name ?? '')}</h1>
          <p className="muted small">
            {snapshot.people.some(({ hasBadge }) => hasBadge) ? says.pinOrBadge : texts.lock.enterPin}
          </p>
          <div className="pinpad__says">
            {coming.error === null ? null : <Problem text={sentenceFor(coming.error)} />}
          </div>
          <PinPad
            pin={coming.pin}
            onPin={coming.setPin}
            busy={coming.busy}
            onConfirm={coming.confirm}
            texts={{ entered: texts.lock.digits, delete: texts.lock.delete, confirm: texts.lock.open }}
          />
        </section>
      </div>
    </main>
  );
}
