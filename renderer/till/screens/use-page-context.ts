import type { ContractError } from '../../../shared/contract/envelope.ts';
import type { PageContext } from './page-context.ts';
import { useSnapshot, useTill } from '../store/index.ts';
import { sayError } from '../text/index.ts';
import { pagesOf } from '../text/pages.ts';
import { useFormatLocale, useTexts } from '../text/use-texts.tsx';

/** What the reading pages get from the frame. They show refusals themselves, beside what was asked. */
export function usePageContext(): PageContext {
  const texts = useTexts();
  const snapshot = useSnapshot();
  const ask = useTill((state) => state.ask);
  return {
    call: (name, request) => ask(name, request, { quiet: true }),
    snapshot,
    texts: pagesOf(snapshot.locale),
    languageTag: useFormatLocale(),
    sentenceFor: (error: ContractError) => {
      const said = sayError(error, texts);
      return [said.title, said.happened, said.money, said.todo].map(asSentence).join(' ');
    },
  };
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
