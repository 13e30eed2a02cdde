import { MonitorSmartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CustomerDisplaySettings } from '../../../../shared/contract/views/customer-display.ts';
import type { ResponseOf } from '../../../../shared/contract/index.ts';
import { customerPageAddress } from '../../bridge/index.ts';
import { Banner, Segments, Select, Switch } from '../../components/index.ts';
import { CustomerView } from '../../customer-display/CustomerView.tsx';
import { CUSTOMER_LANGUAGES } from '../../customer-display/customer-texts.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { useAnswer, useErrand } from '../use-answer.ts';
import { PageHead } from './SmallPages.tsx';

type Answer = ResponseOf<'customerDisplay.getSettings'>;

/** The screen that faces the customer: whether, where, in which language, and what it will look like. */
export function CustomerDisplayPage(props: { readonly context: PageContext }): ReactNode {
  const { call, sentenceFor, texts } = props.context;
  const says = useTexts().customer.settings;
  const saved = useAnswer('customer-display', () => call('customerDisplay.getSettings', {}));
  const errand = useErrand();
  const error = errand.error ?? saved.error;
  const answer = saved.value;
  const change = (changes: Partial<CustomerDisplaySettings>): void => {
    if (answer !== null)
      errand.run(
        () => call('customerDisplay.saveSettings', { settings: { ...answer.settings, ...changes } }),
        saved.ask,
      );
  };
  return (
    <>
      <PageHead title={says.title} />
      {error === null ? null : (
        <Problem
          text={sentenceFor(error)}
          {...(answer === null ? { action: { label: texts.common.tryAgain, run: saved.ask } } : {})}
        />
      )}
      {answer === null ? (
        saved.error === null ? (
          <SkeletonRows count={4} label={texts.common.checking} />
        ) : null
      ) : (
        <>
          <section className="card">
            <div className="card__body stack settings__form">
              <Switch
                label={says.on}
                hint={says.onHint}
                on={answer.settings.on}
                onChange={(on) => change({ on })}
              />
              {answer.settings.on ? <Choices answer={answer} onChange={change} /> : null}
            </div>
          </section>
          <Preview answer={answer} />
        </>
      )}
    </>
  );
}

function Choices(props: {
  readonly answer: Answer;
  readonly onChange: (changes: Partial<CustomerDisplaySettings>) => void;
}): ReactNode {
  const says = useTexts().customer.settings;
  const { settings, screens } = props.answer;
  return (
    <>
      <Where
        screens={screens}
        screenId={settings.screenId}
        onChoose={(screenId) => props.onChange({ screenId })}
      />
      <div className="field">
        <span className="field__label">{says.language}</span>
        <Select
          label={says.language}
          value={settings.locale ?? 'till'}
          choices={[
            { value: 'till', label: says.languageOfTill },
            ...Object.entries(CUSTOMER_LANGUAGES).map(([value, { name }]) => ({ value, label: name })),
          ]}
          onChoose={(value) =>
            // The choices are the till's word and the keys of a record of locales.
            props.onChange({ locale: value === 'till' ? null : (value as keyof typeof CUSTOMER_LANGUAGES) })
          }
        />
      </div>
      <div className="field">
        <span className="field__label">{says.theme}</span>
        <Segments
          label={says.theme}
          value={settings.theme}
          segments={[
            { value: 'light', label: says.themes.light },
            { value: 'dark', label: says.themes.dark },
          ]}
          onChoose={(theme) => props.onChange({ theme })}
        />
      </div>
    </>
  );
}

/** In the app a screen of the computer; in a browser the address of the page, which a person moves there. */
function Where(props: {
  readonly screens: Answer['screens'];
  readonly screenId: string | null;
  readonly onChoose: (screenId: string | null) => void;
}): ReactNode {
  const says = useTexts().customer.settings;
  const address = customerPageAddress(document);
  if (address !== null)
    return (
      <div className="stack">
        <a className="btn btn--secondary" href={address} target="_blank" rel="noopener noreferrer">
          {says.open}
        </a>
        <span className="field__hint">{says.openHint}</span>
      </div>
    );
  const others = props.screens.filter(({ isPrimary }) => !isPrimary);
  if (others.length === 0)
    return (
      <Banner tone="neutral" icon={MonitorSmartphone} title={says.noScreen}>
        {says.noScreenText}
      </Banner>
    );
  const chosen = others.some(({ screenId }) => screenId === props.screenId) ? props.screenId : null;
  return (
    <div className="field">
      <span className="field__label">{says.screen}</span>
      <Select
        label={says.screen}
        value={chosen ?? 'auto'}
        choices={[
          { value: 'auto', label: says.screenAuto },
          ...others.map(({ screenId, label, widthPx, heightPx }) => ({
            value: screenId,
            label: says.screenName(label === '' ? says.unnamed : label, widthPx, heightPx),
          })),
        ]}
        onChoose={(value) => props.onChoose(value === 'auto' ? null : value)}
      />
    </div>
  );
}

function Preview({ answer }: { readonly answer: Answer }): ReactNode {
  const says = useTexts().customer.settings;
  return (
    <section className="card">
      <div className="card__head">
        <h2 className="h-card">{says.preview}</h2>
        <span className="small muted">{says.previewText}</span>
      </div>
      <div className="card__body cdpreview">
        {answer.examples.map((display) => (
          <figure key={display.now.screen} className="cdpreview__one">
            <div className="cdpreview__box" role="img" aria-label={says.screens[display.now.screen]}>
              <CustomerView display={display} isPreview />
            </div>
            <figcaption className="small muted">{says.screens[display.now.screen]}</figcaption>
          </figure>
        ))}
      </div>
    </section>
  );
}
