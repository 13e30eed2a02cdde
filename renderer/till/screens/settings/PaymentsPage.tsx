import type { ReactNode } from 'react';
import type { ChargeSettings } from '../../../../shared/contract/index.ts';
import { KEYPAD_ORDERS } from '../../../../shared/domain/money/index.ts';
import { Segments } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { useAnswer, useErrand } from '../use-answer.ts';
import { Choice } from './Choice.tsx';
import { PageHead } from './SmallPages.tsx';

const TIPS = ['off', 'reader', 'till'] as const;
const CAPTURES = ['automatic', 'manual'] as const;
const PERCENTS = [5, 10, 15, 20] as const;
const PERCENTS_MAX = 4;

/** How money is taken here: where tips are added, how amounts are typed, and when a card is charged. */
export function PaymentsPage(props: { readonly context: PageContext }): ReactNode {
  const { call, sentenceFor, texts: pageTexts } = props.context;
  const says = useTexts().legs.settings;
  const saved = useAnswer('charge-settings', () => call('charge.getSettings', {}));
  const errand = useErrand();
  const error = errand.error ?? saved.error;
  const settings = saved.value;
  const change = (changes: Partial<ChargeSettings>): void => {
    if (settings !== null)
      errand.run(() => call('charge.saveSettings', { ...settings, ...changes }), saved.ask);
  };
  return (
    <>
      <PageHead title={says.title} />
      {error === null ? null : (
        <Problem
          text={sentenceFor(error)}
          {...(settings === null ? { action: { label: pageTexts.common.tryAgain, run: saved.ask } } : {})}
        />
      )}
      {settings === null ? (
        saved.error === null ? (
          <SkeletonRows count={3} label={pageTexts.common.checking} />
        ) : null
      ) : (
        <section className="card">
          <div className="card__body stack settings__form">
            <Choice label={says.tips} text={says.tipsText[settings.tips]}>
              <Segments
                label={says.tips}
                value={settings.tips}
                segments={TIPS.map((value) => ({ value, label: says.tipsWhere[value] }))}
                onChoose={(tips) => change({ tips })}
              />
            </Choice>
            {settings.tips === 'till' ? <Percents settings={settings} onChange={change} /> : null}
            <Choice label={says.keypad} text={says.keypadText[settings.keypad]}>
              <Segments
                label={says.keypad}
                value={settings.keypad}
                segments={KEYPAD_ORDERS.map((value) => ({ value, label: says.keypadOrder[value] }))}
                onChoose={(keypad) => change({ keypad })}
              />
            </Choice>
            <Choice label={says.capture} text={says.captureText[settings.capture]}>
              <Segments
                label={says.capture}
                value={settings.capture}
                segments={CAPTURES.map((value) => ({ value, label: says.captureHow[value] }))}
                onChoose={(capture) => change({ capture })}
              />
            </Choice>
          </div>
        </section>
      )}
    </>
  );
}

function Percents(props: {
  readonly settings: ChargeSettings;
  readonly onChange: (changes: Partial<ChargeSettings>) => void;
}): ReactNode {
  const says = useTexts().legs.settings;
  const { tipPercents } = props.settings;
  const toggle = (percent: number): void => {
    const others = tipPercents.filter((each) => each !== percent);
    const next = others.length === tipPercents.length ? [...others, percent] : others;
    if (next.length > 0 && next.length <= PERCENTS_MAX)
      props.onChange({ tipPercents: next.toSorted((one, other) => one - other) });
  };
  return (
    <Choice label={says.percents}>
      <div className="row">
        {PERCENTS.map((percent) => (
          <button
            key={percent}
            type="button"
            className={`chip ${tipPercents.includes(percent) ? 'is-on' : ''}`}
            aria-pressed={tipPercents.includes(percent)}
            onClick={() => toggle(percent)}
          >
            {percent} %
          </button>
        ))}
      </div>
    </Choice>
  );
}
