import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createSandbox } from './sandbox.ts';
import { listenSandbox } from './listen.ts';
import { realPorts } from './real-ports.ts';
import type { State } from './world.ts';

/*
 * Starts the sandbox alone: `npm run sandbox`. Prints `READY {json}` with its address and keys once it answers.
 * SANDBOX_PORT (0: a free one) · SANDBOX_SEED (decides keys and ids) · SANDBOX_STATE_FILE (survives restarts) ·
 * SANDBOX_IN_USE ("asking": fail_if_in_use refuses a reader only while it asks another till's customer for a card) ·
 * SANDBOX_COUNTRY ("CA": an account in Canadian dollars, whose readers take Interac) ·
 * SANDBOX_EXIT_WITH_PARENT=1 (ends when standard input closes).
 */
const stateFile = process.env['SANDBOX_STATE_FILE'];
let dirty = false;
const save = (): void => {
  if (stateFile === undefined || !dirty) return;
  dirty = false;
  writeFileSync(`${stateFile}.new`, JSON.stringify(sandbox.snapshot()), { mode: 0o600 });
  renameSync(`${stateFile}.new`, stateFile);
};
const state = loadState();
const sandbox = createSandbox(
  realPorts(() => {
    if (!dirty) setImmediate(save);
    dirty = true;
  }),
  {
    seed: process.env['SANDBOX_SEED'] ?? 'kade-12',
    inUse: process.env['SANDBOX_IN_USE'] === 'asking' ? 'asking' : 'connected',
    ...(process.env['SANDBOX_COUNTRY'] === 'CA' ? { country: 'CA', currency: 'cad' } : {}),
    ...(state === null ? {} : { state }),
  },
);
const server = await listenSandbox(sandbox, { port: Number(process.env['SANDBOX_PORT'] ?? '0') });

const stop = (): void => {
  save();
  void server.close().then(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
if (process.env['SANDBOX_EXIT_WITH_PARENT'] === '1') {
  process.stdin.resume();
  process.stdin.once('end', stop);
  process.stdin.once('error', stop);
}

process.stdout.write(
  `READY ${JSON.stringify({
    baseUrl: server.baseUrl,
    publishableKey: sandbox.keys.publishable,
    secretKey: sandbox.keys.secret,
    controlKey: sandbox.keys.control,
    accountId: sandbox.accountId,
  })}\n`,
);

function loadState(): State | null {
  if (stateFile === undefined) return null;
  try {
    return JSON.parse(readFileSync(stateFile, 'utf8')) as State; // Written by `save` of this same file.
  } catch {
    // No file yet, or one that a crash cut before its rename: the sandbox starts empty.
    return null;
  }
}
