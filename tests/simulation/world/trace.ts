/** The last things that happened, for whoever has to understand a failed seed. Lines are written out only then. */
export type Trace = {
  readonly note: (who: string, what: string, fields?: object) => void;
  readonly lines: () => readonly string[];
};

const KEPT = 400;

export function createTrace(nowMs: () => number): Trace {
  const entries: [number, string, string, object | undefined][] = [];
  return {
    note: (who, what, fields) => {
      entries.push([nowMs(), who, what, fields]);
      if (entries.length > 2 * KEPT) entries.splice(0, KEPT);
    },
    lines: () =>
      entries
        .slice(-KEPT)
        .map(
          ([atMs, who, what, fields]) =>
            `${(atMs / 1000).toFixed(3).padStart(10)} ${who.padEnd(9)} ${what}${fields === undefined ? '' : ` ${JSON.stringify(fields)}`}`,
        ),
  };
}
