import { CircleCheck, CloudOff } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Banner, Button } from '../../components/index.ts';
import { useNowMs } from '../../components/use-now-ms.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { formatSince } from '../../text/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';

/** A line that is back within this time was a blip: the chip in the footer said it, and nobody is disturbed. */
const BANNER_AFTER_MS = 10_000;
const BACK_FOR_MS = 8_000;

/** Above each screen while Stripe does not answer: what still works, and since when; and the moment it is back. */
export function LineNotice(): ReactNode {
  const says = useTexts().lines.notice;
  const locale = useFormatLocale();
  const open = useTill((state) => state.openLines);
  const { sinceMs } = useSnapshot().stripe;
  const nowMs = useNowMs(60_000);
  const shown = useShown(sinceMs);
  if (shown === null) return null;
  if (shown === 'back')
    return (
      <Banner tone="success" icon={CircleCheck} title={says.backTitle}>
        {says.backText}
      </Banner>
    );
  return (
    <Banner
      tone="warning"
      icon={CloudOff}
      title={says.title(formatSince(shown, nowMs, locale))}
      action={<Button onClick={() => open(true)}>{says.what}</Button>}
    >
      {says.text}
    </Banner>
  );
}

/** Since when it is away, once that is no blip; `back` for a moment after that; else null. */
function useShown(sinceMs: number | null): number | 'back' | null {
  const [shown, setShown] = useState<number | 'back' | null>(null);
  useEffect(() => {
    if (sinceMs === null) {
      setShown((before) => (before === null ? null : 'back'));
      const timer = setTimeout(() => setShown(null), BACK_FOR_MS);
      return () => clearTimeout(timer);
    }
    const timer = setTimeout(() => setShown(sinceMs), Math.max(0, sinceMs + BANNER_AFTER_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [sinceMs]);
  return shown;
}
