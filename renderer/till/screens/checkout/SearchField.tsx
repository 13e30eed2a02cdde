import { Barcode, Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { Icon, KeyHint } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

/** The search over name, number and barcode. It shows that it listens, because typing goes to it without focus. */
export function SearchField(props: { readonly ref: Ref<HTMLInputElement> }) {
  const texts = useTexts().checkout;
  const text = useTill((state) => state.searchText);
  const search = useTill((state) => state.search);
  const quantity = useTill((state) => state.quantity);
  const setQuantity = useTill((state) => state.setQuantity);
  return (
    <label className="control control--sale grow">
      <Icon of={Search} />
      <input
        ref={props.ref}
        type="text"
        aria-label={texts.searchLabel}
        placeholder={texts.searchPlaceholder}
        value={text}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => void search(event.target.value)}
      />
      {quantity === null ? null : (
        <button
          type="button"
          className="chip chip--sale is-on num"
          aria-label={`${texts.takeTimes(quantity)} ${texts.takeOne}`}
          onClick={() => setQuantity(null)}
        >
          {texts.takeTimes(quantity)}
          <Icon of={X} size="sm" />
        </button>
      )}
      {text === '' ? (
        <span className="row small ink-success nowrap search__listens">
          <Icon of={Barcode} size="sm" />
          {texts.scannerReady}
        </span>
      ) : (
        <button
          type="button"
          className="search__clear"
          aria-label={texts.clearSearch}
          onClick={() => void search('')}
        >
          <Icon of={X} />
        </button>
      )}
      <KeyHint of="search" />
    </label>
  );
}
