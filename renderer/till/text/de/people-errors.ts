import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { ErrorWords } from '../en/errors.ts';

/** Was die Kasse zu Personen, Rechten und Freigaben ablehnt. */
export const peopleErrors = {
  STAFF_BADGE_UNKNOWN: {
    title: 'Diesen Ausweis hat niemand',
    happened: 'Der gescannte Code gehört niemandem, der hier arbeitet.',
    todo: 'Ausweis noch einmal scannen, oder Namen wählen und PIN eingeben.',
  },
  STAFF_NOT_A_BADGE: {
    title: 'Das ist kein Ausweis',
    happened:
      'Der Code gehört zu einem Artikel oder ist zu kurz für einen Ausweis. Nichts wurde geändert, und es zählt nicht als Fehlversuch.',
    todo: 'Einen Ausweis scannen, oder Namen wählen und PIN eingeben.',
  },
  STAFF_BADGE_TAKEN: {
    title: 'Diesen Ausweis hat schon jemand',
    happened: 'Der Ausweis wurde nicht vergeben.',
    todo: 'Ihn der anderen Person zuerst wegnehmen, oder einen anderen Ausweis scannen.',
  },
  STAFF_NOT_FOUND: {
    title: 'Diese Person arbeitet nicht mehr hier',
    happened: 'Nichts wurde geändert.',
    todo: 'Noch einmal in die Liste sehen und jemand anderen wählen.',
  },
  STAFF_NAME_TAKEN: {
    title: 'Diesen Namen gibt es schon',
    happened: 'Nichts wurde geändert, denn Belege könnten zwei Personen nicht unterscheiden.',
    todo: 'Einen zweiten Namen oder Anfangsbuchstaben ergänzen.',
  },
  STAFF_RANK_TOO_HIGH: {
    title: 'Diese Person ändert nur die Inhaberin oder der Inhaber',
    happened: 'Die Filialleitung kümmert sich um Kasse und Buchhaltung. Nichts wurde geändert.',
    todo: 'Dort nachfragen.',
  },
  STAFF_LAST_OWNER: {
    title: 'Der Laden braucht jemanden, dem er gehört',
    happened: 'Das ist die einzige Person mit der Rolle Inhaber, darum blieb alles, wie es war.',
    todo: 'Zuerst jemand anderem die Rolle Inhaber geben.',
  },
  STAFF_OWNER_FIRST: {
    title: 'Zuerst die Inhaberin oder der Inhaber',
    happened: 'Ohne diese PIN kann jeder die Kasse mit allen Rechten benutzen. Niemand wurde hinzugefügt.',
    todo: 'Zuerst Namen und PIN dafür festlegen, dann Personen hinzufügen.',
  },
  STAFF_NOT_DURING_PAYMENT: {
    title: 'Gerade wird bezahlt',
    happened: 'Mitten in einer Zahlung wechselt die Kasse nicht die Hand.',
    todo: 'Die Zahlung beenden oder zurück zum Warenkorb, dann wechseln.',
  },
  PERMISSION_DENIED: {
    title: 'Dazu fehlt das Recht',
    happened: 'Die eigene Rolle umfasst es nicht, darum geschah nichts. Es steht im Prüfprotokoll.',
    todo: 'Die Filialleitung darum bitten, oder die Rechte der Rolle ändern lassen.',
  },
  PERMISSION_NEEDS_APPROVAL: {
    title: 'Das muss jemand freigeben',
    happened: 'Noch ist nichts geschehen.',
    todo: 'Die Filialleitung holen: Sie gibt mit PIN oder Ausweis frei.',
  },
  PERMISSION_NOT_CHOOSABLE: {
    title: 'Dieses Recht steht fest',
    happened:
      'Das Recht blieb, wie es war: Sonst sperrt der Laden sich aus, oder niemand steht für Geld ein.',
    todo: 'Eine der angebotenen Stufen wählen.',
  },
  APPROVAL_NOT_ENTITLED: {
    title: 'Diese Person darf das nicht freigeben',
    happened: 'Nichts wurde freigegeben.',
    todo: 'Jemanden wählen, der es darf, etwa die Inhaberin oder den Inhaber.',
  },
  APPROVAL_GONE: {
    title: 'Diese Freigabe ist vorbei',
    happened: 'Es ist zu viel Zeit vergangen, oder jetzt steht jemand anderes hier. Nichts geschah.',
    todo: 'Noch einmal mit der Taste beginnen, dann freigeben.',
  },
} satisfies Partial<Record<ErrorCode, ErrorWords>>;
