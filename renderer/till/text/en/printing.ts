import type {
  PrinterCause,
  Printer,
  PrintKind,
  CharacterSet,
} from '../../../../shared/contract/views/printing.ts';

/** What is wrong, and what to do about it, in one sentence each. No word about money: paper moves none. */
const causes: Record<PrinterCause, { readonly what: string; readonly todo: string }> = {
  'no-printer': { what: 'No printer is chosen.', todo: 'Choose one in Settings, Printer.' },
  refused: {
    what: 'Something answers at this address, but it does not take print jobs.',
    todo: 'Check the address and the port. Restart the printer if both are right.',
  },
  'no-answer': {
    what: 'The printer does not answer in time.',
    todo: 'Check that it is switched on and not busy with another job.',
  },
  'no-route': {
    what: 'No way leads to this address.',
    todo: 'Check this computer’s network, and that the printer is in the same one.',
  },
  'name-unknown': {
    what: 'Nobody knows this name in the network.',
    todo: 'Check the spelling, or use the printer’s address in numbers.',
  },
  'connection-lost': {
    what: 'The line to the printer broke while it was printing.',
    todo: 'Look at the paper first: the receipt may be out.',
  },
  'paper-out': { what: 'The printer is out of paper.', todo: 'Put a new roll in and close the cover.' },
  'cover-open': { what: 'The printer’s cover is open.', todo: 'Close the cover until it clicks.' },
  offline: {
    what: 'The printer says that it is not ready.',
    todo: 'Look at its lights: knife, paper and cover. Switch it off and on.',
  },
  'device-missing': {
    what: 'The printer is not plugged in, or has another name now.',
    todo: 'Check the cable, then search for printers anew.',
  },
  'device-busy': {
    what: 'Another program uses the printer.',
    todo: 'Close that program, or use the print service instead.',
  },
  'permission-denied': {
    what: 'This computer does not let the till use the printer.',
    todo: 'On Linux, the person who logs in must be in the group lp (USB) or dialout (serial).',
  },
  'not-a-serial-port': {
    what: 'This device is no serial line.',
    todo: 'Choose USB, or another device.',
  },
  'queue-missing': {
    what: 'The print service has no queue of this name.',
    todo: 'Search for printers anew, or set the queue up.',
  },
  'queue-stopped': {
    what: 'The queue is stopped, or takes no jobs.',
    todo: 'Start it again in this computer’s printer settings.',
  },
  'spooler-missing': {
    what: 'This computer’s print service does not run.',
    todo: 'Start the print service, or connect the printer by network.',
  },
  unexpected: {
    what: 'The printer could not be reached, for a reason that the till does not know.',
    todo: 'Switch the printer off and on. If it comes again, call support.',
  },
};

const kinds: Record<Printer['kind'], string> = {
  none: 'None',
  virtual: 'On screen',
  network: 'Network',
  device: 'USB or serial',
  spooler: 'Print service',
  system: 'Print dialog',
};

const kindText: Record<Printer['kind'], string> = {
  none: 'Receipts stay on the screen. They can be printed by the print dialog.',
  virtual: 'The paper shows on the screen. For training.',
  network: 'A receipt printer with a network plug or Wi-Fi, by its address. The surest way.',
  device: 'A receipt printer by its device, without a print service between.',
  spooler: 'A queue of CUPS or Windows. USB printers usually stand there.',
  system: 'The computer’s own print dialog opens for each receipt. It opens no drawer and cuts no paper.',
};

const papers: Record<PrintKind, string> = {
  receipt: 'Receipt',
  refund: 'Refund receipt',
  'declined-slip': 'Slip of a refused card',
  test: 'Test page',
  drawer: 'Cash drawer',
  'x-report': 'X report, shift',
  'z-report': 'Z report, shift',
};

const characterSets: Record<CharacterSet, string> = {
  epson: 'Epson and most others',
  bixolon: 'Bixolon',
  citizen: 'Citizen',
  star: 'Star (ESC/POS mode)',
  xprinter: 'Xprinter',
  'pos-8360': 'POS-80 (no brand)',
  'pos-5890': 'POS-58 (no brand)',
  sunmi: 'Sunmi',
};

