import {
  CHANNELS,
  READER_PAGE_CHANNELS,
  READER_PAGE_PUSHES,
  refuse,
  type Envelope,
} from '../../shared/contract/index.ts';
import type { Log } from '../services/ports.ts';
import type { Till } from '../services/till.ts';
import type { Electron, InvokeEvent, WebContents } from './electron.ts';
import { isDocumentOf, READER_PAGE, TILL_PAGE, type Page } from './pages.ts';

/** The web contents of the two pages, at the moment of asking; null before they exist and after they are gone. */
export type PageContents = {
  readonly till: () => WebContents | null;
  readonly reader: () => WebContents | null;
};

/**
 * Joins the till to its two pages: one handler for each channel of each contract, registered nowhere else. A request
 * counts only from the main frame of the right page, with its own document in it; whoever else asks is refused with
 * CONTRACT_SENDER_REFUSED and learns nothing. Returns the function that ends the joining.
 */
export function bindContract(
  { ipcMain }: Pick<Electron, 'ipcMain'>,
  till: Till,
  contents: PageContents,
  log: Log,
): () => void {
  const bind = (
    page: Page,
    contentsNow: () => WebContents | null,
    channels: readonly string[],
    dispatch: (channel: string, request: unknown) => Promise<Envelope<unknown>>,
  ): void => {
    for (const channel of channels) {
      ipcMain.handle(channel, (event, ...sent: readonly unknown[]) => {
        if (!isFrom(page, contentsNow(), event)) {
          log.warn('shell.sender-refused', { channel });
          return refuse('CONTRACT_SENDER_REFUSED');
        }
        return sent.length === 1 ? dispatch(channel, sent[0]) : refuse('CONTRACT_MALFORMED_REQUEST');
      });
    }
  };
  const tillChannels = Object.keys(CHANNELS);
  const readerChannels = Object.keys(READER_PAGE_CHANNELS);
  bind(TILL_PAGE, contents.till, tillChannels, till.dispatch);
  bind(READER_PAGE, contents.reader, readerChannels, till.dispatchReaderPage);

  const [command] = Object.keys(READER_PAGE_PUSHES);
  const endings = [
    till.onPush(({ name, value }) => {
      tell(TILL_PAGE, contents.till(), name, value);
    }),
    till.onReaderCommand((value) => {
      if (command !== undefined) tell(READER_PAGE, contents.reader(), command, value);
    }),
  ];
  return () => {
    for (const end of endings) end();
    for (const channel of [...tillChannels, ...readerChannels]) ipcMain.removeHandler(channel);
  };
}

function isFrom(page: Page, contents: WebContents | null, { sender, senderFrame }: InvokeEvent): boolean {
  return (
    contents !== null &&
    sender === contents &&
    // Null when the frame was gone before its message was read: nobody is left to answer.
    senderFrame !== null &&
    senderFrame.parent === null &&
    senderFrame.origin === page.origin &&
    isDocumentOf(page, senderFrame.url)
  );
}

/** Tells the page's own document in the main frame, so that nothing else that may stand there hears it. */
export function tell(page: Page, contents: WebContents | null, channel: string, value: unknown): void {
  if (contents === null || contents.isDestroyed()) return;
  const frame = contents.mainFrame;
  if (frame.isDestroyed() || frame.origin !== page.origin) return;
  frame.send(channel, value);
}
