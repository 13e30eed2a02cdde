import { contextBridge, ipcRenderer } from 'electron';
import { exposeTillBridge } from './shell/expose-bridge.ts';

/** The till page's preload script; the build makes one CommonJS file of it, because a sandboxed one can't import. */
exposeTillBridge({ contextBridge, ipcRenderer });
