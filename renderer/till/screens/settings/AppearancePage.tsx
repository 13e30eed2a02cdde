import { Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Appearance } from '../../../../shared/contract/index.ts';
import {
  SOUNDS,
  TEXT_PERCENTS,
  THEMES,
  type TextPercent,
} from '../../../../shared/domain/appearance/index.ts';
import { Button, joinClasses, Segments } from '../../components/index.ts';
import { createPlayer, TUNE_NAMES, type TuneName } from '../../sounds/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Problem } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import { Choice } from './Choice.tsx';
import { PageHead } from './SmallPages.tsx';

const player = createPlayer(() => new AudioContext());
const PERCENT_NAMES = TEXT_PERCENTS.map((percent) => ({ value: String(percent), label: `${percent} %` }));

/** Settings → Appearance: how this till looks and sounds. Each choice is taken at once. */
export function AppearancePage(props: { readonly context: PageContext }): ReactNode {
  const { call, sentenceFor, snapshot } = props.context;
  const says = useTexts().appearance;
  const errand = useErrand();
  const { appearance } = snapshot;
  const change = (changes: Partial<Appearance>): void => {
    errand.run(() => call('appearance.save', { ...appearance, ...changes }));
  };
  return (
    <>
      <PageHead title={says.title} />
      {errand.error === null ? null : <Problem text={sentenceFor(errand.error)} />}
      <section className="card">
        <div className="card__body">
          <Themes appearance={appearance} onChange={change} />
        </div>
      </section>
      <section className="card">
        <div className="card__body stack settings__form settings__form--wide">
          <Choice label={says.text} text={says.textHint}>
            <Segments
              label={says.text}
              value={String(appearance.textPercent)}
              segments={PERCENT_NAMES}
              onChoose={(value) => change({ textPercent: Number(value) as TextPercent })} // One of PERCENT_NAMES.
            />
          </Choice>
          <Choice label={says.sound} text={says.soundHint}>
            <Segments
              label={says.sound}
              value={appearance.sound}
              segments={SOUNDS.map((value) => ({ value, label: says.sounds[value] }))}
              onChoose={(sound) => {
                change({ sound });
                player.play('scan-ok', sound);
              }}
            />
          </Choice>
          <Tunes isOff={appearance.sound === 'off'} onPlay={(tune) => player.play(tune, appearance.sound)} />
          <p className="small muted">{says.motion}</p>
        </div>
      </section>
    </>
  );
}

function Themes(props: {
  readonly appearance: Appearance;
  readonly onChange: (changes: Partial<Appearance>) => void;
}) {
  const says = useTexts().appearance;
  const { theme } = props.appearance;
  return (
    <Choice label={says.theme} text={says.themeText[theme]}>
      <div className="themes" role="radiogroup" aria-label={says.theme}>
        {THEMES.map((each) => (
          <button
            key={each}
            type="button"
            role="radio"
            aria-checked={each === theme}
            className={joinClasses('theme', each === theme && 'is-on')}
            onClick={() => props.onChange({ theme: each })}
          >
            <ThemeSample theme={each} />
            {says.themes[each]}
          </button>
        ))}
      </div>
    </Choice>
  );
}

const DRAWN_AS = {
  light: ['light', 'normal'],
  dark: ['dark', 'normal'],
  'contrast-light': ['light', 'more'],
  'contrast-dark': ['dark', 'more'],
} as const;

/** A small till in the colours of the theme: a pane, two lines and the button that charges. */
function ThemeSample(props: { readonly theme: Appearance['theme'] }) {
  const drawn = props.theme === 'system' ? (['light', 'dark'] as const) : ([props.theme] as const);
  return (
    <span className="theme__sample" aria-hidden>
      {drawn.map((each) => (
        <span
          key={each}
          className="theme__till"
          data-theme={DRAWN_AS[each][0]}
          data-contrast={DRAWN_AS[each][1]}
        >
          <i className="theme__line" />
          <i className="theme__line theme__line--short" />
          <i className="theme__charge" />
        </span>
      ))}
    </span>
  );
}

function Tunes(props: { readonly isOff: boolean; readonly onPlay: (tune: TuneName) => void }) {
  const says = useTexts().appearance;
  return (
    <Choice label={says.listen}>
      <div className="row row--wrap">
        {TUNE_NAMES.map((tune) => (
          <Button key={tune} icon={Volume2} disabled={props.isOff} onClick={() => props.onPlay(tune)}>
            {says.tunes[tune]}
          </Button>
        ))}
      </div>
    </Choice>
  );
}
