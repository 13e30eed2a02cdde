import type { RelayMessage } from '../../shared/contract/relay/index.ts';
import { eventMessage, openAt, type OpeningParts } from './opening.ts';

/** Characters of bodies in one answer; what is beyond them comes with the next. One event is always given. */
const MOST_BODY_CHARACTERS = 512 * 1024;
const PAGE_EVENTS = 50;

/**
 * What a session would say up to its first full window, for a till whose network lets no websocket through: welcome,
 * reset, events. Null when the log can't be read as it should; then the till asks again.
 */
export async function readRange(
  parts: OpeningParts,
  asked: { readonly cursor: string | null; readonly credit: number },
): Promise<{ readonly afterSeq: number; readonly messages: readonly RelayMessage[] } | null> {
  const opening = await openAt(parts, asked);
  if (opening === null) return null;
  const { eventLog, store } = parts;
  const { welcome, reset, start } = opening;
  const messages: RelayMessage[] = reset === null ? [welcome] : [welcome, reset];
  let { afterSeq } = start;
  let characters = 0;
  const lastSeq = afterSeq + welcome.window;
  while (afterSeq < lastSeq) {
    const limit = Math.min(lastSeq - afterSeq, PAGE_EVENTS);
    const page = await eventLog.readAfter({ storeId: store.storeId, afterSeq, limit });
    for (const event of page) {
      // It went by age between two reads: the till's cursor will tell so the next time.
      if (event.seq !== afterSeq + 1) return { afterSeq: start.afterSeq, messages };
      characters += event.body.length;
      if (afterSeq > start.afterSeq && characters > MOST_BODY_CHARACTERS)
        return { afterSeq: start.afterSeq, messages };
      messages.push(eventMessage(eventLog.epoch, afterSeq, event));
      afterSeq = event.seq;
    }
    if (page.length < limit) break;
  }
  return { afterSeq: start.afterSeq, messages };
}
