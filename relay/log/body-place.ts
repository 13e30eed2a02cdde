/** What a sealed body belongs to. Alike in every engine, so that a log can move from one to the other. */
export function bodyPlace(storeId: string, eventId: string): { storeId: string; purpose: string } {
  return { storeId, purpose: `body:${eventId}` };
}
