import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';

describe('the arguments of the app', () => {
  it.each([
    [[], { profileDirectory: null, startInTraining: false }],
    [['--training'], { profileDirectory: null, startInTraining: true }],
    [['--profile=shop'], { profileDirectory: resolve('/srv/till/shop'), startInTraining: false }],
    [
      ['--profile=/srv/shop', '--training'],
      { profileDirectory: resolve('/srv/shop'), startInTraining: true },
    ],
    [['--profile='], { profileDirectory: null, startInTraining: false }],
    [['--no-sandbox', 'training', '-psn_0_1'], { profileDirectory: null, startInTraining: false }],
  ])('%j', (list, wanted) => {
    expect(readArguments(['electron', '.', ...list], '/srv/till')).toEqual(wanted);
  });
});
