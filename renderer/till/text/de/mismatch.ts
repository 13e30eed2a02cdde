import type { MismatchKind } from '../../../../shared/contract/index.ts';

export const mismatchDe: Readonly<Record<MismatchKind, string>> = {
  amount:
    'Stripe hat einen anderen Betrag erhalten, als diese Kasse gespeichert hat. Der Kunde hat den Betrag bei Stripe bezahlt. Die Leitung vergleicht beide und erstattet oder berichtigt den Unterschied.',
  tip: 'Stripe führt ein anderes Trinkgeld als diese Kasse. Der Kunde hat bezahlt, was Stripe sagt. Die Leitung vergleicht beide und berichtigt oder erstattet das Trinkgeld.',
  currency:
    'Stripe führt diese Zahlung in einer anderen Währung. Ob der richtige Betrag geflossen ist, ist nicht sicher. Die Leitung prüft sie bei Stripe, bevor etwas erstattet wird.',
  mode: 'Stripe führt diese Zahlung in einem anderen Modus: hier Test und dort live, oder umgekehrt. Sie gilt als unbezahlt, bis die Leitung sie geprüft hat.',
  state:
    'Diese Kasse und Stripe sind uneins, ob diese Zahlung stattfand. Nicht noch einmal belasten. Die Leitung prüft sie bei Stripe.',
  'not-captured':
    'Die Bank hält den Betrag zurück, und niemand hat ihn bisher eingezogen. Das Geld ist nicht angekommen. Es muss eingezogen werden, bevor die Reservierung verfällt.',
  'charged-after-cancel':
    'Der Kunde wurde belastet, nachdem diese Zahlung hier abgebrochen war. Das Geld ist bei Stripe und muss erstattet werden.',
  'missing-at-stripe':
    'Stripe kennt diese Zahlung nicht. Es ist kein Geld dafür angekommen. Die Leitung prüft Schlüssel und Modus und dann, wie der Kunde wirklich bezahlt hat.',
};
