/** A companion's process as it is needed here; how it is started is the shell's affair. */
export type CompanionProcess = {
  /** Calls `listener` with each line that it prints. Lines printed earlier are not repeated. */
  readonly onLine: (listener: (line: string) => void) => void;
  /** Resolves when it is gone, with its exit code if it had one. */
  readonly ended: Promise<number | null>;
  readonly stop: () => Promise<void>;
};

/** Starts one entry file. What it prints as errors goes to `logFile`, or nowhere. */
export type RunCompanion = (
  entry: string,
  options: {
    readonly list: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
    readonly logFile: string | null;
  },
) => CompanionProcess;
