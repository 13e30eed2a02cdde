import { apiKinds, headKinds, pathKinds } from './api-tries.ts';
import { bodyKinds, lengthKinds, replay, signatureKinds } from './door-tries.ts';
import { messageKinds, upgradeKinds } from './socket-tries.ts';
import type { Kind } from './tries.ts';

export const REPLAY = 'a genuine one again';

/** Everything that is tried, by name. */
export const KINDS: Readonly<Record<string, Kind>> = {
  ...signatureKinds,
  ...bodyKinds,
  ...lengthKinds,
  ...pathKinds,
  ...headKinds,
  ...apiKinds,
  ...upgradeKinds,
  ...messageKinds,
  [REPLAY]: replay,
};
