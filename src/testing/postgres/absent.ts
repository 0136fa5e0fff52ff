/** For `catch`: what is not there is `undefined`; whatever else went wrong still rejects. */
export function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
