import { describe, expect, it } from 'vitest';
import { createElectronDouble, createPreloadDouble } from './index.ts';

/** What the double is for: code that uses more of Electron than it models fails instead of passing on `undefined`. */
describe('the Electron double', () => {
  const { electron } = createElectronDouble();
  const session = async () => {
    await electron.app.whenReady();
    return electron.session.fromPartition('page');
  };

  it.each([
    ['a module', () => Reflect.get(electron, 'crashReporter')],
    ['a function of app', () => Reflect.get(electron.app, 'setAsDefaultProtocolClient')],
    ['an event of app', () => electron.app.on('certificate-error', () => undefined)],
    ['a path', () => electron.app.getPath('desktop')],
    ['a function of ipcMain', () => Reflect.get(electron.ipcMain, 'handleOnce')],
    ['setting a property', () => Reflect.set(electron.app, 'name', 'other')],
    [
      'a function of ipcRenderer',
      () => Reflect.get(createPreloadDouble(async () => {}).electron.ipcRenderer, 'sendSync'),
    ],
  ])('throws on %s that it does not model', (_, use) => {
    expect(use).toThrow(/does not model/u);
  });

  it('throws on a setting of a session, a window option and an event of a page that it does not model', async () => {
    const page = await session();
    expect(() => Reflect.get(page, 'setCertificateVerifyProc')).toThrow(/does not model/u);
    expect(() => new electron.BrowserWindow({ kiosk: true, webPreferences: { session: page } })).toThrow(
      /kiosk/u,
    );
    expect(() => new electron.BrowserWindow({ webPreferences: { session: page, offscreen: true } })).toThrow(
      /offscreen/u,
    );
    const { webContents } = new electron.BrowserWindow({ webPreferences: { session: page } });
    expect(() => webContents.on('did-start-loading', () => undefined)).toThrow(/does not model/u);
    expect(() => Reflect.get(webContents, 'executeJavaScript')).toThrow(/does not model/u);
  });

  it('keeps Electron’s order: some calls only before ready, some only after', async () => {
    const early = createElectronDouble().electron;
    expect(() => early.session.fromPartition('page')).toThrow(/before app is ready/u);
    expect(() => new early.BrowserWindow({ webPreferences: {} })).toThrow(/before app is ready/u);
    expect(early.safeStorage.isEncryptionAvailable()).toBe(false);
    await early.app.whenReady();
    expect(() => {
      early.app.enableSandbox();
    }).toThrow(/before app is ready/u);
    expect(() => {
      early.protocol.registerSchemesAsPrivileged([]);
    }).toThrow(/before app is ready/u);
  });

  it('hands out everything where the app set no handler, as Electron does', async () => {
    const double = createElectronDouble();
    await double.electron.app.whenReady();
    double.electron.session.fromPartition('page');
    const page = double.sessions.get('page');
    expect(page?.permission('geolocation', 'https://example.com', false)).toEqual({
      checked: true,
      asked: true,
    });
    expect(page?.mayLoad('http://example.com/')).toBe(true);
    expect(page?.devices()).not.toEqual([]);
  });
});
