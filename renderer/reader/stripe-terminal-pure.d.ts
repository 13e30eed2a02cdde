import type { StripeTerminal } from '@stripe/terminal-js';

/** The package describes this entry by its source, which does not compile under our flags; this is its one export. */
export declare function loadStripeTerminal(): Promise<StripeTerminal | null>;
