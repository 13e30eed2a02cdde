/** Chromium's names for it, older and newer: a browser refuses to answer for one that it does not know. */
const NAMES = ['local-network-access', 'local-network'] as const;

/** Whether the browser was told to keep this page from the local network. One that has not been asked yet refuses nothing. */
export async function isLanRefused(permissions: Pick<Permissions, 'query'>): Promise<boolean> {
  for (const name of NAMES) {
    try {
      const { state } = await permissions.query({ name: name as PermissionName }); // Newer than the library's list.
      if (state === 'denied') return true;
    } catch {
      // Not a permission here.
    }
  }
  return false;
}
