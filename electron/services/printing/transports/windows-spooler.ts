import type { PrintAttempt, PrinterCause } from '../../../../shared/contract/index.ts';
import type { RunCommand } from './run-command.ts';
import { inDoubt, refused, SENT, type PrinterTransport } from './transport.ts';

/*
 * Raw bytes into a queue of Windows, by the functions that Windows has for it (OpenPrinter, StartDocPrinter with the
 * data type RAW, WritePrinter), called from PowerShell, which each Windows has. A native module for Node would have to
 * be built and kept for one call a sale.
 * Source: learn.microsoft.com, "Sending Data Directly to a Printer", read 2026-11.
 *
 * The queue's name and the bytes arrive by standard input and never stand in the script.
 */
const SCRIPT = `
$ErrorActionPreference = 'Stop'
Add-Type -TypeDefinition @'
using System;
using System.Runtime.InteropServices;
public static class RawSpool {
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  public struct DocInfo { public string Name; public string Output; public string DataType; }
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern bool OpenPrinter(string name, out IntPtr printer, IntPtr defaults);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool ClosePrinter(IntPtr printer);
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern int StartDocPrinter(IntPtr printer, int level, ref DocInfo info);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool EndDocPrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool StartPagePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool EndPagePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)]
  static extern bool WritePrinter(IntPtr printer, byte[] bytes, int count, out int written);
  public static string Send(string name, byte[] bytes) {
    IntPtr printer;
    if (!OpenPrinter(name, out printer, IntPtr.Zero)) return "nothing " + Marshal.GetLastWin32Error();
    try {
      var info = new DocInfo { Name = "Receipt", DataType = "RAW" };
      if (StartDocPrinter(printer, 1, ref info) == 0) return "nothing " + Marshal.GetLastWin32Error();
      int written = 0;
      bool whole = StartPagePrinter(printer) && WritePrinter(printer, bytes, bytes.Length, out written)
        && written == bytes.Length;
      int error = whole ? 0 : Marshal.GetLastWin32Error();
      EndPagePrinter(printer);
      EndDocPrinter(printer);
      return whole ? "sent 0" : "maybe " + error;
    } finally { ClosePrinter(printer); }
  }
}
'@
$job = [Console]::In.ReadToEnd() | ConvertFrom-Json
if ($job.bytes -eq $null) {
  (Get-Printer -Name $job.queue).PrinterStatus.ToString()
} else {
  [RawSpool]::Send($job.queue, [Convert]::FromBase64String($job.bytes))
}
`;

const PARAMETERS = [
  '-NoProfile',
  '-NonInteractive',
  '-ExecutionPolicy',
  'Bypass',
  '-EncodedCommand',
  Buffer.from(SCRIPT, 'utf16le').toString('base64'),
];

/** A queue of the Windows spooler. */
export function windowsTransport(queue: string, run: RunCommand): PrinterTransport {
  const ask = (job: object) => run('powershell.exe', PARAMETERS, Buffer.from(JSON.stringify(job)));
  const check = async (): Promise<PrintAttempt> => {
    const state = await ask({ queue });
    if (state === null) return refused('spooler-missing');
    if (state.status !== 0) return refused('queue-missing');
    const cause = STATUS_CAUSES.find(([status]) => state.stdout.includes(status))?.[1];
    return cause === undefined ? SENT : refused(cause);
  };
  return {
    check,
    send: async (bytes) => {
      const before = await check();
      if (!before.ok) return before;
      const done = await ask({ queue, bytes: Buffer.from(bytes).toString('base64') });
      if (done === null) return inDoubt('spooler-missing');
      const [, sent, code] = /(sent|maybe|nothing) (\d+)/u.exec(done.stdout) ?? [];
      if (sent === 'sent') return SENT;
      const cause = WIN32_CAUSES[code ?? ''] ?? 'unexpected';
      return sent === 'nothing' ? refused(cause) : inDoubt(cause);
    },
  };
}

/** The queues of Windows, by name. */
export async function listWindowsQueues(run: RunCommand): Promise<readonly string[]> {
  const command = 'Get-Printer | ForEach-Object { $_.Name }';
  const listed = await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', command]);
  if (listed === null || listed.status !== 0) return [];
  return listed.stdout.split(/\r?\n/u).filter((line) => line !== '');
}

/** Names of the PrinterStatus enumeration; several may stand in one answer. */
const STATUS_CAUSES: readonly (readonly [string, PrinterCause])[] = [
  ['PaperOut', 'paper-out'],
  ['DoorOpen', 'cover-open'],
  ['Paused', 'queue-stopped'],
  ['Offline', 'offline'],
  ['NotAvailable', 'offline'],
];

/** Error codes of Windows: access denied, RPC server unavailable, invalid printer name, unknown printer. */
const WIN32_CAUSES: Readonly<Record<string, PrinterCause>> = {
  '5': 'permission-denied',
  '1722': 'spooler-missing',
  '1801': 'queue-missing',
  '1795': 'queue-missing',
};
