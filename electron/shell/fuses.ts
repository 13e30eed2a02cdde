/**
 * The switches of Electron's binary, as electron-builder's `electronFuses` takes them. They are flipped when the app
 * is packaged, before it is signed, and can't be changed from outside afterwards.
 *
 * Facts: Electron's page on fuses, as of version 45.
 */
export const FUSES = {
  /** The till's binary must not run other people's scripts with the till's keychain rights. */
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableCookieEncryption: true,
  /** Only together: the archive is checked, and nothing but the archive is loaded. */
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const;
