import { contextBridge, ipcRenderer } from 'electron';
import { exposeReaderBridge } from './shell/expose-bridge.ts';

/** The reader page's preload script, bundled like the till page's. */
exposeReaderBridge({ contextBridge, ipcRenderer });
