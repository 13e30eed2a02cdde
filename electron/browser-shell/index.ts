export { readProfileId } from './profile-id.ts';
export { openBrowserShell, type BrowserShell } from './shell.ts';
