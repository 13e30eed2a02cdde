import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { DataDirectoryRefused } from '../database/index.ts';
import { openData } from '../data.ts';
import { ConnectionLost } from '../postgres/index.ts';
import { systemPorts } from '../system.ts';
import { runAdminCommand } from './admin.ts';
import { readArguments, USAGE } from './arguments.ts';

/** The operator's command line. Works on the data, whether or not relays are serving it. */
// Everything that this process makes in the data directory is for its own user alone.
process.umask(0o077);
const words = process.argv.slice(2);
if (words.includes('--help')) {
  console.log(USAGE);
  process.exit(0);
}
const given = readArguments(words);
if (given === null) {
  console.error(USAGE);
  process.exit(64);
}
// Where the relay listens does not matter here, and its TLS files may be readable by the relay's user only.
const answer = readConfig({ ...process.env, RELAY_HOST: '127.0.0.1', RELAY_TLS_CERT: '', RELAY_TLS_KEY: '' });
if (!answer.ok) {
  for (const problem of answer.problems) console.error(problem);
  process.exit(78);
}
try {
  const dataDirectory =
    given.dataDirectory === null ? answer.config.dataDirectory : resolve(given.dataDirectory);
  const data = await openData({ ...answer.config, dataDirectory }, systemPorts());
  const done = await runAdminCommand(data.stores, given.command);
  data.close();
  if (!done.ok) {
    console.error(done.message);
    process.exitCode = 1;
  } else if (given.json) console.log(JSON.stringify(done.data));
  else for (const line of done.lines) console.log(line);
} catch (error) {
  if (error instanceof ConnectionLost) {
    console.error(`The database can't be reached: ${error.message}`);
    process.exit(69);
  }
  if (!(error instanceof DataDirectoryRefused)) throw error;
  console.error(error.message);
  process.exitCode = 78;
}
