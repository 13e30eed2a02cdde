// Run before any of our scripts: plain JavaScript that an old Node can read too.
import { spawn } from 'node:child_process';

const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `This project runs on Node 24; this is ${process.version}. On Linux x64 \`npm ci\` brings the right one along; ` +
      'elsewhere install Node 24 and run `npm ci` again.',
  );
  process.exit(69);
}
const [entry, ...list] = process.argv.slice(2);
const child = spawn(process.execPath, [entry, ...list], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code, signal) => process.exit(signal === null ? code : 1));
