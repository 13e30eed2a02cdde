import { describe, expect, it } from 'vitest';
import {
  feedCharacter,
  feedEnd,
  feedPause,
  feedPerson,
  SCANNER_IDLE,
  type Scan,
  type ScannerState,
  type ScannerStep,
} from './scanner.ts';

type Heard = {
  state: ScannerState;
  typed: string;
  scans: Scan[];
  strays: number;
  torn: number;
  atMs: number;
};

function start(): Heard {
  return { state: SCANNER_IDLE, typed: '', scans: [], strays: 0, torn: 0, atMs: 1_000 };
}

function take(heard: Heard, step: ScannerStep): void {
  heard.state = step.state;
  heard.typed += step.typed;
  if (step.scan !== null) heard.scans.push(step.scan);
  if (step.isStray) heard.strays += 1;
  if (step.isTorn) heard.torn += 1;
}

/** Plays keys, each after its own pause, as the page does: a pause that is long enough is told before the next key. */
function play(heard: Heard, keys: readonly (readonly [key: string, gapMs: number])[]): Heard {
  for (const [key, gapMs] of keys) {
    take(heard, feedPause(heard.state, heard.atMs + gapMs - 0.5));
    heard.atMs += gapMs;
    const isEnd = key === 'Enter' || key === 'Tab';
    take(heard, isEnd ? feedEnd(heard.state, key, heard.atMs) : feedCharacter(heard.state, key, heard.atMs));
  }
  return heard;
}

function quiet(heard: Heard): Heard {
  take(heard, feedPause(heard.state, heard.atMs + 1_000));
  return heard;
}

const every = (text: string, gapMs: number): (readonly [string, number])[] =>
  Array.from(text, (key) => [key, gapMs] as const);
const zip = (text: string, gaps: readonly number[]): (readonly [string, number])[] =>
  Array.from(text, (key, index) => [key, gaps[index] ?? 90] as const);

/** Gaps in milliseconds as event time stamps had them; the first is that before the first key. */
const RECORDED = {
  usb: [400, 2, 2, 2, 2, 3, 2, 2, 2, 2, 2, 3, 2],
  usbAtEight: [400, 8, 8, 7.9, 8.1, 8, 8, 8, 8, 7.9, 8, 8.1, 8],
  radio: [400, 11, 12, 11, 13, 29, 11, 12, 64, 11, 12, 11, 30],
  slowRadio: [400, 19, 21, 20, 22, 19, 20, 24, 20, 21, 20, 19, 22],
  typist: [400, 94, 71, 88, 103, 31, 77, 69, 122, 85, 64, 91, 80],
  fastTypist: [400, 62, 58, 34, 66, 59, 61, 28, 70, 63, 57, 60, 66],
  cashierOnNumberPad: [400, 110, 95, 102, 84, 99, 120, 88, 92, 101, 97, 90, 86],
} as const;
const EAN = '4006381333931';

