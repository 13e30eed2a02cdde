import { renameSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import { z } from 'zod';
import {
  customerDisplaySettingsSchema,
  appearanceSchema,
  localeSchema,
  maskedSecretSchema,
  mailSettingsSchema,
  modeSchema,
  printSettingsSchema,
  readerFallbackSchema,
  readerModeSchema,
  receiptLookSchema,
  type CustomerDisplaySettings,
  shortcutKeySchema,
  type Appearance,
  type MailSettings,
  type PrintSettings,
  type ReceiptLookView,
  type Result,
  accept,
  refuse,
} from '../../../shared/contract/index.ts';
import { EMBEDDED_RULES_DEFAULT } from '../../../shared/domain/catalog/index.ts';
import { KEYPAD_ORDERS } from '../../../shared/domain/money/index.ts';
import { PLAIN_LOOK } from '../../../shared/domain/receipt/index.ts';
import type { Log } from '../ports.ts';

const NO_PRINTER: PrintSettings = {
  printer: { kind: 'none' },
  columns: 42,
  characterSet: 'epson',
  cut: true,
  drawer: false,
  autoPrint: true,
  printZ: true,
};
const AS_THE_SYSTEM: Appearance = { theme: 'system', textPercent: 100, sound: 'normal' };
const NO_MAIL: MailSettings = {
  on: false,
  way: 'smtp',
  host: '',
  port: 587,
  security: 'starttls',
  username: '',
  from: '',
};
const NO_CUSTOMER_DISPLAY: CustomerDisplaySettings = {
  on: false,
  screenId: null,
  locale: null,
  theme: 'light',
};
const PLAIN_PAPER: ReceiptLookView = { ...PLAIN_LOOK, headerLines: [], footerLines: [], logo: null };

/** Everything a till remembers that is neither money nor a secret. */
export const settingsSchema = z.strictObject({
  version: z.literal(1),
  profileId: z.string(),
  mode: modeSchema.nullable(),
  setUp: z.boolean(),
  locale: localeSchema,
  storeId: z.string(),
  storeName: z.string(),
  currency: z.string(),
  register: z.string(),
  publishableKey: z.string().nullable(),
  secretKeyShown: maskedSecretSchema.nullable(),
  signingSecretShown: maskedSecretSchema.nullable(),
  keysMatch: z.enum(['verified', 'not-verified']).nullable(),
  account: z
    .strictObject({ accountId: z.string(), name: z.string().nullable(), country: z.string().nullable() })
    .nullable(),
  locationId: z.string().nullable(),
  readerId: z.string().nullable(),
  readerLabel: z.string().nullable(),
  /** The way to the reader, and whether Stripe's servers may stand in when the LAN can't reach it. */
  readerMode: readerModeSchema.default('lan'),
  readerFallback: readerFallbackSchema.default('ask'),
  /** Whether the reader's screen shows the cart while it is rung up, where the LAN reaches the reader. */
  cartOnReader: z.boolean().default(true),
  relayUrl: z.string().nullable(),
  relayStoreId: z.string().nullable(),
  relayTerminalId: z.string().nullable(),
  webhookUrl: z.string().nullable(),
  lineItemsAccepted: z.boolean(),
  /** Whether cash lies in a drawer that is opened with a float and counted at the end of a shift. */
  hasDrawer: z.boolean().default(true),
  /** Whether a count is handed in before the till tells what it expected. */
  countBlind: z.boolean().default(true),
  /** A variance up to this needs a note, a larger one a manager. Minor units; null: five of the main unit. */
  varianceToleranceMinor: z.int().min(0).nullable().default(null),
  /** Payouts carry no store and no register: only registers that are marked keep them. */
  backOffice: z.boolean().default(false),
  /** Where a customer can add a tip to a card payment: nowhere, on the reader, or on the till before the card. */
  tips: z.enum(['off', 'reader', 'till']).default('off'),
  /** The quick choices on the till, in whole percent of what the card pays. */
  tipPercents: z.array(z.int().min(1).max(50)).min(1).max(4).default([5, 10, 15]),
  /** Whether the first digits of a typed amount are its cents or its whole units. */
  keypad: z.enum(KEYPAD_ORDERS).default('cents-first'),
  /** How the shop's scales write price or weight into a barcode. */
  scaleCodes: z
    .array(z.strictObject({ prefix: z.string().regex(/^2\d$/), holds: z.enum(['price', 'weight']) }))
    .default([...EMBEDDED_RULES_DEFAULT]),
  /** `manual`: the bank holds the amount first, and the till captures it right after. */
  capture: z.enum(['automatic', 'manual']).default('automatic'),
  // What came later has a default: a file of an older version lacks it.
  printing: printSettingsSchema.extend({ printZ: z.boolean().default(true) }).default(() => NO_PRINTER),
  mail: mailSettingsSchema
    .extend({ way: mailSettingsSchema.shape.way.default('smtp') })
    .default(() => NO_MAIL),
  /** What the shop decides about its paper. */
  receiptLook: receiptLookSchema.default(() => PLAIN_PAPER),
  /** The screen that faces the customer. */
  customerDisplay: customerDisplaySettingsSchema.default(() => NO_CUSTOMER_DISPLAY),
  /** Minutes without anybody there after which a till with a PIN locks itself; 0: never. */
  autoLockMinutes: z.int().min(0).max(60).default(5),
  appearance: appearanceSchema.default(() => AS_THE_SYSTEM),
  /** The shortcuts whose keys were changed at this till. */
  shortcutKeys: z.array(shortcutKeySchema).default(() => []),
});

export type Settings = z.output<typeof settingsSchema>;

export type SettingsStore = {
  readonly get: () => Settings;
  readonly change: (changes: Partial<Omit<Settings, 'version' | 'profileId'>>) => void;
};

/** The part of electron-store and conf that is used; both write the same file. */
export type KeyedFile = { readonly store: unknown; readonly set: (content: Record<string, unknown>) => void };
export type OpenKeyedFile = (options: { readonly cwd: string; readonly configName: string }) => KeyedFile;

/** conf, the base of electron-store: what runs where there is no Electron. */
export const openWithConf: OpenKeyedFile = (options) => {
  const file = new Conf<Record<string, unknown>>({
    ...options,
    projectName: 'flexotiumpos-terminal',
    configFileMode: 0o600,
  });
  return {
    get store() {
      return file.store;
    },
    set: (content) => {
      file.store = content;
    },
  };
};

/** electron-store, in the Electron shell. Loaded late, because its import needs Electron's runtime. */
export async function loadElectronStore(): Promise<OpenKeyedFile> {
  const { default: ElectronStore } = await import('electron-store');
  return ({ cwd, configName }) => {
    const file = new ElectronStore<Record<string, unknown>>({ cwd, name: configName });
    return {
      get store() {
        return file.store;
      },
      set: (content) => {
        file.store = content;
      },
    };
  };
}

/** Opens the settings of a profile. A damaged file is set aside, never overwritten, and named as such. */
export function openSettings(options: {
  readonly directory: string;
  readonly open: OpenKeyedFile;
  readonly profileId: string;
  readonly log: Log;
}): Result<SettingsStore> {
  let file: KeyedFile;
  try {
    file = options.open({ cwd: options.directory, configName: 'settings' });
  } catch {
    setAside(options.directory, options.log);
    return refuse('SETTINGS_FILE_DAMAGED');
  }
  const content = file.store;
  const isNew =
    typeof content === 'object' &&
    content !== null &&
    !Array.isArray(content) &&
    Object.keys(content).length === 0;
  const parsed = settingsSchema.safeParse(isNew ? defaults(options.profileId) : content);
  if (!parsed.success) {
    setAside(options.directory, options.log);
    return refuse('SETTINGS_FILE_DAMAGED');
  }
  let current = parsed.data;
  if (isNew) file.set(current);
  return accept({
    get: () => current,
    change: (changes) => {
      current = settingsSchema.parse({ ...current, ...changes });
      file.set(current);
    },
  });
}

function defaults(profileId: string): Settings {
  return {
    version: 1,
    profileId,
    mode: null,
    setUp: false,
    locale: 'en',
    storeId: '',
    storeName: '',
    currency: 'EUR',
    register: '',
    publishableKey: null,
    secretKeyShown: null,
    signingSecretShown: null,
    keysMatch: null,
    account: null,
    locationId: null,
    readerId: null,
    readerLabel: null,
    readerMode: 'lan',
    readerFallback: 'ask',
    cartOnReader: true,
    relayUrl: null,
    relayStoreId: null,
    relayTerminalId: null,
    webhookUrl: null,
    lineItemsAccepted: true,
    scaleCodes: [...EMBEDDED_RULES_DEFAULT],
    backOffice: false,
    hasDrawer: true,
    countBlind: true,
    varianceToleranceMinor: null,
    tips: 'off',
    tipPercents: [5, 10, 15],
    capture: 'automatic',
    keypad: 'cents-first',
    printing: NO_PRINTER,
    mail: NO_MAIL,
    receiptLook: PLAIN_PAPER,
    customerDisplay: NO_CUSTOMER_DISPLAY,
    autoLockMinutes: 5,
    appearance: AS_THE_SYSTEM,
    shortcutKeys: [],
  };
}

function setAside(directory: string, log: Log): void {
  const file = join(directory, 'settings.json');
  try {
    renameSync(file, `${file}.damaged`);
  } catch {
    // It was never there, or somebody else moved it: either way nothing is overwritten.
  }
  log.error('settings.damaged', { file: 'settings.json.damaged' });
}
