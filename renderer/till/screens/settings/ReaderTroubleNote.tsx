import { Unplug } from 'lucide-react';
import type { ReaderTrouble } from '../../../../shared/contract/index.ts';
import { Banner } from '../../components/index.ts';
import { useNowMs } from '../../components/use-now-ms.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { formatSince } from '../../text/format.ts';

/** Why the reader is not reached: the cause that the till found, or what it could not rule out, with one step each. */
export function ReaderTroubleNote(props: { readonly trouble: ReaderTrouble }) {
  const { readerCauses: texts, frame } = useTexts();
  const locale = useFormatLocale();
  const nowMs = useNowMs(60_000);
  const { cause, possible, usedBy } = props.trouble;
  if (cause !== null) {
    const { title, happened, todo } = texts.causes[cause];
    const held =
      usedBy === null ? null : texts.heldBy(usedBy.register, formatSince(usedBy.sinceMs, nowMs, locale));
    return (
      <Banner tone="warning" icon={Unplug} title={title}>
        {[held ?? happened, todo].join(' ')}
      </Banner>
    );
  }
  return (
    <>
      <Banner tone="warning" icon={Unplug} title={frame.reader.lost}>
        {texts.notFoundOut}
      </Banner>
      <ol className="causes small">
        {possible.map((each) => (
          <li key={each}>
            <b>{texts.causes[each].perhaps}</b> {texts.causes[each].todo}
          </li>
        ))}
      </ol>
    </>
  );
}
