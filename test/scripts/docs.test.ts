import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

describe('what is written about the project', () => {
  for (const file of ['README.md', 'CONTRIBUTING.md', ...globSync('{docs,src}/**/*.md')]) {
    it(`names files and commands that are there: ${file}`, () => {
      const text = readFileSync(file, 'utf8');
      const named = [...text.matchAll(/`((?:src|demo|test|scripts|docs)\/[\w./-]+)`/g)];
      const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)];
      const missing = [
        ...named.map(([, path = '']) => path),
        ...linked.map(([, path = '']) => join(dirname(file), path)),
      ].filter(path => !existsSync(path));
      const commands = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
      assert.deepEqual(missing, []);
      assert.deepEqual(
        commands.filter(name => !(name in scripts)),
        [],
      );
    });
  }
});
