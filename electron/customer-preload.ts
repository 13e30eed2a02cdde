import { contextBridge, ipcRenderer } from 'electron';
import { exposeCustomerBridge } from './shell/expose-bridge.ts';

/** The customer page's preload script, bundled like the till page's: one subscription, and nothing to ask. */
exposeCustomerBridge({ contextBridge, ipcRenderer });
