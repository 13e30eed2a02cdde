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

const POINTS: readonly {
  readonly fact: string;
  readonly check: checks.Check;
  readonly plants: readonly Plant[];
}[] = [
  {
    fact: 'only secure content is loaded',
    check: checks.onlySecureContent,
    plants: [shell('permissions.ts', "url.protocol === 'https:' ||", "url.protocol.startsWith('http') ||")],
  },
  {
    fact: 'no page has Node',
    check: checks.noNodeInPages,
    plants: [
      windows('nodeIntegration: false', 'nodeIntegration: true'),
      windows('nodeIntegrationInWorker: false', 'nodeIntegrationInWorker: true'),
      windows('nodeIntegrationInSubFrames: false', 'nodeIntegrationInSubFrames: true'),
    ],
  },
  {
    fact: 'pages and preload scripts are isolated from each other',
    check: checks.contextIsolated,
    plants: [windows('contextIsolation: true', 'contextIsolation: false')],
  },
  {
    fact: 'every process of a page is sandboxed',
    check: checks.sandboxed,
    plants: [shell('start-shell.ts', 'app.enableSandbox();', ''), windows('sandbox: true', 'sandbox: false')],
  },
  {
    fact: 'permissions are refused, except the local network for the reader page',
    check: checks.permissionsRefused,
    plants: [
      shell('permissions.ts', 'asked.isMainFrame &&', ''),
      shell('permissions.ts', 'originOf(asked.origin) === page.origin &&', ''),
      shell('permissions.ts', 'till: []', "till: ['geolocation']"),
      shell('permissions.ts', 'session.setPermissionRequestHandler(', 'void Object('),
      shell(
        'permissions.ts',
        'session.setDevicePermissionHandler(() => false)',
        'session.setDevicePermissionHandler(() => true)',
      ),
    ],
  },
  {
    fact: 'web security stays on',
    check: checks.webSecurityOn,
    plants: [windows('webSecurity: true', 'webSecurity: false')],
  },
  {
    fact: 'every answer to a page carries its content policy',
    check: checks.policyOnEveryAnswer,
    plants: [shell('serve-page.ts', "'content-security-policy': policy,", '')],
  },
  {
    fact: 'insecure content does not run',
    check: checks.noInsecureContent,
    plants: [windows('allowRunningInsecureContent: false', 'allowRunningInsecureContent: true')],
  },
  {
    fact: 'experimental features of Chromium are off',
    check: checks.noExperiments,
    plants: [windows('experimentalFeatures: false', 'experimentalFeatures: true')],
  },
  {
    fact: 'no feature of Blink is switched on',
    check: checks.noBlinkFeatures,
    plants: [windows('safeDialogs: true', "safeDialogs: true,\n      enableBlinkFeatures: 'WebUSB'")],
  },
  {
    fact: 'there is no webview tag, and so none with popups',
    check: checks.noWebviewTag,
    plants: [windows('webviewTag: false', 'webviewTag: true')],
  },
  {
    fact: 'a webview that is attached all the same is refused',
    check: checks.webviewsRefused,
    plants: [
      shell('navigation.ts', '      event.preventDefault();\n    });\n    // Known', '    });\n    // Known'),
    ],
  },
  {
    fact: 'a page goes nowhere but to itself',
    check: checks.navigationRefused,
    plants: [
      shell('navigation.ts', 'if (event.isMainFrame || !mayFrame(page, event.url))', 'if (false)'),
      shell('navigation.ts', 'if (!isDocumentOf(page, event.url))', 'if (false)'),
      shell('navigation.ts', 'if (!admitted)', 'if (false)'),
      shell('navigation.ts', 'if (!isKnown(contents))', 'if (false)'),
      shell('pages.ts', "parsed.hash = '';", "parsed.hash = ''; parsed.search = '';"),
    ],
  },
  {
    fact: 'no page opens a window',
    check: checks.windowsRefused,
    plants: [shell('navigation.ts', "return { action: 'deny' };", "return { action: 'allow' };")],
  },
  {
    fact: 'only Stripe’s dashboard opens in the browser of the system',
    check: checks.onlyDashboardOpens,
    plants: [
      shell('navigation.ts', "url.username === '' &&", ''),
      shell('navigation.ts', 'OPENED_OUTSIDE.includes(url.origin)', "url.protocol === 'https:'"),
      shell('navigation.ts', 'page !== READER_PAGE && ', ''),
    ],
  },
  {
    fact: 'Electron’s version is one that is still mended',
    check: checks.electronSupported,
    plants: [{ file: 'package.json', find: '"electron": "', replace: '"electron": "^' }],
  },
  {
    fact: 'every request’s sender is checked',
    check: checks.sendersChecked,
    plants: [
      shell('bind-contract.ts', 'senderFrame.parent === null &&', ''),
      shell('bind-contract.ts', 'sender === contents &&', ''),
      shell('bind-contract.ts', 'senderFrame.origin === page.origin &&', ''),
      shell('bind-contract.ts', 'isDocumentOf(page, senderFrame.url)', 'true'),
      shell('bind-contract.ts', 'sent.length === 1 ?', 'sent.length > 0 ?'),
      shell('start-shell.ts', 'electron.ipcMain.removeAllListeners(CHANNEL_OF_ELECTRON_STORE);', ''),
    ],
  },
  {
    fact: 'pages come over a scheme of their own, and only from their own folder',
    check: checks.servedByOwnScheme,
    plants: [shell('serve-page.ts', 'file.startsWith(root + sep)', 'file.startsWith(root.slice(0, 1))')],
  },
  {
    fact: 'the binary’s fuses are set',
    check: checks.fusesSet,
    plants: [shell('fuses.ts', 'runAsNode: false', 'runAsNode: true')],
  },
  {
    fact: 'a page sees the contract and nothing else of Electron',
    check: checks.onlyTheContractExposed,
    plants: [shell('expose-bridge.ts', '(_event: IpcRendererEvent, value: unknown)', '(value: unknown)')],
  },
];

describe('Electron’s security checklist', () => {
  for (const [index, { fact, check, plants }] of POINTS.entries()) {
    it(`${String(index + 1)}: ${fact}`, async () => {
      await check(await loadShellSources(null));
      for (const plant of plants) {
        const planted = await loadShellSources(plant);
        // An assertion, not just any error: a copy that doesn't even start would prove nothing.
        const caught = await run(check, planted).then(
          () => 'nothing',
          (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
        );
        planted.remove();
        expect([plant.find, caught]).toEqual([plant.find, 'AssertionError']);
      }
    });
  }
});

async function run(check: checks.Check, sources: Parameters<checks.Check>[0]): Promise<void> {
  await check(sources);
}
