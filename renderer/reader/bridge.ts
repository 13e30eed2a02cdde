import type { Envelope, ReaderCommand, ReaderPageBridge } from '../../shared/contract/index.ts';

declare global {
  interface Window {
    /** Set by the preload script of the Electron shell; absent in the browser shell. */
    readonly posReader?: ReaderPageBridge;
  }
}

/** The way to main: the preload's, or the browser shell's over loopback. */
export function connectReaderBridge(page: Window): ReaderPageBridge {
  return page.posReader ?? browserBridge(page);
}

/**
 * In a browser the till may be open in two tabs, each with a reader page. Only the newest has its turn; the other one
 * is silent until that is closed, and then starts anew.
 */
function browserBridge(page: Window): ReaderPageBridge {
  let isMine = true;
  let streamOpened: () => void = () => undefined;
  const streamIsOpen = new Promise<void>((resolve) => {
    streamOpened = resolve;
  });
  const ask = async (channel: string, request: object): Promise<Envelope<never>> => {
    if (!isMine) return { ok: false, error: { code: 'CONTRACT_UNREACHABLE' } };
    try {
      const response = await page.fetch(`/contract/${channel}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ request }),
      });
      return (await response.json()) as Envelope<never>; // The shell answers envelopes only.
    } catch {
      return { ok: false, error: { code: 'CONTRACT_UNREACHABLE' } };
    }
  };
  return {
    request: {
      'readerPage.hello': (request) => ask('readerPage.hello', request),
      'readerPage.fetchConnectionToken': (request) => ask('readerPage.fetchConnectionToken', request),
      'readerPage.report': async (request) => {
        // Ready means that commands are heard.
        if (request.type === 'ready') await streamIsOpen;
        return ask('readerPage.report', request);
      },
    },
    onCommand: (listener) => {
      const stream = new EventSource('/contract/commands');
      stream.addEventListener('readerPage.command', (event: MessageEvent<string>) => {
        listener(JSON.parse(event.data) as ReaderCommand); // The shell sends only what the driver made.
      });
      stream.addEventListener('readerPage.turn', (event: MessageEvent<string>) => {
        const turn = JSON.parse(event.data) as { isMine: boolean }; // Written by the browser shell.
        isMine = turn.isMine;
        if (isMine) page.location.reload();
      });
      // The services were started anew behind this page: it starts anew with them.
      let opened = false;
      stream.addEventListener('open', () => {
        if (opened) page.location.reload();
        streamOpened();
        opened = true;
      });
      return () => {
        stream.close();
      };
    },
  };
}
