import type { CHANNELS, ChannelName, RequestOf, ResponseOf } from './channels.ts';
import type { Envelope } from './envelope.ts';
import type { PushName, PushOf } from './pushes.ts';
import type {
  ReaderCommand,
  ReaderPageChannelName,
  ReaderPageRequestOf,
  ReaderPageResponseOf,
} from './reader-page.ts';

/**
 * What a shell exposes to the till page as `window.pos`: one named function per channel, one subscription per push.
 * A subscription returns the function that ends it. There is no generic call, so the page can't name a channel.
 */
export type PosBridge = {
  readonly request: {
    readonly [Name in keyof typeof CHANNELS]: (
      request: RequestOf<Name>,
    ) => Promise<Envelope<ResponseOf<Name>>>;
  };
  readonly on: { readonly [Name in PushName]: (listener: (value: PushOf<Name>) => void) => () => void };
};

/** What a shell exposes to the reader page as `window.posReader`. */
export type ReaderPageBridge = {
  readonly request: {
    readonly [Name in ReaderPageChannelName]: (
      request: ReaderPageRequestOf<Name>,
    ) => Promise<Envelope<ReaderPageResponseOf<Name>>>;
  };
  readonly onCommand: (listener: (command: ReaderCommand) => void) => () => void;
};

export type { ChannelName };
