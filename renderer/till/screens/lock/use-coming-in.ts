import { useRef, useState } from 'react';
import type { PersonChoice } from '../../../../shared/contract/views/people.ts';
import { BADGE_FORM } from '../../../../shared/domain/permission/index.ts';
import { PIN_DIGITS_MAX, PIN_DIGITS_MIN } from '../../components/index.ts';
import { useKeyboard } from '../../keyboard/index.ts';
import type { PageContext } from '../page-context.ts';
import { useErrand } from '../use-answer.ts';

/**
 * Coming to the till by PIN or badge, from the lock or over an open screen. Digits and scans are heard wherever the
 * focus is; a scan is a badge and never a PIN, so that goods that are scanned here count as nobody's guess.
 */
export function useComingIn(context: PageContext, people: readonly PersonChoice[], done?: () => void) {
  const { call, snapshot } = context;
  const lastHere = people.find(({ staffId }) => staffId === snapshot.cashier?.id);
  const [chosen, setChosen] = useState<string | null>((lastHere ?? people[0])?.staffId ?? null);
  const [pin, show] = useState('');
  // Held back digits and the Enter behind them come in one moment, before anything is drawn anew.
  const typed = useRef('');
  const setPin = (digits: string): void => {
    typed.current = digits.slice(0, PIN_DIGITS_MAX);
    show(typed.current);
  };
  const errand = useErrand();
  const person = people.find(({ staffId }) => staffId === chosen) ?? null;
  const confirm = (): void => {
    const given = typed.current;
    if (given.length < PIN_DIGITS_MIN || errand.busy || person === null) return;
    errand.run(() => call('app.unlock', { pin: given, staffId: person.staffId }), done);
    setPin('');
  };
  useKeyboard({
    modal: true,
    onText: (text) => {
      setPin(typed.current + text.replaceAll(/\D/gu, ''));
      return true;
    },
    onKey: ({ key }) => {
      if (key === 'Backspace') setPin(typed.current.slice(0, -1));
      else if (key === 'Enter') confirm();
      else return false;
      return true;
    },
    onScan: (badge) => {
      setPin('');
      if (errand.busy) return true;
      if (BADGE_FORM.test(badge)) errand.run(() => call('app.unlockByBadge', { badge }), done);
      else errand.run(() => Promise.resolve({ ok: false, error: { code: 'STAFF_NOT_A_BADGE' } }));
      return true;
    },
  });
  return {
    person,
    pin,
    setPin,
    choose: (staffId: string): void => {
      setChosen(staffId);
      setPin('');
      errand.forget();
    },
    confirm,
    busy: errand.busy,
    error: errand.error,
  };
}
