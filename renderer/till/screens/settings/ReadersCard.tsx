import { GraduationCap, Plus, RefreshCw, SmartphoneNfc } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ReaderView } from '../../../../shared/contract/index.ts';
import type { PageContext } from '../page-context.ts';
import { Problem } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import { ConnectPart, usageText } from './ConnectPart.tsx';
import { LocationPart } from './LocationPart.tsx';
import { ReaderWayPart } from './ReaderWayPart.tsx';
import { RegisterReader } from './RegisterReader.tsx';
import type { StripeCardProps } from './StripePage.tsx';

/** The readers of this account: which one stands at this register, and how to add another. */
export function ReadersCard({ context, settings, onSaved }: StripeCardProps): ReactNode {
  const { call, texts, sentenceFor } = context;
  const says = texts.settings;
  const [registering, setRegistering] = useState(false);
  const errand = useErrand();
  const chosen = settings.readers.find((reader) => reader.chosen);
  return (
    <section className="card">
      <div className="card__head">
        <h2 className="h-card">{says.readers}</h2>
        <span className="row">
          <button
            type="button"
            className="btn btn--quiet btn--icon"
            aria-label={says.refresh}
            disabled={errand.busy}
            onClick={() => {
              errand.run(
                () => call('readers.refresh', {}),
                (found) => {
                  onSaved({ ...settings, readers: [...found.readers], locations: [...found.locations] });
                },
              );
            }}
          >
            <RefreshCw className={errand.busy ? 'i spin' : 'i'} aria-hidden />
          </button>
          {settings.mode === 'training' || settings.secretKey === null ? null : (
            <button
              type="button"
              className="btn btn--link"
              onClick={() => {
                setRegistering(!registering);
              }}
            >
              <Plus className="i" aria-hidden />
              {says.register_}
            </button>
          )}
        </span>
      </div>
      {errand.error === null ? null : (
        <div className="card__body">
          <Problem text={sentenceFor(errand.error)} />
        </div>
      )}
      {settings.secretKey === null ? null : (
        <LocationPart context={context} settings={settings} onSaved={onSaved} />
      )}
      {chosen === undefined ? null : (
        <ReaderWayPart context={context} settings={settings} onSaved={onSaved} />
      )}
      {registering ? (
        <RegisterReader
          context={context}
          settings={settings}
          onSaved={(next) => {
            setRegistering(false);
            onSaved(next);
          }}
        />
      ) : null}
      {settings.readers.length === 0 ? (
        <p className="card__body muted small">{says.noReaders}</p>
      ) : (
        <ul className="readers">
          {settings.readers.map((reader) => (
            <ReaderRow
              key={reader.readerId}
              reader={reader}
              context={context}
              busy={errand.busy}
              onUse={() => {
                errand.run(() => call('readers.choose', { readerId: reader.readerId }), onSaved);
              }}
            />
          ))}
        </ul>
      )}
      {chosen === undefined ? null : (
        <ConnectPart context={context} mode={settings.readerMode} chosen={chosen} />
      )}
    </section>
  );
}

function ReaderRow(props: {
  readonly reader: ReaderView;
  readonly context: PageContext;
  readonly busy: boolean;
  readonly onUse: () => void;
}): ReactNode {
  const { reader, context } = props;
  const says = context.texts.settings;
  // The list is as old as its last look; what is connected here was taken since.
  const { state, driver } = context.snapshot.reader;
  const isHere = reader.chosen && driver === 'lan' && (state === 'ready' || state === 'waiting-for-card');
  const Icon = reader.simulated ? GraduationCap : SmartphoneNfc;
  return (
    <li className="reader-row">
      <span className="reader-row__pic">
        <Icon className="i" aria-hidden />
      </span>
      <span className="cell2 grow">
        <b className="clip">{reader.label}</b>
        <small>
          {[reader.deviceType, reader.ipAddress, says.readerStatus[reader.status]]
            .filter(Boolean)
            .join(' \u00b7 ')}
        </small>
        {reader.usedBy === null || isHere ? null : <small>{usageText(context, reader.usedBy)}</small>}
      </span>
      {reader.chosen ? (
        <span className="badge badge--success">{says.inUse}</span>
      ) : (
        <button type="button" className="btn btn--secondary" disabled={props.busy} onClick={props.onUse}>
          {says.use}
        </button>
      )}
    </li>
  );
}
