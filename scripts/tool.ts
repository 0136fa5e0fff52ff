import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the repository, where every tool runs. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * The script behind a command-line tool of this project, to be run with this very Node: the shims in
 * `.bin` take whichever Node comes first, and need a shell on Windows.
 * @param name the package's name
 * @param command which of its commands, when it has several or one of another name
 */
export function tool(name: string, command = name): string {
  const folder = `${ROOT}node_modules/${name}/`;
  const { bin } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const script = typeof bin === 'string' ? bin : bin[command];
  if (script === undefined) throw new Error(`${name} has no command named ${command}`);
  return folder + script;
}
