import { spawnSync } from 'node:child_process';

/** Why no keyring can be had here; null when a session bus and gnome-keyring are installed. */
export function keyringObstacle(): string | null {
  if (process.platform !== 'linux') return 'the keyring tests speak to a Secret Service, which is Linux’s';
  for (const program of ['dbus-run-session', 'gnome-keyring-daemon']) {
    if (spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0) return `${program} is not installed`;
  }
  return null;
}

/**
 * The command that runs `program` on a session bus of its own with a real, unlocked keyring. The keyring lives in a
 * folder that is thrown away with the session; its password guards nothing.
 */
export function keyringSession(
  program: string,
  list: readonly string[],
): readonly [string, readonly string[]] {
  const script =
    'home=$(mktemp -d); export XDG_DATA_HOME=$home XDG_RUNTIME_DIR=$home XDG_CONFIG_HOME=$home; ' +
    'printf training | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; ' +
    '"$@"; code=$?; rm -rf "$home"; exit $code';
  return ['dbus-run-session', ['--', 'sh', '-c', script, 'sh', program, ...list]];
}
