/** What a manager saw and accepted. Another kind or another cent is another line, and needs another approval. */
export function fingerprintOf(line: {
  readonly kind: string;
  readonly tillMinor: number;
  readonly stripeMinor: number | null;
  readonly currency: string;
}): string {
  const stripe = line.stripeMinor === null ? 'not known' : String(line.stripeMinor);
  return [line.kind, line.currency, String(line.tillMinor), stripe].join('|');
}
