import {
  ArrowDownToLine,
  ArrowUpFromLine,
  Banknote,
  Coins,
  LockOpen,
  Scale,
  Undo2,
  Vault,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { DrawerEvent } from '../../../../shared/contract/index.ts';
import { Button, Icon } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { Amount, timeOf } from '../page-parts.tsx';

const ICONS: Readonly<Record<DrawerEvent['kind'], LucideIcon>> = {
  opened: Coins,
  sale: Banknote,
  'given-back': Undo2,
  refund: Undo2,
  'pay-in': ArrowDownToLine,
  'pay-out': ArrowUpFromLine,
  drop: Vault,
  'without-sale': LockOpen,
  counted: Scale,
};

/** All that happened to a drawer, newest first: the times at which a difference can have come about. */
export function DrawerTimeline(props: {
  readonly events: readonly DrawerEvent[];
  readonly currency: string;
  readonly languageTag: string;
  readonly onOpenSale: (saleId: string) => void;
}): ReactNode {
  const texts = useTexts().drawer;
  const { currency, languageTag } = props;
  if (props.events.length === 0) return <p className="small muted drawerline__empty">{texts.side.empty}</p>;
  return (
    <ol className="drawerline">
      {props.events.map((event) => {
        const { sale } = event;
        return (
          <li key={`${event.kind}${event.id}`} className={`drawerline__item drawerline__item--${event.kind}`}>
            <span className="drawerline__icon">
              <Icon of={ICONS[event.kind]} size="sm" />
            </span>
            <span className="cell2 grow">
              <b>
                {texts.events[event.kind]}
                {event.amountMinor === null ? null : (
                  <>
                    {' '}
                    <Amount amountMinor={event.amountMinor} currency={currency} languageTag={languageTag} />
                  </>
                )}
              </b>
              <small>
                {sale === null ? null : (
                  <>
                    <Button kind="link" onClick={() => props.onOpenSale(sale.saleId)}>
                      {texts.side.sale(sale.number)}
                    </Button>{' '}
                    ·{' '}
                  </>
                )}
                {event.name}
                {event.note === null ? '' : `: “${event.note}”`}
              </small>
            </span>
            <time className="small muted num">{timeOf(event.atMs, languageTag)}</time>
          </li>
        );
      })}
    </ol>
  );
}
