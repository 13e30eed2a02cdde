import { CloudOff, CreditCard, SmartphoneNfc, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner, Button } from '../../components/index.ts';
import { useNowMs } from '../../components/use-now-ms.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { formatSince } from '../../text/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { whyNoCards } from './why-no-cards.ts';

const ICONS = { away: CloudOff, reader: SmartphoneNfc, degraded: TriangleAlert } as const;

/** In the place of the card's panel while no card can be taken: why, that nothing was charged, and what to do. */
export function CardsWait(): ReactNode {
  const { lines: says, charge } = useTexts();
  const locale = useFormatLocale();
  const snapshot = useSnapshot();
  const nowMs = useNowMs(60_000);
  const go = useTill((state) => state.go);
  const why = whyNoCards(snapshot) ?? 'not-set-up';
  const toSettings = (
    <Button size="sale" onClick={() => go({ name: 'settings', section: 'stripe' })}>
      {charge.cardLocked.open}
    </Button>
  );
  if (why === 'not-set-up')
    return (
      <Banner tone="info" icon={CreditCard} title={charge.cardLocked.title} action={toSettings}>
        {charge.cardLocked.text}
      </Banner>
    );
  const { text } = says.locked[why];
  const title =
    why === 'away'
      ? says.locked.away.title(formatSince(snapshot.stripe.sinceMs ?? nowMs, nowMs, locale))
      : says.locked[why].title;
  return (
    <Banner
      tone="warning"
      icon={ICONS[why]}
      title={title}
      announce="assertive"
      {...(why === 'reader' ? { action: toSettings } : {})}
    >
      {text}
    </Banner>
  );
}
