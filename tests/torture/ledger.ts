/** What a run left behind, for one store. */
export type Ledger = {
  /** Ids that the relay answered 2xx, as their sender noted them. */
  readonly accepted: readonly string[];
  /** The store's log, as a fresh till is sent it. */
  readonly log: readonly { readonly seq: number; readonly eventId: string }[];
  readonly tills: readonly TillLedger[];
};

export type TillLedger = {
  readonly name: string;
  /** Ids in the order in which they were committed. */
  readonly kept: readonly string[];
  /** Ids in the order in which they were applied, each as often as it was. */
  readonly applied: readonly string[];
};

/** One sentence for each promise that did not hold; empty when every accepted event is everywhere, once and in order. */
export function findFaults({ accepted, log, tills }: Ledger): readonly string[] {
  const ids = log.map(({ eventId }) => eventId);
  const inLog = new Set(ids);
  const wasAccepted = new Set(accepted);
  const hole = log.find(({ seq }, index) => seq !== index + 1);
  return [
    ...(hole === undefined ? [] : [`the log has a hole before ${String(hole.seq)}`]),
    ...(inLog.size === ids.length ? [] : ['the log holds an event twice']),
    ...accepted.filter((id) => !inLog.has(id)).map((id) => `${id} was answered 2xx and is not in the log`),
    ...ids.filter((id) => !wasAccepted.has(id)).map((id) => `${id} is in the log and was never answered 2xx`),
    ...tills.flatMap(({ name, kept, applied }) => [
      ...compare(`${name} has kept`, kept, ids),
      ...compare(`${name} has applied`, applied, ids),
    ]),
  ];
}

function compare(what: string, found: readonly string[], expected: readonly string[]): readonly string[] {
  const length = Math.max(found.length, expected.length);
  for (let index = 0; index < length; index += 1) {
    if (found[index] !== expected[index])
      return [
        `${what} ${found[index] ?? 'nothing'} where ${expected[index] ?? 'nothing'} comes (event ${String(index + 1)} of ${String(expected.length)})`,
      ];
  }
  return [];
}
