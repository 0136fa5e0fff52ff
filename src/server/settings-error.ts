/** Settings with which nothing can be started, in a sentence for the operator. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
