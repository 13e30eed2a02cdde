import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../../../shared/contract/index.ts';
import { textsOf } from '../../text/index.ts';
import { pagesEn } from '../../text/pages.en.ts';
import { timelineDetail } from './timeline.ts';

const entry = (reason: string | null): TimelineEntry => ({
  kind: 'reader-released',
  source: 'till',
  atMs: 0,
  detail: { attempt: null, declineCode: null, eventType: null, eventId: null, readerLabel: null, reason },
});
const say = (reason: string | null): string => timelineDetail(entry(reason), pagesEn, textsOf('en').errors);

describe('the small print of a timeline entry', () => {
  it('says why Stripe refused in words, never by a code', () => {
    expect(say('STRIPE_KEY_REFUSED')).toBe('Stripe does not accept the key');
    expect(say('reader-offline')).toBe('the reader is offline');
  });

  it('shows the reason of a later version as it is, and nothing where there is none', () => {
    expect(say('reason-of-next-year')).toBe('reason-of-next-year');
    expect(say(null)).toBe('');
  });
});
