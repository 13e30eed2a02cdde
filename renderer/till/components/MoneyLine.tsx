import {
  CircleAlert,
  CircleCheck,
  CircleQuestionMark,
  Hourglass,
  ShieldCheck,
  type LucideIcon,
} from 'lucide-react';
import type { MoneyLine as MoneyLineState } from '../../../shared/contract/views/charge.ts';
import { useTexts } from '../text/use-texts.tsx';
import { Icon } from './Icon.tsx';
import { joinClasses } from './join-classes.ts';
import { useMoneyText, type Amount } from './Money.tsx';

const LOOKS: Readonly<
  Record<MoneyLineState, { readonly icon: LucideIcon; readonly modifier: string | null }>
> = {
  'nothing-charged': { icon: ShieldCheck, modifier: null },
  'asking-the-bank': { icon: Hourglass, modifier: 'moneyline--asking' },
  held: { icon: Hourglass, modifier: 'moneyline--asking' },
  charged: { icon: CircleCheck, modifier: 'moneyline--moved' },
  'charged-too-much': { icon: CircleAlert, modifier: 'moneyline--unknown' },
  'not-known-yet': { icon: CircleQuestionMark, modifier: 'moneyline--unknown' },
};

/** Did money move? One line, in every state that could worry someone. */
export function MoneyLine(props: Amount & { readonly state: MoneyLineState }) {
  const { moneyLine } = useTexts().charge;
  const text = useMoneyText();
  const look = LOOKS[props.state];
  return (
    <p className={joinClasses('moneyline', look.modifier)} data-money-line={props.state}>
      <Icon of={look.icon} size="sm" />
      {moneyLine[props.state](text(props))}
    </p>
  );
}
