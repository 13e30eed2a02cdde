/** How a figure stands to the one before. `newly`: there was nothing before to measure it by. */
export type Change = { readonly kind: 'more' | 'less' | 'same' | 'newly'; readonly ratio: number };

export function changeOf(now: number, before: number): Change {
  if (now === before) return { kind: 'same', ratio: 0 };
  if (before <= 0) return { kind: 'newly', ratio: 0 };
  return { kind: now > before ? 'more' : 'less', ratio: Math.abs(now - before) / before };
}
