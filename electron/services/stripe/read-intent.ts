import type Stripe from 'stripe';
import { classifyDecline, type Decline, type IntentSnapshot } from '../../../shared/domain/payment/index.ts';
import { currencyCode, minorUnits, money } from '../../../shared/domain/money/index.ts';
import type { IntentRead } from './gateway.ts';

/** What a till keeps of a charge: enough for the receipt and the manager, nothing that could pay again. */
export type ChargeFacts = {
  readonly chargeId: string;
  readonly brand: string;
  readonly last4: string | null;
  /** The same for one card at one account, whatever it was read with. Says nothing about its number. */
  readonly fingerprint: string | null;
  readonly entryMode: 'contactless' | 'chip' | 'swipe' | 'unknown';
  readonly wallet: string | null;
  readonly authorisationCode: string | null;
  readonly receipt: EmvReceipt | null;
  /** A card of Canada's Interac: its refunds want the card at a reader. Left out for all others. */
  readonly interac?: true;
};

/** The lines that card schemes want on a receipt. */
export type EmvReceipt = {
  readonly applicationName: string | null;
  readonly aid: string | null;
  readonly verification: string | null;
  readonly accountType: string | null;
};

const STATUSES: readonly IntentSnapshot['status'][] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
];

/** True when a card was refused and the intent takes another one: how many were refused tells one refusal from the next. */
export function wasDeclined(intent: Stripe.PaymentIntent): boolean {
  return intent.latest_charge !== null && !OVER.some((status) => status === intent.status);
}

const OVER: readonly IntentSnapshot['status'][] = ['requires_capture', 'succeeded', 'canceled'];

/** Turns Stripe's intent into what this product reasons about. `charges`: all of the intent, or none when unknown. */
export function readIntent(intent: Stripe.PaymentIntent, charges: readonly Stripe.Charge[]): IntentRead {
  const latest = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  return {
    snapshot: {
      paymentIntentId: intent.id,
      // A status this version has never heard of must not look like any it knows: busy is the one that waits.
      status: STATUSES.find((status) => status === intent.status) ?? 'processing',
      amount: money(intent.amount, currencyCode(intent.currency.toUpperCase())),
      amountReceivedMinor: minorUnits(intent.amount_received),
      amountCapturableMinor: minorUnits(intent.amount_capturable),
      tipMinor: minorUnits(intent.amount_details?.tip?.amount ?? 0),
      captureBeforeMs: intent.status === 'requires_capture' ? captureBeforeMs(latest) : null,
      livemode: intent.livemode,
      chargeCount: Math.max(charges.length, intent.latest_charge === null ? 0 : 1),
      lastDecline: declineOf(intent.last_payment_error),
    },
    charge: latest === null ? null : factsOf(latest),
    refundedMinor: latest?.amount_refunded ?? 0,
    locationId: latest?.payment_method_details?.card_present?.location ?? null,
    inPerson: intent.payment_method_types.some((type) => type.endsWith('_present')),
    clientSecret: intent.client_secret ?? '',
    createdAtMs: intent.created * 1000,
    metadata: intent.metadata,
    cardPresentAllowed: intent.payment_method_types.includes('card_present'),
  };
}

function captureBeforeMs(charge: Stripe.Charge | null): number | null {
  const seconds = charge?.payment_method_details?.card_present?.capture_before;
  return typeof seconds === 'number' ? seconds * 1000 : null;
}

function declineOf(error: Stripe.PaymentIntent.LastPaymentError | null): Decline | null {
  if (error === null || error.type !== 'card_error') return null;
  return classifyDecline(error.decline_code ?? error.code ?? 'generic_decline');
}

function factsOf(charge: Stripe.Charge): ChargeFacts {
  const details = charge.payment_method_details;
  const card = details?.card_present ?? details?.interac_present;
  const receipt = card?.receipt ?? null;
  return {
    chargeId: charge.id,
    brand: card?.brand ?? 'unknown',
    last4: card?.last4 ?? null,
    fingerprint: card?.fingerprint ?? null,
    entryMode: entryModeOf(card?.read_method ?? null),
    wallet: details?.card_present?.wallet?.type ?? null,
    authorisationCode: receipt?.authorization_code ?? null,
    receipt:
      receipt === null
        ? null
        : {
            applicationName: receipt.application_preferred_name,
            aid: receipt.dedicated_file_name,
            verification: receipt.cardholder_verification_method,
            accountType: receipt.account_type ?? null,
          },
    ...(details?.interac_present === undefined ? {} : { interac: true as const }),
  };
}

function entryModeOf(readMethod: string | null): ChargeFacts['entryMode'] {
  switch (readMethod) {
    case 'contactless_emv':
    case 'contactless_magstripe_mode':
      return 'contactless';
    case 'contact_emv':
      return 'chip';
    case 'magnetic_stripe_fallback':
    case 'magnetic_stripe_track2':
      return 'swipe';
    default:
      return 'unknown';
  }
}
