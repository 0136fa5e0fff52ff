/**
 * Loads a module when it is needed. Chromium keeps that it could not: it is asked for the same file by
 * another name then, made of its address, which is in the error there, and in Firefox; WebKit asks again by itself.
 * @param load imports the module, by a name that bundlers know
 * @returns loads it, at each call anew while it is not there
 */
export function later<Module>(load: () => Promise<Module>): () => Promise<Module> {
  let failed: string | undefined;
  let attempts = 0;
  return async () => {
    try {
      if (failed === undefined) return await load();
      attempts += 1;
      const address = `${failed}#${String(attempts)}`;
      return (await import(/* @vite-ignore */ /* webpackIgnore: true */ address)) as Module;
    } catch (error) {
      failed ??= /https?:[^\s#]+/.exec(String(error))?.[0];
      throw error;
    }
  };
}
