import { access } from 'node:fs/promises';
import { chromium, type Browser } from 'playwright';

/**
 * Starts a headless Chromium for a test or the demo: an installed one where there is one, otherwise the one that
 * comes with `npm ci` on Linux x64. Throws with a plain sentence when there is none.
 */
export async function launchBrowser(): Promise<Browser> {
  const installed = await firstExisting(INSTALLED);
  if (installed !== null) return chromium.launch({ executablePath: installed, args: ARGUMENTS });
  if (process.platform === 'linux' && process.arch === 'x64') {
    return chromium.launch({ executablePath: await packagedChromium(), args: ARGUMENTS });
  }
  throw new Error('No Chromium found: install Chrome, Edge or Chromium, or set CHROMIUM_PATH to one.');
}

const INSTALLED = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
].filter((path) => path !== undefined);

// No sandbox: tests run as root in containers. Nothing here weakens web security, unlike the package's own defaults.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

async function packagedChromium(): Promise<string> {
  // The package unpacks its own shared libraries only when it believes to run in this environment.
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs24.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}

async function firstExisting(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    try {
      await access(path);
      return path;
    } catch {
      continue;
    }
  }
  return null;
}
