import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { ErrorWords } from '../en/errors.ts';

/** Was die Kasse zur Kassenschublade ablehnt. */
export const drawerErrors = {
  DRAWER_NOT_OPEN: {
    title: 'Die Schicht hat noch kein Wechselgeld',
    happened: 'Es wurde kein Bargeld genommen: die Lade dieser Schicht wurde nicht geöffnet.',
    todo: 'Öffne die Schicht mit dem, was in der Lade liegt, und nimm dann das Bargeld.',
  },
  DRAWER_ALREADY_OPEN: {
    title: 'Die Schicht ist schon offen',
    happened: 'Jemand hat ihre Lade vorher geöffnet. Nichts wurde geändert.',
    todo: 'Verkaufe weiter. Mehr legst du mit dem Bargeldmenü (F4) ein.',
  },
  DRAWER_NONE: {
    title: 'Diese Kasse hat keine Lade',
    happened: 'Nichts wurde festgehalten.',
    todo: 'Falls doch, stell es unter Einstellungen, Kassenlade ein.',
  },
  DRAWER_NOT_ENOUGH: {
    title: 'So viel liegt nicht in der Lade',
    happened: 'Es würde mehr herausgehen, als festgehalten ist. Nichts wurde festgehalten.',
    todo: 'Prüfe den Betrag. Stimmt er, dann zähle zuerst die Lade.',
  },
  DRAWER_AMOUNT_NOT_ALLOWED: {
    title: 'Dieser Betrag kann nicht stimmen',
    happened: 'Er ist null, negativ oder mehr, als gezählt wurde. Nichts wurde festgehalten.',
    todo: 'Gib den Betrag noch einmal ein.',
  },
  DRAWER_NOT_COUNTED: {
    title: 'Die Lade muss gezählt werden',
    happened: 'Sie wurde nicht gezählt, oder seitdem floss Bargeld. Die Schicht ist noch offen.',
    todo: 'Zähle sie und schließe dann die Schicht.',
  },
  DRAWER_NEEDS_NOTE: {
    title: 'Was war mit der Lade?',
    happened: 'Zählung und Aufzeichnung weichen ab, und keine Notiz sagt warum. Die Schicht ist noch offen.',
    todo: 'Schreib eine Notiz und schließe dann die Schicht.',
  },
  DRAWER_NEEDS_MANAGER: {
    title: 'Diese Differenz muss die Leitung zeichnen',
    happened: 'Sie ist größer als erlaubt. Die Schicht ist noch offen.',
    todo: 'Bitte die Leitung, sie zu zeichnen.',
  },
} satisfies Partial<Record<ErrorCode, ErrorWords>>;
