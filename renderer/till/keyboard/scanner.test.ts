import { describe, expect, it } from 'vitest';
import { feedCharacter, feedEnter, feedPause, SCANNER_IDLE, type ScannerState } from './scanner.ts';

function type(
  text: string,
  gapMs: number,
  from = 1_000,
): { state: ScannerState; typed: string; atMs: number } {
  let state = SCANNER_IDLE;
  let typed = '';
  let atMs = from;
  for (const character of text) {
    const step = feedCharacter(state, character, atMs);
    state = step.state;
    typed += step.typed;
    atMs += gapMs;
  }
  return { state, typed, atMs: atMs - gapMs };
}

describe('telling a scanner from a person', () => {
  it('takes a fast run that ends with Enter for a scan and types nothing', () => {
    const run = type('4006381333931', 4);
    const end = feedEnter(run.state, run.atMs + 4);
    expect(run.typed).toBe('');
    expect(end).toEqual({ state: SCANNER_IDLE, typed: '', code: '4006381333931' });
  });

  it('gives the same digits typed by a person to the page, and their Enter is no scan', () => {
    const run = type('4006381333931', 90);
    const end = feedEnter(run.state, run.atMs + 90);
    expect(run.typed + end.typed).toBe('4006381333931');
    expect(end.code).toBeNull();
  });

  it('takes a fast run without Enter for typing once the pause is over', () => {
    const run = type('latte', 5);
    expect(feedPause(run.state, run.atMs + 10).typed).toBe('');
    expect(feedPause(run.state, run.atMs + 40)).toEqual({ state: SCANNER_IDLE, typed: 'latte', code: null });
  });

  it('takes a late Enter after a fast run for a person', () => {
    const run = type('12345678', 5);
    expect(feedEnter(run.state, run.atMs + 300)).toEqual({
      state: SCANNER_IDLE,
      typed: '12345678',
      code: null,
    });
  });

  it.each(['12345', 'abcdefgh', 'abc 1234'])('does not take %j for a code', (text) => {
    const run = type(text, 3);
    expect(feedEnter(run.state, run.atMs + 3)).toEqual({ state: SCANNER_IDLE, typed: text, code: null });
  });

  it('starts anew after a pause, so that a key pressed before the scan is not part of the code', () => {
    const key = feedCharacter(SCANNER_IDLE, '2', 1_000);
    let step = feedCharacter(key.state, '4', 1_400);
    expect(step.typed).toBe('2');
    let atMs = 1_400;
    for (const character of '0123457') step = feedCharacter(step.state, character, (atMs += 5));
    expect(feedEnter(step.state, atMs + 5).code).toBe('40123457');
  });
});
