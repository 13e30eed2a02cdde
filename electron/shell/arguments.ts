import { resolve } from 'node:path';

export type ShellArguments = {
  /** Absolute; null: the folder that the operating system keeps for this app. */
  readonly profileDirectory: string | null;
  readonly startInTraining: boolean;
};

/**
 * Reads `--profile=DIR` and `--training`. Everything else is left alone: Chromium and the operating system add
 * arguments of their own.
 */
export function readArguments(list: readonly string[], workingDirectory: string): ShellArguments {
  const profile = list.find((argument) => argument.startsWith(PROFILE))?.slice(PROFILE.length) ?? '';
  return {
    profileDirectory: profile === '' ? null : resolve(workingDirectory, profile),
    startInTraining: list.includes('--training'),
  };
}

const PROFILE = '--profile=';
