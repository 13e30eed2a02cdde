import type {
  CharacterSet,
  Printer,
  PrinterCause,
  PrintKind,
} from '../../../../shared/contract/views/printing.ts';
import type { printing as en } from '../en/printing.ts';

const causes: Record<PrinterCause, { readonly what: string; readonly todo: string }> = {
  'no-printer': {
    what: 'Es ist kein Drucker gewählt.',
    todo: 'Wählen Sie einen unter Einstellungen, Drucker.',
  },
  refused: {
    what: 'Unter dieser Adresse antwortet etwas, nimmt aber keine Druckaufträge an.',
    todo: 'Prüfen Sie Adresse und Port. Stimmen beide, starten Sie den Drucker neu.',
  },
  'no-answer': {
    what: 'Der Drucker antwortet nicht rechtzeitig.',
    todo: 'Prüfen Sie, ob er eingeschaltet ist und nicht mit einem anderen Auftrag beschäftigt.',
  },
  'no-route': {
    what: 'Zu dieser Adresse führt kein Weg.',
    todo: 'Prüfen Sie das Netz dieses Computers und ob der Drucker im selben Netz ist.',
  },
  'name-unknown': {
    what: 'Diesen Namen kennt niemand im Netz.',
    todo: 'Prüfen Sie die Schreibweise oder nehmen Sie die Adresse in Zahlen.',
  },
  'connection-lost': {
    what: 'Die Verbindung zum Drucker riss beim Drucken ab.',
    todo: 'Sehen Sie zuerst am Drucker nach: Der Beleg kann schon draußen sein.',
  },
  'paper-out': {
    what: 'Der Drucker hat kein Papier.',
    todo: 'Legen Sie eine neue Rolle ein und schließen Sie den Deckel.',
  },
  'cover-open': {
    what: 'Der Deckel des Druckers ist offen.',
    todo: 'Schließen Sie den Deckel, bis er einrastet.',
  },
  offline: {
    what: 'Der Drucker meldet, dass er nicht bereit ist.',
    todo: 'Sehen Sie auf seine Lampen: Messer, Papier und Deckel. Schalten Sie ihn aus und ein.',
  },
  'device-missing': {
    what: 'Der Drucker ist nicht angesteckt oder heißt jetzt anders.',
    todo: 'Prüfen Sie das Kabel und suchen Sie erneut nach Druckern.',
  },
  'device-busy': {
    what: 'Ein anderes Programm benutzt den Drucker.',
    todo: 'Schließen Sie das Programm oder nehmen Sie den Druckdienst.',
  },
  'permission-denied': {
    what: 'Dieser Computer lässt die Kasse nicht an den Drucker.',
    todo: 'Unter Linux muss der angemeldete Benutzer in der Gruppe lp (USB) oder dialout (seriell) sein.',
  },
  'not-a-serial-port': {
    what: 'Dieses Gerät ist keine serielle Leitung.',
    todo: 'Wählen Sie USB oder ein anderes Gerät.',
  },
  'queue-missing': {
    what: 'Der Druckdienst hat keine Warteschlange dieses Namens.',
    todo: 'Suchen Sie erneut nach Druckern oder richten Sie die Warteschlange ein.',
  },
  'queue-stopped': {
    what: 'Die Warteschlange ist angehalten oder nimmt keine Aufträge an.',
    todo: 'Starten Sie sie in den Druckereinstellungen dieses Computers.',
  },
  'spooler-missing': {
    what: 'Der Druckdienst dieses Computers läuft nicht.',
    todo: 'Starten Sie den Druckdienst oder schließen Sie den Drucker ans Netz an.',
  },
  unexpected: {
    what: 'Der Drucker war nicht zu erreichen, und die Kasse kennt den Grund nicht.',
    todo: 'Schalten Sie den Drucker aus und ein. Kommt es wieder, rufen Sie den Support.',
  },
};

const kinds: Record<Printer['kind'], string> = {
  none: 'Keiner',
  virtual: 'Bildschirm',
  network: 'Netzwerk',
  device: 'USB, seriell',
  spooler: 'Druckdienst',
  system: 'Druckdialog',
};

const kindText: Record<Printer['kind'], string> = {
  none: 'Belege bleiben auf dem Bildschirm. Sie lassen sich über den Druckdialog drucken.',
  virtual: 'Das Papier erscheint auf dem Bildschirm. Zum Üben.',
  network: 'Ein Bondrucker mit Netzwerkbuchse oder WLAN, über seine Adresse. Der sicherste Weg.',
  device: 'Ein Bondrucker über sein Gerät, ohne Druckdienst dazwischen.',
  spooler: 'Eine Warteschlange von CUPS oder Windows. Dort stehen USB-Drucker meistens.',
  system:
    'Für jeden Beleg öffnet sich der Druckdialog des Computers. Er öffnet keine Lade und schneidet nicht.',
};

const papers: Record<PrintKind, string> = {
  receipt: 'Beleg',
  refund: 'Erstattungsbeleg',
  'declined-slip': 'Zettel zur abgelehnten Karte',
  test: 'Testseite',
  drawer: 'Kassenlade',
  'x-report': 'X-Bericht, Schicht',
  'z-report': 'Z-Bericht, Schicht',
};

const characterSets: Record<CharacterSet, string> = {
  epson: 'Epson und die meisten',
  bixolon: 'Bixolon',
  citizen: 'Citizen',
  star: 'Star (ESC/POS)',
  xprinter: 'Xprinter',
  'pos-8360': 'POS-80 (ohne Marke)',
  'pos-5890': 'POS-58 (ohne Marke)',
  sunmi: 'Sunmi',
};

