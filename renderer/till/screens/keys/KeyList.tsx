import type { ReactNode } from 'react';
import { KeyHint } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { FIXED_KEYS, KEY_GROUPS } from './key-groups.ts';

/** Every key of this till with what it does, to look at: over the page, and on the printed card. */
export function KeyList(): ReactNode {
  const says = useTexts().keys;
  return (
    <div className="keylist">
      {KEY_GROUPS.map(({ place, shortcuts }) => (
        <section key={place} className="keylist__group">
          <h3 className="h-card">{says.places[place]}</h3>
          <dl className="keylist__rows">
            {shortcuts.map((id) => (
              <div key={id} className="keylist__row">
                <dt>{says.names[id]}</dt>
                <dd>
                  <KeyHint of={id} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <section className="keylist__group">
        <h3 className="h-card">{says.always}</h3>
        <dl className="keylist__rows">
          {FIXED_KEYS.map((fixed) => (
            <div key={fixed} className="keylist__row">
              <dt>{says.fixed[fixed].does}</dt>
              <dd>
                <kbd className="kbd">{says.fixed[fixed].key}</kbd>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
