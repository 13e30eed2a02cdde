import type { Migration } from '../open.ts';

/** Cash that is moved by hand opens the drawer, as cash of a sale does: the wish is written in the same commit. */
export const drawerOpens: Migration = {
  version: 190,
  name: 'drawer-opens',
  sql: ['drawer_openings', 'cash_movements', 'openings_without_sale']
    .map(
      (table) => `CREATE TRIGGER ${table}_wants_drawer AFTER INSERT ON ${table}
  BEGIN INSERT INTO print_wishes (kind, sale_id, at_ms) VALUES ('drawer', NULL, NEW.at_ms); END;`,
    )
    .join('\n'),
};
