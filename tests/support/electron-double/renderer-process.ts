import type { PreloadElectron } from '../../../electron/shell/expose-bridge.ts';
import { strict } from './strict.ts';

type Heard = (event: unknown, value: unknown) => void;

/** The renderer's side of Electron, as a sandboxed preload script has it. Records; throws on what it does not model. */
export function createPreloadDouble(answer: (channel: string) => Promise<unknown>) {
  const worlds = new Map<string, unknown>();
  const invoked: (readonly unknown[])[] = [];
  const listeners = new Map<string, Set<Heard>>();
  const event = { sender: 'the event object of Electron' };
  const electron = strict('electron', {
    contextBridge: strict('contextBridge', {
      exposeInMainWorld: (name: string, value: unknown) => {
        if (worlds.has(name)) throw new Error(`Cannot bind an API on top of an existing property: ${name}`);
        worlds.set(name, value);
      },
    }),
    ipcRenderer: strict('ipcRenderer', {
      invoke: (...given: readonly [string, ...unknown[]]) => {
        invoked.push(given);
        return answer(given[0]);
      },
      on: (channel: string, listener: Heard) => {
        listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      },
      off: (channel: string, listener: Heard) => {
        listeners.get(channel)?.delete(listener);
      },
    }),
  });
  return {
    electron: electron as unknown as PreloadElectron, // As in main: what the preload scripts use, and throws.
    worlds,
    invoked,
    listeners,
    send: (channel: string, value: unknown): void => {
      for (const listener of listeners.get(channel) ?? []) listener(event, value);
    },
  };
}
