/** Why a data directory can't be used. Nothing was changed; the operator has to act. */
export class DataDirectoryRefused extends Error {
  override readonly name = 'DataDirectoryRefused';
}
