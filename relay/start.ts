import { buildRelay, type Relay } from './app.ts';
import type { RelayConfig } from './config.ts';
import { openData, type OpenData } from './data.ts';
import type { EventLog } from './log/index.ts';
import type { RelayPorts } from './ports.ts';

export type StartOptions = {
  readonly config: RelayConfig;
  readonly ports: RelayPorts;
  readonly onFatal: (error: unknown) => void;
  /** For tests, which put something between the relay and its log. */
  readonly wrapLog?: (eventLog: EventLog) => EventLog;
};

export type RunningRelay = {
  readonly relay: Relay;
  readonly url: string;
  readonly data: OpenData;
  readonly eventLog: EventLog;
  readonly stop: () => Promise<void>;
};

/** Opens, builds and listens. `stop` gives everything back, in the order in which it depends on each other. */
export async function startRelay({
  config,
  ports,
  onFatal,
  wrapLog = (eventLog) => eventLog,
}: StartOptions): Promise<RunningRelay> {
  const data = await openData(config, ports);
  const eventLog = wrapLog(data.serve());
  const relay = buildRelay({ config, ports, stores: data.stores, eventLog, onFatal });
  const url = await relay.listen();
  return {
    relay,
    url,
    data,
    eventLog,
    stop: async () => {
      await relay.stop();
      data.close();
    },
  };
}
