import { describe, expect, it } from 'vitest';
import { pagesDe } from '../../text/pages.de.ts';
import { pagesEn } from '../../text/pages.en.ts';
import { usageText, usedByText } from './ConnectPart.tsx';

/** Who uses a reader, as a manager reads it before it is taken over. */
const SINCE_MS = new Date(2026, 10, 27, 14, 5).getTime();
const HOUR_MS = 3_600_000;

describe('who uses a reader', () => {
  it('is named with the time of day', () => {
    const now = SINCE_MS + HOUR_MS;
    expect(usedByText({ texts: pagesEn, languageTag: 'en-GB' }, 'Counter 2', SINCE_MS, now)).toBe(
      'Counter 2 has been using this reader since 14:05.',
    );
    expect(usedByText({ texts: pagesDe, languageTag: 'de-DE' }, 'Kasse 2', SINCE_MS, now)).toBe(
      'Kasse 2 verwendet dieses Lesegerät seit 14:05.',
    );
  });
  it('is told as the last one once its till has been silent for a day', () => {
    const now = SINCE_MS + 50 * HOUR_MS;
    const usedBy = { register: 'Counter 2', sinceMs: SINCE_MS, lastSaidAtMs: SINCE_MS + HOUR_MS };
    const context = { texts: pagesEn, languageTag: 'en-GB' };
    expect(usageText(context, { ...usedBy, isStale: true }, now)).toBe(
      'Last used by Counter 2, 27 Nov 2026, 15:05. It can be connected without a manager.',
    );
    expect(usageText(context, { ...usedBy, isStale: false }, now)).toContain('has been using');
  });
  it('is named with the day as well, once that is over', () => {
    const now = SINCE_MS + 24 * HOUR_MS;
    expect(usedByText({ texts: pagesEn, languageTag: 'en-GB' }, 'Counter 2', SINCE_MS, now)).toBe(
      'Counter 2 has been using this reader since 27 Nov 2026, 14:05.',
    );
  });
});