describe('a scanner', () => {
  const ends = ['Enter', 'Tab'] as const;
  const machines = ['usb', 'usbAtEight', 'radio', 'slowRadio'] as const;
  it.each(machines.flatMap((how) => ends.map((end) => [how, end] as const)))(
    'that sends as recorded (%s) and ends with %s is taken for one, and types nothing',
    (how, end) => {
      const heard = play(start(), [...zip(EAN, RECORDED[how]), [end, 9]]);
      expect(heard).toMatchObject({ typed: '', scans: [{ code: EAN, end }] });
    },
  );

  it.each(machines)(
    'that sends as recorded (%s) and ends with nothing is taken for one after a pause',
    (how) => {
      const heard = quiet(play(start(), zip(EAN, RECORDED[how])));
      expect(heard).toMatchObject({ typed: '', scans: [{ code: EAN, end: 'none' }] });
    },
  );

  it.each(['A1B', '123', 'ABC 123/x', ']C10112345678901231', 'abcdefgh', 'QR:https://x.example/1?a=b'])(
    'may send %j: every code that Code 128 and QR can hold',
    (code) => {
      const heard = play(start(), [...every(code, 4), ['Enter', 4]]);
      expect(heard).toMatchObject({ typed: '', scans: [{ code }] });
    },
  );

  it('whose Enter comes late, or twice, presses nothing by it', () => {
    const late = play(start(), [...every(EAN, 3), ['Enter', 120]]);
    expect(late).toMatchObject({ typed: '', scans: [{ code: EAN }], strays: 1 });
    const twice = play(start(), [...every(EAN, 3), ['Enter', 3], ['Enter', 3]]);
    expect(twice).toMatchObject({ scans: [{ code: EAN }], strays: 1 });
    const short = play(start(), [...every('123', 3), ['Enter', 150]]);
    expect(short).toMatchObject({ typed: '123', scans: [], strays: 1 });
  });

  it.each([20, 22, 23, 25, 30, 35])('that takes %d ms for each character is one, with its Enter', (gapMs) => {
    const heard = play(start(), [...every(EAN, gapMs), ['Enter', gapMs]]);
    expect(heard).toMatchObject({ typed: '', scans: [{ code: EAN, end: 'Enter' }] });
    const short = quiet(play(start(), every('96385074', gapMs)));
    expect(short).toMatchObject({ typed: '', scans: [{ code: '96385074', end: 'none' }] });
  });

  it.each([3, 4, 5, 9])('that stumbles after %d characters has sent one code', (first) => {
    const late = every(EAN.slice(first), 8).map(
      ([key, gapMs], index) => [key, index === 0 ? 60 : gapMs] as const,
    );
    const heard = play(start(), [...every(EAN.slice(0, first), 8), ...late, ['Enter', 8]]);
    expect(heard).toMatchObject({ typed: '', scans: [{ code: EAN }] });
  });

  it.each([
    [2, 8, 60],
    [3, 8, 100],
    [3, 8, 140],
    [3, 25, 60],
    [6, 30, 60],
    [9, 30, 120],
  ])(
    'whose code is torn after %d characters (%d ms each) by %d ms never sends half a code',
    (first, gapMs, tornMs) => {
      const [next = '', ...rest] = EAN.slice(first);
      const heard = play(start(), [
        ...every(EAN.slice(0, first), gapMs),
        [next, tornMs],
        ...every(rest.join(''), gapMs),
        ['Enter', gapMs],
      ]);
      // Where the beginning is long enough for a code of its own, nothing tells that it was torn.
      if (heard.scans.length > 0) expect(first).toBeGreaterThanOrEqual(8);
      else expect(heard).toMatchObject({ typed: EAN.slice(0, first), strays: 1, torn: 1 });
      play(heard, [['4', 400], ...every('006381333931', gapMs), ['Enter', gapMs]]);
      expect(heard.scans.at(-1)).toMatchObject({ code: EAN });
    },
  );

  it('is heard after a key that somebody pressed, and two scans are two', () => {
    const heard = play(start(), [
      ['2', 400],
      ...zip(EAN, RECORDED.usb),
      ['Enter', 4],
      ...zip('96385074', RECORDED.usb),
      ['Enter', 4],
    ]);
    expect(heard).toMatchObject({ typed: '2', scans: [{ code: EAN }, { code: '96385074' }] });
  });
});

describe('a person', () => {
  it.each(['typist', 'fastTypist', 'cashierOnNumberPad'] as const)(
    'who types as recorded (%s) loses no key, and presses Enter themselves',
    (who) => {
      const heard = play(start(), [...zip(EAN, RECORDED[who]), ['Enter', 60]]);
      expect(heard).toMatchObject({ typed: EAN, scans: [], strays: 0 });
    },
  );

  it('who presses something right behind a digit has typed the digit before', () => {
    const digit = play(start(), [['3', 400]]);
    expect(feedPerson(digit.state)).toMatchObject({ typed: '3', scan: null });
    const code = play(start(), every('40063', 4));
    expect(feedPerson(code.state)).toMatchObject({ typed: '', state: { held: '40063' } });
  });

  it('may roll over two keys with Enter', () => {
    const heard = play(start(), [
      ['5', 400],
      ['0', 20],
      ['Enter', 30],
    ]);
    expect(heard).toMatchObject({ typed: '50', scans: [], strays: 0 });
  });

  it('may hold a key down, which repeats as fast as a slow scanner sends', () => {
    const heard = quiet(play(start(), [['0', 400], ['0', 500], ...every('0000000000', 33)]));
    expect(heard).toMatchObject({ typed: '000000000000', scans: [], torn: 0 });
  });

  it.each(['fastTypist', 'cashierOnNumberPad'] as const)(
    'who types long as recorded (%s), with two keys at once now and then, loses none',
    (who) => {
      const text = EAN.repeat(4);
      const gaps = [...RECORDED[who], ...RECORDED[who], ...RECORDED[who], ...RECORDED[who]].map(
        (gapMs, index) => (index % 5 === 4 ? 18 : Math.min(gapMs, 120)),
      );
      const heard = play(start(), [...zip(text, gaps), ['Enter', 60]]);
      expect(heard).toMatchObject({ typed: text, scans: [], strays: 0, torn: 0 });
    },
  );

  it('presses Enter a moment after a scan, and it counts', () => {
    const heard = play(start(), [...zip(EAN, RECORDED.usb), ['Enter', 4], ['Enter', 450]]);
    expect(heard).toMatchObject({ scans: [{ code: EAN }], strays: 0 });
  });

  it('who slams a few keys without digits gets them as typed', () => {
    expect(quiet(play(start(), every('latte', 5)))).toMatchObject({ typed: 'latte', scans: [] });
  });
});
