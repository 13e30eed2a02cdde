import { build, type Configuration } from 'electron-builder';

export type PackageOptions = {
  /** Only the folder of the app, no installer: quick, and downloads nothing when `electronDist` is given too. */
  readonly folderOnly: boolean;
  /** What goes over `electron-builder.yml`. */
  readonly over?: Configuration;
};

/** Packages what lies in `dist` and answers with the files it made; none for `folderOnly`. Build before. */
export async function packageApp(root: string, options: PackageOptions): Promise<readonly string[]> {
  return build({
    projectDir: root,
    publish: 'never',
    ...(options.folderOnly ? { dir: true } : {}),
    config: { extends: './electron-builder.yml', ...options.over },
  });
}
