/** Who may import what. Each rule says what to do instead; `tests/style/import-rules.test.ts` plants one violation each. */
const TESTS = '\\.test\\.tsx?$|^tests/|/testing/';

/** Only these may import a package: everybody else goes through their door. */
const DOORS = [
  ['stripe', '^(electron/services/stripe/|sandbox/)', 'ask through electron/services/stripe'],
  [
    '@stripe/terminal-js',
    '^renderer/reader/stripe-(loader|terminal-pure)',
    'use the shape in renderer/reader/sdk.ts',
  ],
  [
    'better-sqlite3',
    '^(electron/services/db/|relay/(database|log|stores)/)',
    'use the Db of electron/services/db, or the EventLog',
  ],
  ['electron-store', '^electron/services/settings/', 'use the SettingsStore'],
  ['conf', '^electron/services/settings/', 'use the SettingsStore'],
  ['@napi-rs/keyring', '^electron/services/vault/', 'use the Vault port'],
  [
    'electron',
    '^electron/(shell/|main\\.ts$|preload\\.ts$|(reader|customer)-preload\\.ts$)',
    'take what you need as a port',
  ],
  [
    '@point-of-sale/receipt-printer-encoder',
    '^electron/services/printing/escpos/',
    'print through electron/services/printing',
  ],
  ['pdfkit', '^electron/services/(receipts/pdf|reports)/', 'take a PDF from electron/services/receipts'],
  ['nodemailer', '^electron/services/mail/', 'mail through electron/services/mail'],
  ['fastify', '^relay/', 'the till serves no network; the relay does'],
  ['postgres', '^relay/postgres/', 'take a lane or a read of relay/postgres'],
  ['ws', '^(relay/|electron/services/relay-client/)', 'use the relay client'],
  ['zustand', '^renderer/till/store/', 'use the hooks of renderer/till/store'],
  ['@base-ui/react', '^renderer/till/(components|app)/', 'use renderer/till/components'],
];

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Move what both need into a third file.',
      severity: 'error',
      from: {},
      // Types vanish before anything runs: two files may know each other's shapes.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports this file: delete it, or say here why it is an entry.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          TESTS,
          '\\.d\\.ts$',
          '^(relay|sandbox)/server\\.ts$',
          '^electron/services/long-reads/worker\\.ts$',
          '^build/scripts/',
          '\\.config\\.ts$',
          '^sandbox/terminal-sdk/',
          '^renderer/till/preview/',
        ],
      },
      to: {},
    },
    {
      name: 'domain-is-a-leaf',
      comment: 'The domain imports nothing but itself: pass in what it needs.',
      severity: 'error',
      from: { path: '^shared/domain/', pathNot: TESTS },
      to: { pathNot: '^shared/domain/' },
    },
    {
      name: 'contract-knows-the-domain-only',
      comment: 'The contract is schemas: it imports the domain and zod.',
      severity: 'error',
      from: { path: '^shared/contract/', pathNot: TESTS },
      to: { pathNot: '^shared/|node_modules/zod/' },
    },
    {
      name: 'pages-and-main-meet-in-the-contract',
      comment: 'A page imports shared only; main answers it over the contract.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TESTS },
      to: { path: '^(electron|relay|sandbox|build|tests)/' },
    },
    {
      name: 'till-page-loads-no-schemas',
      comment:
        'Main checks what crosses. Schemas build code at run time, which this page’s policy refuses: import types.',
      severity: 'error',
      from: { path: '^renderer/till/', pathNot: [TESTS, '^renderer/till/preview/'] },
      to: {
        path: '^shared/contract/|node_modules/zod/',
        pathNot: '^shared/contract/errors\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'till-page-and-reader-page-are-strangers',
      comment: 'Each page has its own origin; what both need belongs into shared.',
      severity: 'error',
      from: { path: '^renderer/(till|reader)/' },
      to: { path: '^renderer/(till|reader)/', pathNot: '^renderer/$1/' },
    },
    {
      name: 'customer-page-gets-its-picture-only',
      comment: 'It faces strangers: nothing of the till but what is drawn for them.',
      severity: 'error',
      from: { path: '^renderer/customer/' },
      to: {
        path: '^renderer/|^shared/contract/|node_modules/zod/',
        pathNot: ['^renderer/customer/', '^renderer/till/(customer-display|styles)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-customers-picture-stands-alone',
      comment:
        'Store, bridge and components of the till lead to main: the customer’s page must not carry them.',
      severity: 'error',
      from: { path: '^renderer/till/customer-display/' },
      to: {
        path: '^renderer/',
        pathNot: ['^renderer/till/customer-display/', '^renderer/till/text/[a-z]+/customer\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'main-imports-no-page',
      comment: 'Main knows the pages by the contract alone.',
      severity: 'error',
      from: { path: '^electron/', pathNot: TESTS },
      to: { path: '^renderer/' },
    },
    {
      name: 'services-know-no-shell',
      comment: 'Services run in both shells: take it as a port.',
      severity: 'error',
      from: { path: '^electron/services/' },
      to: {
        path: '^electron/(shell|browser-shell|companions|main\\.ts|preload\\.ts|(reader|customer)-preload\\.ts)',
      },
    },
    {
      name: 'services-by-their-door',
      comment: 'Import another service’s index.ts, not its insides.',
      severity: 'error',
      from: { path: '^electron/services/([^/]+)/', pathNot: TESTS },
      to: {
        path: '^electron/services/([^/]+)/',
        pathNot: ['^electron/services/$1/', '^electron/services/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'shells-use-services-by-their-door',
      comment: 'Import the service’s index.ts.',
      severity: 'error',
      from: { path: '^electron/(shell|browser-shell|companions|main\\.ts)', pathNot: TESTS },
      to: { path: '^electron/services/[^/]+/', pathNot: '^electron/services/[^/]+/index\\.ts$' },
    },
    {
      name: 'relay-knows-shared-only',
      comment: 'The relay is deployed alone.',
      severity: 'error',
      from: { path: '^relay/', pathNot: TESTS },
      to: { path: '^(electron|renderer|sandbox|build|tests)/' },
    },
    {
      name: 'sandbox-knows-nobody',
      comment: 'The sandbox stands for Stripe: it may not know what it is tested against.',
      severity: 'error',
      from: { path: '^sandbox/', pathNot: TESTS },
      to: { path: '^(electron|renderer|relay|build|tests)/' },
    },
    {
      name: 'nobody-imports-relay-or-sandbox',
      comment: 'They are processes of their own: start them.',
      severity: 'error',
      from: { path: '^(electron|renderer|shared|build)/', pathNot: TESTS },
      to: { path: '^(relay|sandbox)/' },
    },
    {
      name: 'nobody-ships-tests',
      comment: 'Shipped code does not import tests or test support.',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { path: '\\.test\\.tsx?$|^tests/|/testing/' },
    },
    {
      name: 'wire-client-knows-the-page-only',
      comment: 'It shows that relay/PROTOCOL.md says enough: write what it lacks into the page.',
      severity: 'error',
      from: { path: '^tests/wire/client/' },
      to: {
        path: '.',
        pathNot: '^tests/wire/client/|(^|/)node_modules/(@types/)?ws/',
        dependencyTypesNot: ['core'],
      },
    },
    ...DOORS.map(([name, door, instead]) => ({
      name: `only-its-door-imports-${name.replaceAll(/[^a-z0-9]+/gu, '-').replace(/^-/u, '')}`,
      comment: `Instead of importing ${name}: ${instead}.`,
      severity: 'error',
      from: { pathNot: [door, TESTS] },
      to: { path: `(^|/)node_modules/(@types/)?${name}/|^${name}$` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release|\\.types)/|\\.css$' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'] },
  },
};
