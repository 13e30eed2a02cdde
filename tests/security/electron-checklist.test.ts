import { describe, expect, it } from 'vitest';
import { loadShellSources, type Plant } from '../support/electron-double/index.ts';
import * as checks from './checklist-checks.ts';

/**
 * Electron's security checklist, all twenty points in its order (Electron's tutorial "Security", read August 2026).
 * Each is checked on the real shell under the Electron double, and then on a copy of the shell with one mistake in it,
 * which the same check has to catch. The double runs no page: what Chromium makes of these settings is not shown here.
 */
const windows = (find: string, replace: string): Plant => ({
  file: 'electron/shell/windows.ts',
  find,
  replace,
});
const shell = (file: string, find: string, replace: string): Plant => ({
  file: `electron/shell/${file}`,
  find,
  replace,
});

const POINTS: readonly { readonly fact: string; readonly check: checks.Check; readonly plant: Plant }[] = [
  {
    fact: 'only secure content is loaded',
    check: checks.onlySecureContent,
    plant: shell('permissions.ts', "url.protocol === 'https:' ||", "url.protocol.startsWith('http') ||"),
  },
  {
    fact: 'no page has Node',
    check: checks.noNodeInPages,
    plant: windows('nodeIntegration: false', 'nodeIntegration: true'),
  },
  {
    fact: 'pages and preload scripts are isolated from each other',
    check: checks.contextIsolated,
    plant: windows('contextIsolation: true', 'contextIsolation: false'),
  },
  {
    fact: 'every process of a page is sandboxed',
    check: checks.sandboxed,
    plant: shell('start-shell.ts', 'app.enableSandbox();', ''),
  },
  {
    fact: 'permissions are refused, except the local network for the reader page',
    check: checks.permissionsRefused,
    plant: shell('permissions.ts', 'asked.isMainFrame &&', ''),
  },
  {
    fact: 'web security stays on',
    check: checks.webSecurityOn,
    plant: windows('webSecurity: true', 'webSecurity: false'),
  },
  {
    fact: 'every answer to a page carries its content policy',
    check: checks.policyOnEveryAnswer,
    plant: shell('serve-page.ts', "'content-security-policy': policy,", ''),
  },
  {
    fact: 'insecure content does not run',
    check: checks.noInsecureContent,
    plant: windows('allowRunningInsecureContent: false', 'allowRunningInsecureContent: true'),
  },
  {
    fact: 'experimental features of Chromium are off',
    check: checks.noExperiments,
    plant: windows('experimentalFeatures: false', 'experimentalFeatures: true'),
  },
  {
    fact: 'no feature of Blink is switched on',
    check: checks.noBlinkFeatures,
    plant: windows('safeDialogs: true', "safeDialogs: true,\n      enableBlinkFeatures: 'WebUSB'"),
  },
  {
    fact: 'there is no webview tag, and so none with popups',
    check: checks.noWebviewTag,
    plant: windows('webviewTag: false', 'webviewTag: true'),
  },
  {
    fact: 'a webview that is attached all the same is refused',
    check: checks.webviewsRefused,
    plant: shell(
      'navigation.ts',
      '      event.preventDefault();\n    });\n    // Known',
      '    });\n    // Known',
    ),
  },
  {
    fact: 'a page goes nowhere but to itself',
    check: checks.navigationRefused,
    plant: shell('navigation.ts', 'if (event.isMainFrame || !mayFrame(page, event.url))', 'if (false)'),
  },
  {
    fact: 'no page opens a window',
    check: checks.windowsRefused,
    plant: shell('navigation.ts', "return { action: 'deny' };", "return { action: 'allow' };"),
  },
  {
    fact: 'only Stripe’s dashboard opens in the browser of the system',
    check: checks.onlyDashboardOpens,
    plant: shell('navigation.ts', "url.username === '' &&", ''),
  },
  {
    fact: 'Electron’s version is one that is still mended',
    check: checks.electronSupported,
    plant: { file: 'package.json', find: '"electron": "', replace: '"electron": "^' },
  },
  {
    fact: 'every request’s sender is checked',
    check: checks.sendersChecked,
    plant: shell('bind-contract.ts', 'senderFrame.parent === null &&', ''),
  },
  {
    fact: 'pages come over a scheme of their own, and only from their own folder',
    check: checks.servedByOwnScheme,
    plant: shell('serve-page.ts', 'file.startsWith(root + sep)', 'file.startsWith(root.slice(0, 1))'),
  },
  {
    fact: 'the binary’s fuses are set',
    check: checks.fusesSet,
    plant: shell('fuses.ts', 'runAsNode: false', 'runAsNode: true'),
  },
  {
    fact: 'a page sees the contract and nothing else of Electron',
    check: checks.onlyTheContractExposed,
    plant: shell('expose-bridge.ts', '(_event: IpcRendererEvent, value: unknown)', '(value: unknown)'),
  },
];

describe('Electron’s security checklist', () => {
  for (const [index, { fact, check, plant }] of POINTS.entries()) {
    it(`${String(index + 1)}: ${fact}`, async () => {
      await check(await loadShellSources(null));
      const planted = await loadShellSources(plant);
      try {
        // An assertion, not just any error: a copy that doesn't even start would prove nothing.
        await expect(run(check, planted)).rejects.toThrow(
          expect.objectContaining({ name: 'AssertionError' }),
        );
      } finally {
        planted.remove();
      }
    });
  }
});

async function run(check: checks.Check, sources: Parameters<checks.Check>[0]): Promise<void> {
  await check(sources);
}
