import type { Db, StoreTrouble } from '../db/index.ts';

export type Trouble = {
  readonly now: () => StoreTrouble | null;
  readonly watch: (db: Db, changed: () => void) => Db;
};

/** Remembers what the last look at the disk found, so that the screen can say so without writing at each change. */
export function watchTrouble(db: Db): Trouble {
  let found: StoreTrouble | null = db.findTrouble();
  return {
    now: () => found,
    watch: (watched, changed) => ({
      ...watched,
      findTrouble: () => {
        const before = found;
        found = watched.findTrouble();
        if (found !== before) changed();
        return found;
      },
    }),
  };
}
