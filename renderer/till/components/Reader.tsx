import { CircleCheck, LoaderCircle, Nfc, OctagonX, Wifi } from 'lucide-react';
import type { ReactNode } from 'react';
import type { VirtualReader } from '../../../shared/contract/views/virtual-reader.ts';
import { assertNever } from '../../../shared/domain/assert-never.ts';
import { useTexts } from '../text/use-texts.tsx';
import { Icon } from './Icon.tsx';
import { joinClasses } from './join-classes.ts';
import { useMoneyText } from './Money.tsx';

type Tone = 'light' | 'idle' | 'ok' | 'no' | 'off';

/** So many of the newest lines fit on the picture. */
const LINES_SHOWN = 5;

/**
 * A picture of a card reader with what the customer sees on it; the same in every theme. `corner` is what stands in
 * its top line.
 */
export function Reader(props: { readonly face: VirtualReader; readonly corner: string }) {
  const texts = useTexts().charge.virtualReader;
  const money = useMoneyText();
  const { face } = props;
  const amount =
    face.amountMinor === null || face.currency === null
      ? null
      : money({ amountMinor: face.amountMinor, currency: face.currency });
  const says = texts.says[face.screen];
  const tone = toneOf(face);
  return (
    <div className="reader" role="img" aria-label={`${texts.picture}: ${face.on ? says.say : texts.off}`}>
      <div className={joinClasses('reader__screen', tone !== 'light' && `reader__screen--${tone}`)}>
        {face.on ? (
          <>
            <div className="reader__bar">
              <span>{props.corner}</span>
              <Icon of={Wifi} />
            </div>
            <div className="reader__main">
              <Face face={face} amount={amount} says={says} />
            </div>
          </>
        ) : null}
      </div>
    </div>
  );
}

function Face(props: {
  readonly face: VirtualReader;
  readonly amount: string | null;
  readonly says: { readonly say: string; readonly sub: string };
}): ReactNode {
  const money = useMoneyText();
  const lines = props.face.cart?.lines.slice(-LINES_SHOWN) ?? [];
  const amount = <span className="reader__amount">{props.amount}</span>;
  const say = <span className="reader__say">{props.says.say}</span>;
  const sub = <span className="reader__sub">{props.says.sub}</span>;
  switch (props.face.screen) {
    case 'idle':
      return (
        <>
          <Icon of={Nfc} />
          {say}
          {sub}
        </>
      );
    case 'cart':
      return (
        <>
          <ul className="reader__lines">
            {lines.map(({ description, quantity, amountMinor }, index) => (
              <li key={index}>
                <span className="clip">{quantity > 1 ? `${quantity} ${description}` : description}</span>
                <span>{money({ amountMinor, currency: props.face.currency ?? 'EUR' })}</span>
              </li>
            ))}
          </ul>
          <span className="reader__sub">{props.says.say}</span>
          {amount}
        </>
      );
    case 'present-card':
      return (
        <>
          {amount}
          <Icon of={Nfc} />
          {say}
          {sub}
        </>
      );
    case 'enter-pin':
      return (
        <>
          <span className="reader__amount reader__amount--small">{props.amount}</span>
          {say}
          <span className="pin">
            <i className="is-in" />
            <i className="is-in" />
            <i />
            <i />
          </span>
          <div className="reader__keys">
            {['1', '2', '3', '4', '5', '6', '7', '8', '9', 'x', '0', 'ok'].map((key) => (
              <b key={key}>{key}</b>
            ))}
          </div>
        </>
      );
    case 'card-inserted':
    case 'processing':
      return (
        <>
          <Icon of={LoaderCircle} className="spin" />
          {say}
          {sub}
        </>
      );
    case 'approved':
    case 'remove-card':
      return (
        <>
          <Icon of={CircleCheck} />
          {amount}
          {say}
          {sub}
        </>
      );
    case 'declined':
      return (
        <>
          <Icon of={OctagonX} />
          {say}
          {sub}
        </>
      );
    default:
      return assertNever(props.face.screen, 'reader screen');
  }
}

function toneOf(face: VirtualReader): Tone {
  if (!face.on) return 'off';
  switch (face.screen) {
    case 'idle':
    case 'cart':
      return 'idle';
    case 'approved':
    case 'remove-card':
      return 'ok';
    case 'declined':
      return 'no';
    case 'present-card':
    case 'card-inserted':
    case 'enter-pin':
    case 'processing':
      return 'light';
    default:
      return assertNever(face.screen, 'reader screen');
  }
}
