import { catalogErrors } from './catalog-errors.ts';
import type { ErrorCode, ErrorFacts } from '../../../../shared/contract/errors.ts';
import { paperErrors } from './paper-errors.ts';
import { drawerErrors } from './drawer-errors.ts';
import { ledgerErrors } from './ledger-errors.ts';
import { peopleErrors } from './people-errors.ts';
import { settingsErrors } from './settings-errors.ts';

export type ErrorWords = { readonly title: string; readonly happened: string; readonly todo: string };

const money: Record<ErrorFacts['dataSafety'], string> = {
  'nothing-happened': 'No money moved.',
  'saved-locally': 'Saved on this till. No money moved by this step.',
  'money-moved': 'The money is at Stripe.',
  'outcome-unknown': 'Not known yet whether money moved.',
};

/** The sentences of every refusal. `{name}` is filled from the refusal's facts. */
const codes: Record<ErrorCode, ErrorWords> = {
  CONTRACT_UNKNOWN_CHANNEL: {
    title: 'The till does not know this request',
    happened: 'A part of the page asked for something this version cannot do.',
    todo: 'Restart the till. If it comes again, call support.',
  },
  CONTRACT_MALFORMED_REQUEST: {
    title: 'The till did not accept this input',
    happened: 'What the page sent was not complete, so it was not used.',
    todo: 'Check what you typed. If it looks right, call support.',
  },
  CONTRACT_MALFORMED_RESPONSE: {
    title: 'The answer of the till could not be read',
    happened: 'The till did its work, but its answer was not in order.',
    todo: 'Look at the sale first, then restart the till.',
  },
  CONTRACT_SENDER_REFUSED: {
    title: 'This page may not talk to the till',
    happened: 'The request did not come from the till’s own page.',
    todo: 'Close this window and open the till again. If it comes again, call support.',
  },
  CONTRACT_TOO_LARGE: {
    title: 'This input is too long',
    happened: 'More was sent than the till reads at once, so nothing was used.',
    todo: 'Shorten the text and try once more.',
  },
  CONTRACT_UNREACHABLE: {
    title: 'The till does not answer',
    happened: 'The connection inside this computer was lost. What was saved stays saved.',
    todo: 'Wait a moment. If nothing changes, restart the till; it asks Stripe before it goes on.',
  },
  APP_UNEXPECTED: {
    title: 'Something unexpected happened',
    happened: 'The till could not finish this step. What was saved stays saved.',
    todo: 'Look at the sale before you repeat anything. If it comes again, restart the till and tell support the reference.',
  },
  APP_NOT_SET_UP: {
    title: 'This till is not set up yet',
    happened: 'There is no shop on this till so far.',
    todo: 'Choose Training or Connect Stripe first.',
  },
  APP_ALREADY_SET_UP: {
    title: 'This till is already set up',
    happened: 'The shop on this till stays as it is.',
    todo: 'Nothing to do. Change it in the settings.',
  },
  TRAINING_NOT_STARTED: {
    title: 'Training could not start',
    happened: 'The training companions of this till did not start. Nothing was set up.',
    todo: 'Try again. If it keeps happening, restart the till.',
  },
  EXERCISE_NOT_IN_TRAINING: {
    title: 'Exercises are for training',
    happened: 'This till is not in training, so nothing was broken on purpose.',
    todo: 'Start another profile in training to practise.',
  },
  EXERCISE_NEEDS_OTHER_SETTINGS: {
    title: 'This exercise does not fit the settings',
    happened: 'With the present settings its trouble can’t come up. Nothing was changed.',
    todo: 'Change what the exercise names, then start it.',
  },
  EXERCISE_NOT_CHANGED: {
    title: 'The exercise did not change',
    happened: 'The training companions of this till did not answer.',
    todo: 'Try again. If it keeps happening, restart the till.',
  },
  APP_LOCKED: {
    title: 'The till is locked',
    happened: 'Nobody is signed in at the moment.',
    todo: 'Enter your PIN.',
  },
  STAFF_PIN_WRONG: {
    title: 'This PIN is not right',
    happened: 'It opened nothing, and nothing was done.',
    todo: 'Enter the PIN once more.',
  },
  STAFF_PIN_THROTTLED: {
    title: 'Too many wrong PINs',
    happened: 'The till takes no PIN for {seconds} seconds.',
    todo: 'Wait, then enter the PIN once more.',
  },
  STAFF_PIN_NOT_ALLOWED: {
    title: 'This PIN is too easy to guess',
    happened: 'The PIN was not changed.',
    todo: 'Choose 4 to 8 digits that are not a row and not all the same.',
  },
  ...paperErrors,
  ...peopleErrors,
  ...drawerErrors,
  ...ledgerErrors,
  ...settingsErrors,
  STAFF_PIN_NOT_SET: {
    title: 'Nobody has a PIN yet',
    happened: 'Without a PIN nobody can approve anything. Nothing was changed.',
    todo: 'Set a PIN under Settings → Security, then approve again.',
  },
  SALE_NOT_FOUND: {
    title: 'This sale is not here',
    happened: 'The till has no such sale. It may belong to another register.',
    todo: 'Search for it in Transactions.',
  },
  SALE_NOT_OPEN: {
    title: 'This sale is finished',
    happened: 'A finished sale cannot be changed.',
    todo: 'Start a new sale.',
  },
  SALE_EMPTY: {
    title: 'The cart is empty',
    happened: 'There is nothing to charge.',
    todo: 'Add an item first.',
  },
  SALE_LINE_NOT_FOUND: {
    title: 'This line is no longer in the cart',
    happened: 'It was removed meanwhile.',
    todo: 'Nothing to do. The cart shows how it is now.',
  },
  SALE_QUANTITY_NOT_ALLOWED: {
    title: 'This quantity does not work',
    happened: 'The quantity stays as it was.',
    todo: 'Type a whole number from 0 to 9,999.',
  },
  SALE_AMOUNT_NOT_ALLOWED: {
    title: 'This price does not work',
    happened: 'The item was not added.',
    todo: 'Type a price above zero that the till can still add up.',
  },
  SALE_LOCKED_BY_PAYMENT: {
    title: 'The cart is locked by a payment',
    happened: 'A payment for this sale is running, so the cart did not change.',
    todo: 'Finish or cancel the payment first.',
  },
  ...catalogErrors,
  PAYMENT_CASH_NOT_ENOUGH: {
    title: 'The cash is not enough',
    happened: 'Less was typed than is due, so nothing was booked.',
    todo: 'Type what the customer gave you, or take the rest another way.',
  },
  PAYMENT_TENDER_NOT_FOUND: {
    title: 'This payment is not here',
    happened: 'The till has no such payment.',
    todo: 'Open the sale in Transactions.',
  },
  PAYMENT_NOT_NOW: {
    title: 'This does not fit the payment any more',
    happened: 'The payment has moved on meanwhile.',
    todo: 'Look at the panel; it shows what is possible now.',
  },
  PAYMENT_CARD_IN_DOUBT: {
    title: 'This card payment is not known yet',
    happened: 'Stripe has not said yet what became of it, so this sale takes no other payment.',
    todo: 'Do not charge again. Serve the next customer; the till keeps asking Stripe.',
  },
  PAYMENT_CARD_UNDER_WAY: {
    title: 'A card payment is still under way',
    happened: 'The card could still be charged, so this sale takes no other payment yet.',
    todo: 'Wait for the answer, or cancel the card payment first.',
  },
  PAYMENT_ALREADY_CHARGED: {
    title: 'This sale is already paid',
    happened: 'Stripe has the money for it.',
    todo: 'Nothing to do. The receipt is ready.',
  },
  PAYMENT_PART_NOT_ALLOWED: {
    title: 'This part cannot be taken',
    happened: 'It is not above zero, more than is due, or no coins can make it.',
    todo: 'Type another amount, or take all that is due.',
  },
  PAYMENT_TIP_NOT_ALLOWED: {
    title: 'This tip cannot be taken',
    happened: 'It is larger than the amount, or this till takes no tips.',
    todo: 'Choose a smaller tip, or go on without one.',
  },
  PAYMENT_UNWIND_UNFINISHED: {
    title: 'A refund is still on its way',
    happened: 'Stripe has not said yet whether the money goes back to the card. The till keeps asking.',
    todo: 'Hand out no cash yet. Wait a moment, then start giving back again.',
  },
  PAYMENT_AMOUNT_TOO_SMALL: {
    title: 'This amount is too small for a card',
    happened: 'Stripe takes no card payment of this size.',
    todo: 'Take cash, or add an item.',
  },
  PAYMENT_STORE_DEGRADED: {
    title: 'Cards wait, because this till cannot record them',
    happened: 'The disk of this till does not take new entries safely.',
    todo: 'Take no card. Call support; sales that are done stay saved.',
  },
  PAYMENT_CARDS_NOT_SET_UP: {
    title: 'Cards are not set up yet',
    happened: 'The till has no keys or no reader for card payments.',
    todo: 'Take cash, or set up Stripe in the settings.',
  },
  REFUND_NOT_PAID: {
    title: 'There is no money here to give back',
    happened: 'Stripe has taken nothing for this payment.',
    todo: 'Look at the sale: a payment that was not captured is cancelled, not refunded.',
  },
  REFUND_NOT_AS_CASH: {
    title: 'This payment can’t be called cash',
    happened:
      'Nothing changed and no money moved. Its shift is closed, or something of the sale was given back or exchanged already.',
    todo: 'Refund the card, and ring the sale up again for cash.',
  },
  REFUND_NOTHING_LEFT: {
    title: 'Everything was given back already',
    happened: 'The refunds of this payment, here or elsewhere, cover all that was paid.',
    todo: 'Nothing to do. The transaction shows each refund.',
  },
  REFUND_TOO_MUCH: {
    title: 'That is more than can be given back',
    happened: 'The amount is higher than what was paid less what was refunded already.',
    todo: 'Choose a smaller amount.',
  },
  REFUND_LINE_GONE: {
    title: 'These goods were given back already',
    happened: 'Fewer pieces of a line are left than were chosen.',
    todo: 'Look at the list again: it now shows what is left.',
  },
  REFUND_SHARES_DIFFER: {
    title: 'The parts do not come to the refund',
    happened: 'What the cards and the cash give back together is not the amount of the refund.',
    todo: 'Change the parts until nothing is left to share out.',
  },
  REFUND_AMOUNT_CHANGED: {
    title: 'The amount has changed meanwhile',
    happened:
      'Something was refunded since this page was opened, so the sum on the button is not right any more.',
    todo: 'Look at the new sum and press once more.',
  },
  REFUND_NOT_IN_TROUBLE: {
    title: 'This refund needs nothing more',
    happened: 'It arrived, may still arrive, or was made good already.',
    todo: 'Look at the refund: it shows where the money is.',
  },
  EXCHANGE_OF_ONE_SALE: {
    title: 'One exchange at a time',
    happened: 'The cart already takes back goods of another sale.',
    todo: 'Finish or empty that cart first.',
  },
  REFUND_CODE_UNREADABLE: {
    title: 'This is not the code of a receipt',
    happened: 'A digit is missing or wrong, or it is the code of something else.',
    todo: 'Scan it once more, or compare the digits in their groups of four.',
  },
  REFUND_NOT_FOUND: {
    title: 'This refund is not on this till',
    happened: 'The till has no record of a refund with this number.',
    todo: 'Look for it at the register that made it.',
  },
  REFUND_OTHER_MODE: {
    title: 'This payment was made in another mode',
    happened:
      'Test payments are refunded in test mode and real ones in live mode; this till works in the other one.',
    todo: 'Refund it at a till that works in the mode of the payment.',
  },
  REFUND_PAYMENT_NOT_FOUND: {
    title: 'Stripe does not know this payment',
    happened: 'The Stripe account of this till has no payment with this code.',
    todo: 'Check the receipt: it may be of another shop or another mode.',
  },
  REVIEW_ITEM_GONE: {
    title: 'This is no longer open',
    happened: 'Somebody or something settled it since this page was shown.',
    todo: 'Look at the list again; what is done stands under Done.',
  },
  REVIEW_ITEMS_DO_NOT_FIT: {
    title: 'The items do not come to the charged amount',
    happened: 'The sale was not made, because its receipt would be wrong.',
    todo: 'Choose another way: one line with the whole amount always fits.',
  },
  REVIEW_ALREADY_ADOPTED: {
    title: 'Another register has taken this charge',
    happened: 'It was made a sale there. Nothing was changed here.',
    todo: 'Look the sale up at that register.',
  },
  REVIEW_REGISTER_IN_USE: {
    title: 'This register is in use',
    happened: 'A register cannot be retired at itself.',
    todo: 'Retire it from another till of the shop.',
  },
  PAYOUT_NOT_FOUND: {
    title: 'This payout is not here',
    happened: 'This register does not know it.',
    todo: 'Look at the list again, or at Stripe.',
  },
  SHIFT_CHANGED: {
    title: 'Something changed meanwhile',
    happened: 'While the shift was compared, a sale, a payment or a figure changed. The shift is still open.',
    todo: 'Look at the new comparison, then close.',
  },
  SHIFT_NOT_EXPLAINED: {
    title: 'Not every difference has a name',
    happened:
      'A payment does not agree with Stripe and no manager has put a name on it. The shift is still open.',
    todo: 'Explain each line that is marked, then close.',
  },
  SHIFT_BUSY: {
    title: 'Something is still under way',
    happened: 'A payment or a refund is not finished. The shift is still open.',
    todo: 'Finish or cancel it, then compare again.',
  },
  SHIFT_LINE_GONE: {
    title: 'This line is not the same any more',
    happened: 'Its kind or its figures changed since they were shown, so nothing was accepted.',
    todo: 'Look at the new comparison.',
  },
  SHIFT_NOT_FOUND: {
    title: 'This shift is not here',
    happened: 'This register has no closed shift like that.',
    todo: 'Look at the list again.',
  },
  READER_NOT_FOUND: {
    title: 'The reader was not found',
    happened: 'No reader with this name answers in the network.',
    todo: 'Check that it is switched on and in the same network as the till.',
  },
  READER_OFFLINE: {
    title: 'The reader is not reachable',
    happened: 'It is switched off or has lost its network.',
    todo: 'Check its power and network, or take cash.',
  },
  READER_BUSY: {
    title: 'The reader is busy',
    happened: 'It is still finishing something else.',
    todo: 'Wait a moment, then ask again.',
  },
  READER_IN_USE: {
    title: 'Another till uses this reader',
    happened: 'The reader was left where it is.',
    todo: 'Ask there first. A manager can then take it over in the settings.',
  },
  READER_FALLBACK_NOT_ALLOWED: {
    title: 'The reader can only be reached over the shop’s network',
    happened: 'Stripe’s servers are not allowed to stand in here, or the network is back.',
    todo: 'Ask again. If it fails, check that reader and till are on the same network.',
  },
  READER_NONE_CHOSEN: {
    title: 'No reader is chosen',
    happened: 'This register does not know which reader it owns.',
    todo: 'Choose a reader in the settings.',
  },
  READER_PAGE_NOT_RUNNING: {
    title: 'The link to the reader is starting',
    happened: 'The part of the till that talks to readers is not there yet.',
    todo: 'Wait a moment. If it stays, check the internet connection.',
  },
  READER_SDK_NOT_LOADED: {
    title: 'Stripe’s reader software did not load',
    happened: 'The till could not fetch it from Stripe.',
    todo: 'Check the internet connection. Cash works meanwhile.',
  },
  READER_CODE_NOT_ACCEPTED: {
    title: 'Stripe does not know this code',
    happened: 'The reader was not registered.',
    todo: 'Read the code on the reader once more; it changes after some minutes.',
  },
  STRIPE_UNREACHABLE: {
    title: 'Stripe is not reachable',
    happened: 'The internet connection is interrupted.',
    todo: 'Cash works. Cards wait until the line is back.',
  },
  STRIPE_KEY_REFUSED: {
    title: 'Stripe does not accept the key',
    happened: 'The secret key was revoked or is not complete, so Stripe did nothing.',
    todo: 'Take cash meanwhile, and have a valid key entered in the settings.',
  },
  STRIPE_KEY_RIGHTS_MISSING: {
    title: 'The key lacks a right',
    happened: 'Stripe knows the key, but it may not do this, so nothing was done.',
    todo: 'Take cash meanwhile, and have the key given the rights that the settings list.',
  },
  STRIPE_WEBHOOK_RIGHTS_MISSING: {
    title: 'The key may not manage webhooks',
    happened: 'The restricted key lacks the right “Webhook Endpoints: write”. The webhook stays as it was.',
    todo: 'Give the key that right at Stripe and press Set up anew; or make the endpoint there by hand and save its signing secret here.',
  },
  STRIPE_RATE_LIMITED: {
    title: 'Stripe asks us to slow down',
    happened: 'Too many requests went to Stripe at once, so it turned this one away.',
    todo: 'Wait a few seconds and try once more.',
  },
  STRIPE_REQUEST_REFUSED: {
    title: 'Stripe did not accept the request',
    happened: 'Stripe understood the till, but refused this step and did nothing.',
    todo: 'Take another way to pay, and call support.',
  },
  STRIPE_OUTCOME_UNKNOWN: {
    title: 'We do not know yet',
    happened: 'Stripe did not answer in time.',
    todo: 'Do not charge again. The till keeps asking Stripe by itself.',
  },
  VAULT_UNAVAILABLE: {
    title: 'The key store of this computer is closed',
    happened: 'Secrets can be neither read nor saved at the moment.',
    todo: 'Sign in to the computer again. If that does not help, call support.',
  },
  VAULT_PLAIN_TEXT_REFUSED: {
    title: 'This computer would store secrets in plain text',
    happened: 'The till does not do that, so nothing was saved.',
    todo: 'Set up the system’s keyring, or call support.',
  },
  RELAY_UNREACHABLE: {
    title: 'The relay is not reachable',
    happened: 'The till asks Stripe itself meanwhile.',
    todo: 'Check the address and the internet connection.',
  },
  RELAY_NOT_SECURE: {
    title: 'This relay address is not secure',
    happened: 'Outside this computer the till only talks to a relay over https.',
    todo: 'Use the address that begins with https.',
  },
  RELAY_CODE_NOT_ACCEPTED: {
    title: 'The relay does not accept this code',
    happened: 'The till was not paired.',
    todo: 'Ask for a new pairing code; each works once and only for some minutes.',
  },
  RELAY_MODE_DIFFERS: {
    title: 'This pairing code is for another mode',
    happened: 'The store at the relay and this till are not both in test mode or both in live mode.',
    todo: 'Ask for a pairing code of a store in this till’s mode.',
  },
  RELAY_TOKEN_REFUSED: {
    title: 'The relay no longer knows this till',
    happened: 'Its access was withdrawn. The till asks Stripe itself meanwhile.',
    todo: 'Pair the till again in the settings.',
  },
  RELAY_NOT_PAIRED: {
    title: 'This till has no relay',
    happened: 'There is nothing to disconnect.',
    todo: 'Pair a relay in the settings if you want one.',
  },
  WEBHOOK_SIGNATURE_INVALID: {
    title: 'A webhook signature is not valid',
    happened:
      'An event was refused because its signature did not fit. The payment itself is safe; the till asks Stripe.',
    todo: 'Compare the signing secret in the settings with the one at Stripe.',
  },
  DB_FROM_THE_FUTURE: {
    title: 'The data is from a newer version',
    happened: 'This version does not open it, so that nothing is damaged.',
    todo: 'Install the newer version again, or call support.',
  },
  DB_DAMAGED: {
    title: 'The data of this till is damaged',
    happened: 'The till stopped before it could make it worse.',
    todo: 'Do not delete anything. Call support; they can restore the last good copy.',
  },
  DB_FULL: {
    title: 'The disk of this till is full',
    happened: 'This step could not be saved.',
    todo: 'Call support. Sales that are done stay saved.',
  },
  DB_READ_ONLY: {
    title: 'This till cannot write to its disk',
    happened: 'This step could not be saved.',
    todo: 'Call support. Sales that are done stay saved.',
  },
};

export const errors = { money, codes };
