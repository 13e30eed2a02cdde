import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { openTill } from '../browser/open-till.ts';
import { STATIONS, visit } from '../browser/stations/index.ts';
import { ROOT } from '../support/process.ts';
import { shrinkPng } from './shrink-png.ts';

/**
 * `npm run screens`: a picture of each screen in light and dark, from a till in training in a real browser, with a page
 * that shows them all. The pictures are for people who look; nothing reads them.
 */
const folder = join(ROOT, 'docs', 'screens');
const BYTES_MAX = 14 * 1024 * 1024;
/** What of the screen stays around a dialog. */
const MARGIN_PX = 24;
const THEMES = ['light', 'dark'] as const;

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const till = await openTill({ training: false });
let bytes = 0;
try {
  // Pictures of the same screen differ only where the screen does.
  await till.page.emulateMedia({ reducedMotion: 'reduce' });
  for (const station of STATIONS) {
    const { name } = station;
    const page = await visit(till, station);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      const picture = shrinkPng(await take(page));
      writeFileSync(join(folder, `${name}-${colorScheme}.png`), picture);
      bytes += picture.length;
    }
    await page.emulateMedia({ colorScheme: 'light' });
    console.log(name);
  }
} finally {
  await till.close();
}
writeFileSync(join(folder, 'index.md'), overview());
const megabytes = (bytes / 1024 / 1024).toFixed(1);
console.log(`${String(STATIONS.length * THEMES.length)} pictures, ${megabytes} MB, in docs/screens`);
if (bytes > BYTES_MAX) {
  console.error('That is more than 14 MB: too much to keep in the repository.');
  process.exitCode = 1;
}

/** The page, or the dialog over it: what lies behind is on the picture before. */
async function take(page: Page): Promise<Buffer> {
  const box = await page.evaluate(() => {
    const { left, top, width, height } =
      document.querySelector('[role=dialog]')?.getBoundingClientRect() ?? new DOMRect();
    return width === 0 ? null : { x: left, y: top, width, height };
  });
  if (box === null) return page.screenshot();
  const clip = {
    x: Math.max(0, box.x - MARGIN_PX),
    y: Math.max(0, box.y - MARGIN_PX),
    width: box.width + 2 * MARGIN_PX,
    height: box.height + 2 * MARGIN_PX,
  };
  return page.screenshot({ clip });
}

function overview(): string {
  const rows = STATIONS.map(
    ({ name }) => `| ${name} | ![${name}, light](${name}-light.png) | ![${name}, dark](${name}-dark.png) |`,
  );
  return [
    '# Screens',
    '',
    'Each screen of a till in training at 1280 × 800, in light and dark, made by `npm run screens`; of a dialog, the dialog.',
    'High contrast and other text sizes are in the settings, under Appearance.',
    '',
    '| Screen | Light | Dark |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
