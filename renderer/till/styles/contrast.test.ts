import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/*
 * The contrast of every pair of colours that components use, computed from the tokens as WCAG 2.2 does: text 4.5, parts
 * of controls 3; in high contrast 7 for text and for the lines around what can be pressed.
 */
const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//gu, '');
const blocks = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/gu)].map(([, selector = '', body = '']) => ({
  selector: selector.trim(),
  tokens: Object.fromEntries(
    [...body.matchAll(/(--[\w-]+)\s*:\s*([^;]+)/gu)].map(([, name = '', value = '']) => [name, value.trim()]),
  ),
}));
type Tokens = Readonly<Record<string, string>>;
const pick = (fits: (selector: string) => boolean): Tokens =>
  Object.assign({}, ...blocks.filter(({ selector }) => fits(selector)).map(({ tokens }) => tokens)) as Tokens;

const light = pick((selector) => selector.includes("[data-theme='light']"));
const dark = { ...light, ...pick((selector) => selector === "[data-theme='dark']") };
const more = pick((selector) => selector === "[data-contrast='more']");
const moreDark = pick((selector) => selector === "[data-theme='dark'][data-contrast='more']");
const THEMES: readonly (readonly [name: string, tokens: Tokens, text: number, line: number])[] = [
  ['light', light, 4.5, 3],
  ['dark', dark, 4.5, 3],
  ['high contrast', { ...light, ...more }, 7, 4.5],
  ['high contrast, dark', { ...dark, ...more, ...moreDark }, 7, 4.5],
];
const HUES = [...css.matchAll(/--h:\s*(\d+)/gu)].map(([, hue]) => Number(hue));
const GROUNDS = ['--bg', '--surface', '--sunken', '--raised', '--hover'];
const MEANINGS = ['success', 'warning', 'danger', 'info', 'training', 'test'];

type Pair = readonly [front: string, ground: string, hue?: number];
const on = (front: string, grounds: readonly string[]): readonly Pair[] =>
  grounds.map((ground) => [front, ground] as const);

const TEXT_PAIRS: readonly Pair[] = [
  ...on('--text', [...GROUNDS, '--accent-soft']),
  ...on('--text-2', [...GROUNDS, '--accent-soft']),
  ...on('--text-3', GROUNDS),
  ...on('--on-accent', ['--accent', '--accent-hover', '--accent-press']),
  ...on('--on-accent-2', ['--accent', '--accent-hover']),
  ...on('--accent-ink', ['--surface', '--bg', '--accent-soft', '--raised', '--sunken']),
  ...MEANINGS.flatMap((each) => [
    ...on(`--${each}-ink`, [`--${each}-soft`, '--surface', '--bg', '--sunken']),
    ...on(`--on-${each}`, [`--${each}`]),
    ...on('--text', [`--${each}-soft`]),
    ...on('--text-2', [`--${each}-soft`]),
  ]),
  ...on('--on-training', ['--training-2']),
  ...on('--on-test', ['--test-2']),
  ...HUES.flatMap((hue) =>
    ['--text', '--text-2', '--warning-ink', '--danger-ink'].map(
      (front) => [front, '--tile-bg', hue] as const,
    ),
  ),
];
const LINE_PAIRS: readonly Pair[] = [
  ...on('--border-strong', ['--surface', '--bg', '--sunken', '--raised']),
  ...on('--focus', ['--bg', '--surface', '--sunken', '--raised', '--accent-soft']),
  ...['accent', 'success', 'danger', 'info'].flatMap((each) => on(`--${each}`, ['--surface', '--bg'])),
];
/** In high contrast also what only separates can be seen. */
const BORDER_PAIRS: readonly Pair[] = on('--border', ['--surface', '--bg', '--sunken', '--raised']);

function linear(value: string, hue: number): readonly [number, number, number] {
  const hex = /^#([0-9a-f]{6})$/iu.exec(value)?.[1];
  if (hex !== undefined) {
    const channel = (at: number): number => {
      const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    return [channel(0), channel(2), channel(4)];
  }
  const [, lightness, chroma] = /^oklch\(([\d.]+) ([\d.]+) var\(--h\)\)$/u.exec(value) ?? [];
  if (lightness === undefined || chroma === undefined) throw new Error(`This colour can't be read: ${value}`);
  return ofOklch(Number(lightness), Number(chroma), (hue * Math.PI) / 180);
}

/** Source of the matrices: https://bottosson.github.io/posts/oklab/, read 2026-11-29. */
function ofOklch(lightness: number, chroma: number, angle: number): readonly [number, number, number] {
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b) ** 3;
  const m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b) ** 3;
  const s = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b) ** 3;
  const inside = (share: number): number => Math.min(1, Math.max(0, share));
  return [
    inside(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
    inside(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
    inside(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s),
  ];
}

function contrast(tokens: Tokens, [front, ground, hue = 0]: Pair): number {
  const colour = (name: string): string =>
    name === '--tile-bg' ? `oklch(${tokens['--lc-tile'] ?? ''} var(--h))` : (tokens[name] ?? '');
  const luminance = (name: string): number => {
    const [red, green, blue] = linear(colour(name), hue);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [lower = 0, higher = 0] = [luminance(front), luminance(ground)].toSorted((one, other) => one - other);
  return (higher + 0.05) / (lower + 0.05);
}

describe.each(THEMES)('the theme %s', (name, tokens, text, line) => {
  const tooFaint = (pairs: readonly Pair[], least: number): readonly string[] =>
    pairs
      .map((pair) => ({ pair, is: contrast(tokens, pair) }))
      .filter(({ is }) => is < least)
      .map(({ pair, is }) => `${pair[0]} on ${pair[1]}: ${is.toFixed(2)}`);

  it('can be read', () => {
    expect(tooFaint(TEXT_PAIRS, text)).toEqual([]);
  });

  it('shows what can be typed into, pressed, and where the focus is', () => {
    expect(tooFaint(LINE_PAIRS, line)).toEqual([]);
    if (name.startsWith('high')) expect(tooFaint(BORDER_PAIRS, line)).toEqual([]);
  });
});
