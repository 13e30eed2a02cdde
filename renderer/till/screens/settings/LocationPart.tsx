import { useState, type FormEvent, type ReactNode } from 'react';
import { Field, Problem } from '../page-parts.tsx';
import { useErrand } from '../use-answer.ts';
import type { StripeCardProps } from './StripePage.tsx';

const NEW = 'new';

/** The Terminal location of this shop: readers belong to one, and connection tokens open only its readers. */
export function LocationPart({ context, settings, onSaved }: StripeCardProps): ReactNode {
  const { call, texts, sentenceFor } = context;
  const says = texts.settings;
  const [creating, setCreating] = useState(false);
  const errand = useErrand();
  const chosen = settings.locations.find((location) => location.chosen)?.locationId ?? '';
  return (
    <div className="card__body stack settings__stack">
      <div className="field">
        <label className="field__label" htmlFor="location">
          {says.location}
        </label>
        <div className="control">
          <select
            id="location"
            value={creating ? NEW : chosen}
            disabled={errand.busy || settings.mode === 'training'}
            onChange={(event) => {
              const locationId = event.target.value;
              setCreating(locationId === NEW);
              if (locationId === NEW || locationId === '') return;
              errand.run(() => call('readers.chooseLocation', { locationId }), onSaved);
            }}
          >
            {chosen === '' ? <option value="">{says.chooseLocation}</option> : null}
            {settings.locations.map((location) => (
              <option key={location.locationId} value={location.locationId}>
                {location.name}
              </option>
            ))}
            <option value={NEW}>{says.newLocation}</option>
          </select>
        </div>
      </div>
      {errand.error === null ? null : <Problem text={sentenceFor(errand.error)} />}
      {creating ? (
        <NewLocation
          context={context}
          settings={settings}
          onSaved={(next) => {
            setCreating(false);
            onSaved(next);
          }}
        />
      ) : null}
    </div>
  );
}

function NewLocation({ context, settings, onSaved }: StripeCardProps): ReactNode {
  const { call, texts, snapshot, sentenceFor } = context;
  const says = texts.settings;
  const [name, setName] = useState(snapshot.store?.name ?? '');
  const [line1, setLine1] = useState('');
  const [city, setCity] = useState('');
  const [postalCode, setPostalCode] = useState('');
  const [country, setCountry] = useState(settings.account?.country ?? '');
  const errand = useErrand();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    errand.run(
      () => call('readers.createLocation', { name, line1, city, postalCode, country: country.toUpperCase() }),
      onSaved,
    );
  };
  const complete =
    [name, line1, city, postalCode].every((part) => part.trim() !== '') && country.length === 2;
  return (
    <form className="stack settings__stack" onSubmit={submit}>
      <Field id="location-name" label={says.locationName} value={name} onChange={setName} />
      <Field id="location-line1" label={says.line1} value={line1} onChange={setLine1} />
      <Field id="location-postal-code" label={says.postalCode} value={postalCode} onChange={setPostalCode} />
      <Field id="location-city" label={says.city} value={city} onChange={setCity} />
      <Field id="location-country" label={says.country} value={country} onChange={setCountry} />
      {errand.error === null ? null : <Problem text={sentenceFor(errand.error)} />}
      <button type="submit" className="btn btn--secondary" disabled={!complete || errand.busy}>
        {says.createLocation}
      </button>
    </form>
  );
}
