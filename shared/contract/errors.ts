/**
 * Every refusal that can cross the contract: one code each, never reused or reworded. `docs/errors.md` is generated
 * from this list; the sentences a person reads are in the page's texts, under the same code.
 *
 * `dataSafety` answers the one question that matters at a counter:
 *   nothing-happened   neither money nor data changed
 *   saved-locally      what the person did is on this till's disk; no money moved
 *   money-moved        Stripe has the money; only something after that went wrong
 *   outcome-unknown    the till asks Stripe by itself; never offer a plain retry
 */
export type ErrorFacts = {
  readonly severity: 'info' | 'warning' | 'critical';
  readonly dataSafety: 'nothing-happened' | 'saved-locally' | 'money-moved' | 'outcome-unknown';
  /** What the page offers. */
  readonly safeAction:
    | 'none'
    | 'retry'
    | 'correct-input'
    | 'check-reader'
    | 'check-network'
    | 'check-with-stripe'
    | 'open-settings'
    | 'unlock'
    | 'ask-manager'
    | 'restart'
    | 'call-support';
  /** `same`: the same request may be sent again at once; `later`: after a wait; `never`: it can't succeed unchanged. */
  readonly retry: 'same' | 'later' | 'never';
};

export const ERRORS = {
  // The contract itself
  CONTRACT_UNKNOWN_CHANNEL: nothing('critical', 'call-support', 'never'),
  CONTRACT_MALFORMED_REQUEST: nothing('critical', 'call-support', 'never'),
  CONTRACT_MALFORMED_RESPONSE: {
    severity: 'critical',
    dataSafety: 'saved-locally',
    safeAction: 'restart',
    retry: 'never',
  },
  CONTRACT_SENDER_REFUSED: nothing('critical', 'call-support', 'never'),
  CONTRACT_TOO_LARGE: nothing('warning', 'correct-input', 'never'),
  CONTRACT_UNREACHABLE: {
    severity: 'critical',
    dataSafety: 'saved-locally',
    safeAction: 'restart',
    retry: 'later',
  },
  APP_UNEXPECTED: {
    severity: 'critical',
    dataSafety: 'saved-locally',
    safeAction: 'restart',
    retry: 'later',
  },
  APP_NOT_SET_UP: nothing('info', 'open-settings', 'never'),
  APP_ALREADY_SET_UP: nothing('info', 'none', 'never'),
  TRAINING_NOT_STARTED: nothing('warning', 'retry', 'later'),
  EXERCISE_NOT_IN_TRAINING: nothing('info', 'none', 'never'),
  EXERCISE_NEEDS_OTHER_SETTINGS: nothing('info', 'open-settings', 'never'),
  EXERCISE_NOT_CHANGED: nothing('warning', 'retry', 'later'),
  APP_LOCKED: nothing('info', 'unlock', 'never'),
  // People
  STAFF_PIN_WRONG: nothing('warning', 'correct-input', 'same'),
  STAFF_PIN_THROTTLED: nothing('warning', 'none', 'later'),
  STAFF_PIN_NOT_ALLOWED: nothing('warning', 'correct-input', 'never'),
  STAFF_PIN_NOT_SET: nothing('warning', 'open-settings', 'never'),
  STAFF_BADGE_UNKNOWN: nothing('warning', 'correct-input', 'same'),
  STAFF_NOT_A_BADGE: nothing('warning', 'correct-input', 'never'),
  STAFF_BADGE_TAKEN: nothing('warning', 'correct-input', 'never'),
  STAFF_NOT_FOUND: nothing('warning', 'none', 'never'),
  STAFF_NAME_TAKEN: nothing('info', 'correct-input', 'never'),
  STAFF_RANK_TOO_HIGH: nothing('warning', 'ask-manager', 'never'),
  STAFF_LAST_OWNER: nothing('warning', 'none', 'never'),
  STAFF_OWNER_FIRST: nothing('info', 'open-settings', 'never'),
  STAFF_NOT_DURING_PAYMENT: nothing('info', 'none', 'later'),
  PERMISSION_DENIED: nothing('warning', 'ask-manager', 'never'),
  PERMISSION_NEEDS_APPROVAL: nothing('info', 'ask-manager', 'same'),
  PERMISSION_NOT_CHOOSABLE: nothing('info', 'correct-input', 'never'),
  APPROVAL_NOT_ENTITLED: nothing('warning', 'ask-manager', 'never'),
  APPROVAL_GONE: nothing('info', 'retry', 'same'),
  // Sales and cart
  SALE_NOT_FOUND: nothing('warning', 'none', 'never'),
  SALE_NOT_OPEN: nothing('warning', 'none', 'never'),
  SALE_EMPTY: nothing('info', 'correct-input', 'never'),
  SALE_LINE_NOT_FOUND: nothing('info', 'none', 'never'),
  SALE_QUANTITY_NOT_ALLOWED: nothing('info', 'correct-input', 'never'),
  SALE_AMOUNT_NOT_ALLOWED: nothing('info', 'correct-input', 'never'),
  SALE_LOCKED_BY_PAYMENT: nothing('info', 'none', 'later'),
  SALE_DISCOUNT_NOT_ALLOWED: nothing('info', 'correct-input', 'never'),
  SALE_PRICE_NEEDED: nothing('info', 'correct-input', 'never'),
  SALE_WEIGHT_NEEDED: nothing('info', 'correct-input', 'never'),
  SALE_NOT_ENOUGH_STOCK: nothing('info', 'correct-input', 'never'),
  CATALOG_PRODUCT_NOT_FOUND: nothing('info', 'none', 'never'),
  // Paper
  PRINT_NO_PRINTER: nothing('info', 'open-settings', 'never'),
  PRINT_NOTHING_TO_PRINT: nothing('info', 'none', 'never'),
  PRINT_JOB_NOT_OPEN: nothing('info', 'none', 'never'),
  MAIL_NOT_SET_UP: nothing('info', 'open-settings', 'never'),
  MAIL_SERVER_UNREACHABLE: nothing('warning', 'check-network', 'later'),
  MAIL_SERVER_NOT_TRUSTED: nothing('warning', 'open-settings', 'never'),
  MAIL_LOGIN_REFUSED: nothing('warning', 'open-settings', 'never'),
  MAIL_ADDRESS_REFUSED: nothing('info', 'correct-input', 'never'),
  MAIL_REFUSED: nothing('warning', 'open-settings', 'later'),
  MAIL_MAYBE_SENT: nothing('info', 'none', 'later'),
  CATALOG_SKU_TAKEN: nothing('info', 'correct-input', 'never'),
  SCAN_TORN: nothing('warning', 'correct-input', 'same'),
  CATALOG_CODE_TAKEN: nothing('info', 'correct-input', 'never'),
  CATALOG_VARIANT_TAKEN: nothing('info', 'correct-input', 'never'),
  CATALOG_PRICE_NEEDED: nothing('info', 'correct-input', 'never'),
  CATALOG_CATEGORY_NOT_FOUND: nothing('info', 'none', 'never'),
  CATALOG_CATEGORY_IN_USE: nothing('info', 'correct-input', 'never'),
  CATALOG_TAX_CLASS_NOT_FOUND: nothing('info', 'none', 'never'),
  CATALOG_PICTURE_NOT_READABLE: nothing('info', 'correct-input', 'never'),
  CATALOG_IMPORT_RUNNING: nothing('info', 'none', 'later'),
  CATALOG_IMPORT_GONE: nothing('info', 'none', 'never'),
  CATALOG_IMPORT_HAS_ERRORS: nothing('info', 'correct-input', 'never'),
  // Payments
  PAYMENT_CASH_NOT_ENOUGH: nothing('info', 'correct-input', 'never'),
  PAYMENT_TENDER_NOT_FOUND: nothing('warning', 'none', 'never'),
  PAYMENT_NOT_NOW: nothing('info', 'none', 'never'),
  PAYMENT_CARD_IN_DOUBT: {
    severity: 'warning',
    dataSafety: 'outcome-unknown',
    safeAction: 'check-with-stripe',
    retry: 'never',
  },
  PAYMENT_CARD_UNDER_WAY: {
    severity: 'info',
    dataSafety: 'outcome-unknown',
    safeAction: 'none',
    retry: 'later',
  },
  PAYMENT_ALREADY_CHARGED: {
    severity: 'info',
    dataSafety: 'money-moved',
    safeAction: 'none',
    retry: 'never',
  },
  PAYMENT_PART_NOT_ALLOWED: nothing('info', 'correct-input', 'never'),
  PAYMENT_TIP_NOT_ALLOWED: nothing('info', 'correct-input', 'never'),
  PAYMENT_UNWIND_UNFINISHED: {
    severity: 'warning',
    dataSafety: 'money-moved',
    safeAction: 'check-with-stripe',
    retry: 'later',
  },
  PAYMENT_AMOUNT_TOO_SMALL: nothing('info', 'correct-input', 'never'),
  PAYMENT_STORE_DEGRADED: nothing('critical', 'call-support', 'later'),
  PAYMENT_CARDS_NOT_SET_UP: nothing('info', 'open-settings', 'never'),
  // Refunds
  REFUND_NOT_PAID: nothing('info', 'none', 'never'),
  REFUND_NOT_AS_CASH: nothing('info', 'none', 'never'),
  REFUND_NOTHING_LEFT: nothing('info', 'none', 'never'),
  REFUND_TOO_MUCH: nothing('info', 'correct-input', 'never'),
  REFUND_LINE_GONE: nothing('info', 'correct-input', 'never'),
  REFUND_SHARES_DIFFER: nothing('info', 'correct-input', 'never'),
  REFUND_AMOUNT_CHANGED: nothing('info', 'correct-input', 'never'),
  REFUND_NOT_IN_TROUBLE: nothing('info', 'none', 'never'),
  EXCHANGE_OF_ONE_SALE: nothing('info', 'none', 'never'),
  REFUND_CODE_UNREADABLE: nothing('info', 'correct-input', 'never'),
  REFUND_NOT_FOUND: nothing('warning', 'none', 'never'),
  REFUND_OTHER_MODE: nothing('warning', 'none', 'never'),
  REFUND_PAYMENT_NOT_FOUND: nothing('warning', 'none', 'never'),
  // Review
  REVIEW_ITEM_GONE: nothing('info', 'none', 'never'),
  REVIEW_ITEMS_DO_NOT_FIT: nothing('warning', 'correct-input', 'never'),
  REVIEW_ALREADY_ADOPTED: nothing('warning', 'none', 'never'),
  REVIEW_REGISTER_IN_USE: nothing('warning', 'none', 'never'),
  PAYOUT_NOT_FOUND: nothing('info', 'none', 'never'),
  // Shifts
  SHIFT_CHANGED: nothing('info', 'retry', 'later'),
  SHIFT_NOT_EXPLAINED: nothing('warning', 'ask-manager', 'later'),
  SHIFT_BUSY: nothing('info', 'retry', 'later'),
  SHIFT_LINE_GONE: nothing('info', 'retry', 'never'),
  SHIFT_NOT_FOUND: nothing('info', 'none', 'never'),
  // Reports and customers
  REPORT_SPAN_NOT_ALLOWED: nothing('info', 'correct-input', 'never'),
  CUSTOMER_NOT_FOUND: nothing('info', 'none', 'never'),
  CUSTOMER_ERASED: nothing('info', 'none', 'never'),
  CUSTOMER_NEEDS_NAME: nothing('info', 'correct-input', 'never'),
  CUSTOMER_NEEDS_MAIL: nothing('info', 'correct-input', 'never'),
  // The cash drawer
  DRAWER_NOT_OPEN: nothing('info', 'correct-input', 'later'),
  DRAWER_ALREADY_OPEN: nothing('info', 'none', 'never'),
  DRAWER_NONE: nothing('info', 'open-settings', 'never'),
  DRAWER_NOT_ENOUGH: nothing('warning', 'correct-input', 'never'),
  DRAWER_AMOUNT_NOT_ALLOWED: nothing('info', 'correct-input', 'never'),
  DRAWER_NOT_COUNTED: nothing('info', 'correct-input', 'later'),
  DRAWER_NEEDS_NOTE: nothing('info', 'correct-input', 'never'),
  DRAWER_NEEDS_MANAGER: nothing('warning', 'ask-manager', 'later'),
  MAIL_NOT_IN_TRAINING: nothing('info', 'none', 'never'),
  MAIL_NEEDS_CARD: nothing('info', 'open-settings', 'never'),
  SHIFT_OF_OTHER: nothing('warning', 'ask-manager', 'later'),
  // Readers
  READER_NOT_FOUND: nothing('warning', 'check-reader', 'later'),
  READER_OFFLINE: nothing('warning', 'check-reader', 'later'),
  READER_BUSY: nothing('warning', 'check-reader', 'later'),
  READER_IN_USE: nothing('warning', 'ask-manager', 'never'),
  READER_FALLBACK_NOT_ALLOWED: nothing('warning', 'check-reader', 'never'),
  READER_NONE_CHOSEN: nothing('info', 'open-settings', 'never'),
  READER_PAGE_NOT_RUNNING: nothing('warning', 'check-network', 'later'),
  READER_SDK_NOT_LOADED: nothing('warning', 'check-network', 'later'),
  READER_CODE_NOT_ACCEPTED: nothing('warning', 'correct-input', 'never'),
  // Stripe
  STRIPE_UNREACHABLE: nothing('warning', 'check-network', 'later'),
  STRIPE_KEY_REFUSED: nothing('critical', 'open-settings', 'never'),
  STRIPE_KEY_RIGHTS_MISSING: nothing('critical', 'open-settings', 'never'),
  STRIPE_WEBHOOK_RIGHTS_MISSING: nothing('warning', 'open-settings', 'never'),
  STRIPE_RATE_LIMITED: nothing('warning', 'none', 'later'),
  STRIPE_REQUEST_REFUSED: nothing('critical', 'call-support', 'never'),
  STRIPE_OUTCOME_UNKNOWN: {
    severity: 'warning',
    dataSafety: 'outcome-unknown',
    safeAction: 'check-with-stripe',
    retry: 'never',
  },
  // Settings
  SETTINGS_KEY_MALFORMED: nothing('info', 'correct-input', 'never'),
  SETTINGS_KEY_MODES_DIFFER: nothing('warning', 'correct-input', 'never'),
  SETTINGS_KEY_ACCOUNTS_DIFFER: nothing('warning', 'correct-input', 'never'),
  SETTINGS_LIVE_KEY_NOT_HERE: nothing('warning', 'none', 'never'),
  SETTINGS_MODE_LOCKED: nothing('warning', 'none', 'never'),
  SETTINGS_SIGNING_SECRET_MALFORMED: nothing('info', 'correct-input', 'never'),
  SETTINGS_SHORTCUT_TAKEN: nothing('info', 'correct-input', 'never'),
  SETTINGS_FILE_DAMAGED: nothing('critical', 'call-support', 'never'),
  VAULT_UNAVAILABLE: nothing('critical', 'call-support', 'later'),
  VAULT_PLAIN_TEXT_REFUSED: nothing('critical', 'call-support', 'never'),
  // Relay and webhooks
  RELAY_UNREACHABLE: nothing('warning', 'check-network', 'later'),
  RELAY_NOT_SECURE: nothing('warning', 'correct-input', 'never'),
  RELAY_CODE_NOT_ACCEPTED: nothing('warning', 'correct-input', 'never'),
  RELAY_MODE_DIFFERS: nothing('warning', 'correct-input', 'never'),
  RELAY_TOKEN_REFUSED: nothing('warning', 'open-settings', 'never'),
  RELAY_NOT_PAIRED: nothing('info', 'open-settings', 'never'),
  WEBHOOK_SIGNATURE_INVALID: nothing('warning', 'open-settings', 'never'),
  // Database
  DB_FROM_THE_FUTURE: nothing('critical', 'call-support', 'never'),
  DB_DAMAGED: nothing('critical', 'call-support', 'never'),
  DB_FULL: nothing('critical', 'call-support', 'later'),
  DB_READ_ONLY: nothing('critical', 'call-support', 'never'),
} as const satisfies Record<string, ErrorFacts>;

export type ErrorCode = keyof typeof ERRORS;

export const ERROR_CODES = Object.keys(ERRORS) as readonly ErrorCode[]; // The keys of a const object are its key type.

function nothing(
  severity: ErrorFacts['severity'],
  safeAction: ErrorFacts['safeAction'],
  retry: ErrorFacts['retry'],
): ErrorFacts {
  return { severity, dataSafety: 'nothing-happened', safeAction, retry };
}