/** Paper: the printer, the receipt’s look, and why there was none. */
export const printing = {
  causes,
  kinds,
  kindText,
  papers,
  characterSets,
  printer: 'Printer',
  receipt: 'Receipt paper',
  way: 'How the printer is connected',
  host: 'Address',
  hostHint: 'Such as 192.168.1.50. The printer prints it on its own test page.',
  port: 'Port',
  device: 'Device',
  deviceHint: {
    linux: 'Such as /dev/usb/lp0 for USB or /dev/ttyUSB0 for a serial line.',
    mac: 'Such as /dev/cu.usbserial-1.',
    windows: 'Such as COM3. USB printers of Windows stand in the print service.',
  },
  speed: 'Line',
  usb: 'USB',
  baud: (rate: number) => `Serial, ${String(rate)} baud`,
  queue: 'Name of the queue',
  paper: 'Paper',
  width: 'Width',
  widths: { 32: '58 mm · 32', 42: '80 mm · 42', 48: '80 mm · 48' },
  characterSet: 'Signs beyond A to Z',
  characterSetHint: 'If € or ä come out wrong on the test page, try another one.',
  cut: 'Cut the paper',
  drawer: 'A cash drawer hangs on this printer',
  drawerHint: 'It opens when cash is taken or given, before the receipt is printed.',
  autoPrint: 'Print a receipt after each sale',
  printZ: 'Print a Z when a shift is closed',
  nearby: 'Printers nearby',
  find: 'Find printers',
  finding: 'Looking for printers. This takes some seconds.',
  findText: 'Looks at the print service, at devices, and at the addresses next to this computer’s.',
  nothingFound: 'No printer found',
  nothingFoundText: 'Check that it is on and in the same network. Its address can also be typed.',
  answers: 'Answers',
  answersNot: 'Does not answer',
  use: 'Use',
  check: 'Check',
  testPage: 'Print test page',
  testDrawer: 'Open drawer',
  save: 'Save',
  saved: 'Saved',
  fine: {
    check: 'The printer is there and ready.',
    'test-page': 'The test page is at the printer.',
    drawer: 'The drawer was told to open.',
  },
  unconfirmed: {
    check:
      'Something takes print jobs there. It answers no questions, so nobody knows whether paper is in it.',
    'test-page':
      'The test page was sent. This printer does not say whether it printed it: look at the paper.',
    drawer: 'The drawer was told to open.',
  },
  incomplete: 'Not complete yet: fill in the field above.',
  maybe: 'A part of it may be on paper.',
  look: {
    header: 'Lines at the top',
    headerHint: 'Address, tax number. One line each.',
    footer: 'Lines at the bottom',
    footerHint: 'Empty: a thank-you in the language of the till.',
    logo: 'Logo',
    logoChoose: 'Choose picture',
    logoRemove: 'Remove',
    logoHint: 'Black on white prints best. It is made 384 dots wide at most.',
    logoUnreadable: 'This file is no picture that can be read.',
    cashier: 'Name of the cashier',
    itemCount: 'Number of items',
    code: 'Code that finds the sale again',
    always: 'Number, date, total, tax and the card’s lines always stand on it.',
    preview: 'Preview',
    example: 'An invented sale',
  },
  print: 'Print',
  dialog: 'Print dialog',
  dialogHint: 'Opens this computer’s print dialog, for any printer',
  savePdf: 'Save PDF',
  printing: 'Printing',
  declinedSlip: 'Print slip of the refused card',
  notPrinted: (paper: string, label: string | null) =>
    label === null ? `${paper}: not printed` : `${paper} ${label} was not printed`,
  inDoubt: (paper: string, label: string | null) =>
    label === null ? `${paper}: perhaps not printed` : `${paper} ${label}: perhaps not printed`,
  saleFine: 'The sale is finished all the same.',
  triesAgain: 'The till tries again by itself.',
  again: 'Print again',
  againAsCopy: 'Print a copy',
  drop: 'Not needed',
  reprinting: (label: string | null) => `Receipt ${label ?? ''} is being printed again`,
  virtual: 'Virtual printer',
  virtualPaper: 'Paper of the virtual printer',
  drawerOpened: 'The drawer would open now.',
  scanCode: 'Code for a scanner',
  logo: 'Logo of the shop',
};
