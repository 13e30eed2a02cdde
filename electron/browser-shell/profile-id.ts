import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ids } from '../services/ports.ts';

/** The name under which this profile's secrets are in the keyring; made with the profile and moved along with it. */
export function readProfileId(directory: string, ids: Ids): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'profile-id');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    const id = ids.uuidv7();
    writeFileSync(file, id, { mode: 0o600 });
    return id;
  }
}