/** Papier: der Drucker, das Aussehen des Belegs, und warum keiner kam. */
export const printing: typeof en = {
  causes,
  kinds,
  kindText,
  papers,
  characterSets,
  printer: 'Drucker',
  receipt: 'Belegpapier',
  way: 'Wie der Drucker angeschlossen ist',
  host: 'Adresse',
  hostHint: 'Etwa 192.168.1.50. Der Drucker druckt sie auf seine eigene Testseite.',
  port: 'Port',
  device: 'Gerät',
  deviceHint: {
    linux: 'Etwa /dev/usb/lp0 für USB oder /dev/ttyUSB0 für eine serielle Leitung.',
    mac: 'Etwa /dev/cu.usbserial-1.',
    windows: 'Etwa COM3. USB-Drucker stehen unter Windows im Druckdienst.',
  },
  speed: 'Leitung',
  usb: 'USB',
  baud: (rate: number) => `Seriell, ${String(rate)} Baud`,
  queue: 'Name der Warteschlange',
  paper: 'Papier',
  width: 'Breite',
  widths: { 32: '58 mm · 32', 42: '80 mm · 42', 48: '80 mm · 48' },
  characterSet: 'Zeichen neben A bis Z',
  characterSetHint: 'Kommen € oder ä auf der Testseite falsch heraus, nehmen Sie eine andere.',
  cut: 'Papier abschneiden',
  drawer: 'An diesem Drucker hängt eine Kassenlade',
  drawerHint: 'Sie öffnet sich, wenn Bargeld genommen oder gegeben wird, noch vor dem Druck.',
  autoPrint: 'Nach jedem Verkauf einen Beleg drucken',
  printZ: 'Beim Schließen einer Schicht ein Z drucken',
  nearby: 'Drucker in der Nähe',
  find: 'Drucker suchen',
  finding: 'Drucker werden gesucht. Das dauert einige Sekunden.',
  findText: 'Sieht beim Druckdienst nach, bei den Geräten und unter den Nachbaradressen dieses Computers.',
  nothingFound: 'Kein Drucker gefunden',
  nothingFoundText: 'Prüfen Sie, ob er an und im selben Netz ist. Die Adresse lässt sich auch eintippen.',
  answers: 'Antwortet',
  answersNot: 'Antwortet nicht',
  use: 'Nehmen',
  check: 'Prüfen',
  testPage: 'Testseite drucken',
  testDrawer: 'Lade öffnen',
  save: 'Speichern',
  saved: 'Gespeichert',
  fine: {
    check: 'Der Drucker ist da und bereit.',
    'test-page': 'Die Testseite ist beim Drucker.',
    drawer: 'Die Lade sollte jetzt offen sein.',
  },
  unconfirmed: {
    check:
      'Dort nimmt etwas Druckaufträge an. Es beantwortet keine Fragen: ob Papier darin ist, weiß niemand.',
    'test-page':
      'Die Testseite ist gesendet. Dieser Drucker sagt nicht, ob er gedruckt hat: bitte nachsehen.',
    drawer: 'Die Lade sollte jetzt offen sein.',
  },
  incomplete: 'Noch nicht vollständig: Füllen Sie das Feld oben aus.',
  maybe: 'Ein Teil davon kann auf dem Papier stehen.',
  look: {
    header: 'Zeilen oben',
    headerHint: 'Adresse, Steuernummer. Je eine Zeile.',
    footer: 'Zeilen unten',
    footerHint: 'Leer: ein Dank in der Sprache der Kasse.',
    logo: 'Logo',
    logoChoose: 'Bild wählen',
    logoRemove: 'Entfernen',
    logoHint: 'Schwarz auf Weiß druckt am besten. Es wird höchstens 384 Punkte breit.',
    logoUnreadable: 'Diese Datei ist kein lesbares Bild.',
    cashier: 'Name der Bedienung',
    itemCount: 'Anzahl der Artikel',
    code: 'Code, der den Verkauf wiederfindet',
    always: 'Nummer, Datum, Summe, Steuer und die Zeilen der Karte stehen immer darauf.',
    preview: 'Vorschau',
    example: 'Ein erfundener Verkauf',
  },
  print: 'Drucken',
  dialog: 'Druckdialog',
  dialogHint: 'Öffnet den Druckdialog dieses Computers, für jeden Drucker',
  savePdf: 'PDF sichern',
  printing: 'Wird gedruckt',
  declinedSlip: 'Zettel zur abgelehnten Karte drucken',
  notPrinted: (paper: string, label: string | null) =>
    label === null ? `${paper}: nicht gedruckt` : `${paper} ${label} wurde nicht gedruckt`,
  inDoubt: (paper: string, label: string | null) =>
    label === null ? `${paper}: vielleicht nicht gedruckt` : `${paper} ${label}: vielleicht nicht gedruckt`,
  saleFine: 'Der Verkauf ist trotzdem abgeschlossen.',
  triesAgain: 'Die Kasse versucht es von selbst weiter.',
  again: 'Noch einmal drucken',
  againAsCopy: 'Kopie drucken',
  drop: 'Nicht nötig',
  reprinting: (label: string | null) => `Beleg ${label ?? ''} wird noch einmal gedruckt`,
  virtual: 'Virtueller Drucker',
  virtualPaper: 'Papier des virtuellen Druckers',
  drawerOpened: 'Die Lade ginge jetzt auf.',
  scanCode: 'Code für den Scanner',
  logo: 'Logo des Geschäfts',
};
