/**
 * The part of Electron that the shell uses. It arrives as an argument from `main.ts`, so that tests can pass a double
 * and see every call; the double throws on anything that is not in this list.
 */
export type Electron = Pick<
  typeof import('electron'),
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'shell'
  | 'utilityProcess'
>;

export type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  IpcMainInvokeEvent as InvokeEvent,
  Session,
  WebContents,
} from 'electron/main';
