import type { Texts } from '../index.ts';
import { appearance } from './appearance.ts';
import { catalog } from './catalog.ts';
import { charge } from './charge.ts';
import { checkout } from './checkout.ts';
import { customer } from './customer.ts';
import { customers } from './customers.ts';
import { drawer } from './drawer.ts';
import { errors } from './errors.ts';
import { exercises } from './exercises.ts';
import { finding } from './finding.ts';
import { frame } from './frame.ts';
import { keys } from './keys.ts';
import { importTexts } from './import.ts';
import { legs } from './legs.ts';
import { lines } from './lines.ts';
import { mail } from './mail.ts';
import { payouts } from './payouts.ts';
import { people } from './people.ts';
import { printing } from './printing.ts';
import { readerCauses } from './reader-causes.ts';
import { refunds } from './refunds.ts';
import { reports } from './reports.ts';
import { review } from './review.ts';
import { shifts } from './shifts.ts';

/** Every sentence of the page in German. */
export const de: Texts = {
  frame,
  appearance,
  keys,
  lines,
  catalog,
  checkout,
  charge,
  importTexts,
  legs,
  readerCauses,
  refunds,
  reports,
  review,
  payouts,
  people,
  shifts,
  customer,
  customers,
  drawer,
  printing,
  mail,
  exercises,
  finding,
  errors,
};
