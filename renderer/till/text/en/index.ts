import { charge } from './charge.ts';
import { checkout } from './checkout.ts';
import { errors } from './errors.ts';
import { frame } from './frame.ts';
import { refunds } from './refunds.ts';

/** Every sentence of the page in English. German has the same keys by type. */
export const en = { frame, checkout, charge, refunds, errors };
