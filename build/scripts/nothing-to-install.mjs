/** electron-builder's `beforeBuild`: false says that no dependency is to be installed, rebuilt or collected. */
export default function nothingToInstall() {
  return false;
}
