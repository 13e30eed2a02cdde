import { spawn } from 'node:child_process';

export type CommandResult = { readonly status: number; readonly stdout: string; readonly stderr: string };

/** Runs a program of the system without a shell. Null: it is not there, or did not end in time. */
export type RunCommand = (
  program: string,
  parameters: readonly string[],
  input?: Uint8Array,
) => Promise<CommandResult | null>;

const END_WITHIN_MS = 20_000;

/** Answers of programs are read by machine: always in the plain locale, whatever the cashier speaks. */
export const runCommand: RunCommand = (program, parameters, input) =>
  new Promise((resolve) => {
    const child = spawn(program, [...parameters], {
      env: { ...process.env, LC_ALL: 'C', LANG: 'C' },
      windowsHide: true,
      timeout: END_WITHIN_MS,
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => err.push(bytes));
    child.on('error', () => {
      resolve(null);
    });
    child.stdin.on('error', () => undefined); // It ended before it had read everything; its status says why.
    child.on('close', (status) => {
      resolve(
        status === null
          ? null
          : { status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() },
      );
    });
    child.stdin.end(input ?? new Uint8Array());
  });
