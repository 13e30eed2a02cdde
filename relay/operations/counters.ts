/** Everything that the relay counts. Labels are reasons from a closed list, never ids: their number must stay small. */
const HELP = {
  webhooks_stored: 'Webhooks stored as new events.',
  webhooks_duplicate: 'Webhooks answered 2xx whose event was known.',
  webhooks_conflicting: 'Authentic webhooks set aside because their id was known with other content.',
  webhooks_refused: 'Webhooks refused, by reason.',
  webhooks_failed: 'Webhooks answered 503 through our own fault.',
  events_sent: 'Events sent to terminals, repeats included.',
  sessions_opened: 'Websocket sessions that were welcomed.',
  sessions_closed: 'Websocket sessions closed by the relay, by reason.',
  pairings: 'Terminals paired.',
  pairings_refused: 'Pairing codes refused.',
  events_trimmed: 'Events forgotten by age.',
} as const;

export type CounterName = keyof typeof HELP;
export type Counters = {
  readonly add: (name: CounterName, label?: string, by?: number) => void;
  readonly value: (name: CounterName) => number;
  /** The Prometheus text of all counters. */
  readonly text: () => string;
};

export function createCounters(): Counters {
  const values = new Map<CounterName, Map<string, number>>();
  const names = Object.keys(HELP) as readonly CounterName[]; // The keys of a const object are its key type.
  for (const name of names) values.set(name, new Map());
  return {
    add: (name, label = '', by = 1) => {
      const labels = values.get(name);
      labels?.set(label, (labels.get(label) ?? 0) + by);
    },
    value: (name) => [...(values.get(name)?.values() ?? [])].reduce((sum, value) => sum + value, 0),
    text: () => names.map((name) => section(name, values.get(name) ?? new Map<string, number>())).join(''),
  };
}

function section(name: CounterName, labels: ReadonlyMap<string, number>): string {
  const full = `relay_${name}_total`;
  const entries = labels.size === 0 ? [['', 0] as const] : [...labels];
  const lines = entries.map(
    ([label, value]) => `${full}${label === '' ? '' : `{reason="${label}"}`} ${String(value)}\n`,
  );
  return `# HELP ${full} ${HELP[name]}\n# TYPE ${full} counter\n${lines.join('')}`;
}
