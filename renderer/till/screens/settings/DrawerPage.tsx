import { useState, type ReactNode } from 'react';
import type { ResponseOf } from '../../../../shared/contract/index.ts';
import { formatAmount, money, parseMoneyText } from '../../../../shared/domain/money/index.ts';
import { Button, Field, Segments } from '../../components/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem, SkeletonRows } from '../page-parts.tsx';
import { useAnswer, useErrand } from '../use-answer.ts';
import { Choice } from './Choice.tsx';
import { PageHead } from './SmallPages.tsx';

type DrawerSettings = ResponseOf<'drawer.getSettings'>;

/** Whether cash is counted here, how, and how much may differ. */
export function DrawerPage(props: { readonly context: PageContext }): ReactNode {
  const { call, sentenceFor, texts: pageTexts, snapshot } = props.context;
  const says = useTexts().drawer.settings;
  const saved = useAnswer('drawer-settings', () => call('drawer.getSettings', {}));
  const errand = useErrand();
  const error = errand.error ?? saved.error;
  const settings = saved.value;
  const change = (changes: Partial<DrawerSettings>): void => {
    if (settings !== null)
      errand.run(() => call('drawer.saveSettings', { ...settings, ...changes }), saved.ask);
  };
  const yesOrNo = (is: boolean): 'yes' | 'no' => (is ? 'yes' : 'no');
  const blindOrOpen = (is: boolean): 'blind' | 'open' => (is ? 'blind' : 'open');
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
            <Choice label={says.has} text={says.hasText[yesOrNo(settings.hasDrawer)]}>
              <Segments
                label={says.has}
                value={yesOrNo(settings.hasDrawer)}
                segments={[
                  { value: 'yes', label: says.yes },
                  { value: 'no', label: says.no },
                ]}
                onChoose={(value) => change({ hasDrawer: value === 'yes' })}
              />
            </Choice>
            {settings.hasDrawer ? (
              <>
                <Choice label={says.count} text={says.countText[blindOrOpen(settings.blind)]}>
                  <Segments
                    label={says.count}
                    value={blindOrOpen(settings.blind)}
                    segments={[
                      { value: 'blind', label: says.blind },
                      { value: 'open', label: says.open },
                    ]}
                    onChoose={(value) => change({ blind: value === 'blind' })}
                  />
                </Choice>
                <Tolerance
                  key={settings.toleranceMinor}
                  settings={settings}
                  currency={snapshot.store?.currency ?? 'EUR'}
                  onChange={change}
                />
              </>
            ) : null}
          </div>
        </section>
      )}
    </>
  );
}

function Tolerance(props: {
  readonly settings: DrawerSettings;
  readonly currency: string;
  readonly onChange: (changes: Partial<DrawerSettings>) => void;
}): ReactNode {
  const says = useTexts().drawer.settings;
  const locale = useFormatLocale();
  const { currency, settings } = props;
  const [text, setText] = useState(formatAmount(money(settings.toleranceMinor, currency), locale));
  const parsed = parseMoneyText(text, currency, locale);
  const isChanged = parsed.ok && parsed.amountMinor !== settings.toleranceMinor;
  return (
    <div className="row row--end-fields">
      <Field
        label={says.tolerance}
        hint={says.toleranceHint}
        inputMode="decimal"
        maxLength={20}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        disabled={!isChanged}
        onClick={() => {
          if (parsed.ok) props.onChange({ toleranceMinor: parsed.amountMinor });
        }}
      >
        {says.save}
      </Button>
    </div>
  );
}
