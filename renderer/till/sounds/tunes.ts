import type { AppSnapshot, CardPanelState } from '../../../shared/contract/index.ts';
import type { Sound } from '../../../shared/domain/appearance/index.ts';

export const TUNE_NAMES = [
  'scan-ok',
  'scan-fail',
  'present-card',
  'approved',
  'declined',
  'in-doubt',
  'cash',
] as const;
export type TuneName = (typeof TUNE_NAMES)[number];

export type Note = { readonly hertz: number; readonly atS: number; readonly lastsS: number };

/**
 * Told apart by rhythm first and pitch second, so that they work on any loudspeaker. None says what the screen does not
 * say as well, and a decline is quiet: the customer hears it too.
 */
export const TUNES: Readonly<Record<TuneName, { readonly gain: number; readonly notes: readonly Note[] }>> = {
  'scan-ok': {
    gain: 0.8,
    notes: [
      { hertz: 1_320, atS: 0, lastsS: 0.06 },
      { hertz: 1_760, atS: 0.06, lastsS: 0.07 },
    ],
  },
  'scan-fail': { gain: 1, notes: [{ hertz: 196, atS: 0, lastsS: 0.32 }] },
  'present-card': { gain: 0.6, notes: [{ hertz: 880, atS: 0, lastsS: 0.14 }] },
  approved: {
    gain: 1,
    notes: [
      { hertz: 784, atS: 0, lastsS: 0.12 },
      { hertz: 1_175, atS: 0.13, lastsS: 0.24 },
    ],
  },
  declined: {
    gain: 0.5,
    notes: [
      { hertz: 440, atS: 0, lastsS: 0.18 },
      { hertz: 330, atS: 0.2, lastsS: 0.26 },
    ],
  },
  'in-doubt': { gain: 0.8, notes: [{ hertz: 523, atS: 0, lastsS: 0.9 }] },
  cash: {
    gain: 0.8,
    notes: [
      { hertz: 1_047, atS: 0, lastsS: 0.05 },
      { hertz: 1_319, atS: 0.07, lastsS: 0.05 },
      { hertz: 1_568, atS: 0.14, lastsS: 0.12 },
    ],
  },
};

/** How loud each setting is, as a share of what the computer plays at most. */
export const LOUDNESS: Readonly<Record<Sound, number>> = { off: 0, quiet: 0.05, normal: 0.14, loud: 0.4 };

const OF_PANEL: Readonly<Partial<Record<CardPanelState, TuneName>>> = {
  'present-card': 'present-card',
  declined: 'declined',
  'in-doubt': 'in-doubt',
};

/** What one snapshot tells the ear that the one before did not; null: nothing. The first snapshot is silent. */
export function tuneBetween(before: AppSnapshot | null, after: AppSnapshot | null): TuneName | null {
  const was = before?.charge ?? null;
  const is = after?.charge ?? null;
  if (before === null || is === null) return null;
  const isSame = was?.saleId === is.saleId;
  if (is.completed !== null) {
    if (isSame && was?.completed !== null) return null;
    return is.tenders.some(({ kind }) => kind === 'card') ? 'approved' : 'cash';
  }
  const state = is.cardPanel?.state;
  if (state === undefined || (isSame && state === was?.cardPanel?.state)) return null;
  return OF_PANEL[state] ?? null;
}
