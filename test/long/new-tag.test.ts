import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { tool } from '../../scripts/tool.ts';
import { makeScratchCopy } from '../support/scratch-copy.ts';

/** Of all that is compiled, what knows the words of every tag and their keyboard: the rest takes long. */
const WORDS = JSON.stringify({
  extends: './tsconfig.json',
  include: ['src/*.ts', 'src/elements', 'src/ui', 'demo/keyboard', 'test/elements/keyboard'],
});

describe('npm run new-tag', async () => {
  const copy = await makeScratchCopy();
  after(() => copy.remove());

  function run(...command: readonly string[]): { readonly ok: boolean; readonly said: string } {
    const options = { cwd: copy.folder, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
    return { ok: status === 0, said: stdout + stderr };
  }

  const lay = (name: string) => run('scripts/new-tag.ts', name, copy.folder);

  function types(project = 'tsconfig.json'): string {
    return run(tool('typescript', 'tsc'), '--incremental', 'false', '--project', project).said;
  }

  /** What the compiler says while something else stands for what is found in these files. */
  async function typesWith(
    changes: Readonly<Record<string, readonly [from: string | RegExp, to: string]>>,
  ): Promise<string> {
    const kept = new Map<string, string>();
    for (const [file, [from, to]] of Object.entries(changes)) {
      const text = await readFile(join(copy.folder, file), 'utf8');
      kept.set(file, text);
      await copy.write(file, text.replace(from, to));
    }
    await copy.write('tsconfig.words.json', WORDS);
    const said = types('tsconfig.words.json');
    for (const [file, text] of kept) await copy.write(file, text);
    return said;
  }

  it('lays a tag that compiles, wherever its name goes among the others', () => {
    for (const name of ['activity-log', 'org-name', 'zebra-list-2']) {
      const { ok, said } = lay(name);
      assert.ok(ok, said);
      assert.match(said, new RegExp(`src/elements/${name}/${name}\\.ts`));
    }
    assert.equal(types(), '');
  });

  it('documents all that the tag has', () => {
    const { ok, said } = run('scripts/check-manifest.ts');
    assert.ok(ok, said);
  });

  it('asks for a test of what a page can stop', async () => {
    const file = 'src/elements/activity-log/events.ts';
    const events = await readFile(join(copy.folder, file), 'utf8');
    await copy.write(file, events.replace("-done')", "-done', true)"));
    const { ok, said } = run('scripts/check-manifest.ts');
    await copy.write(file, events);
    assert.equal(ok, false);
    assert.match(said, /acts\/activity-log\.test\.ts has no act with org-activity-log-done/);
  });

  it('names it wherever every tag is named', async () => {
    const places = ['src/orgtags.ts', 'src/de.ts', 'src/index.ts', '.size-limit.js', 'README.md'];
    for (const file of [...places, 'demo/keyboard/index.ts', 'demo/pages/demo.css']) {
      const text = await readFile(join(copy.folder, file), 'utf8');
      assert.ok(text.includes('zebra-list-2'), file);
    }
  });

  it('compiles in no language that lacks its words or has others, and not without its keyboard', async () => {
    const said = await typesWith({
      'src/elements/activity-log/words.de.ts': [/activityLogDo:.*\n/, ''],
      'src/elements/org-name/words.de.ts': ['orgNameDo:', 'orgNameMore: "Mehr", orgNameDo:'],
      'src/de.ts': ['...zebraList2,', ''],
      'demo/keyboard/activity-log.ts': ['  do:', '  undo:'],
    });
    assert.match(said, /activity-log\/words\.de\.ts.*'activityLogDo' is missing/);
    assert.match(said, /org-name\/words\.de\.ts.*orgNameMore/);
    assert.match(said, /src\/de\.ts.*zebraList2Title/);
    assert.match(said, /Trials<"activity-log">/);
  });

  it('compiles with no word that another tag adds, nor one that several say', async () => {
    const said = await typesWith({
      'src/elements/activity-log/words.ts': ['activityLogDo:', 'undo: "Undo", activityLogDo:'],
      'src/elements/org-name/words.ts': ['orgNameDo:', 'retry: "Retry", orgNameDo:'],
    });
    assert.match(said, /property 'undo'.*"activity-log".*"member-table".* not identical/);
    assert.match(said, /property 'retry'.*"several tags".*"org-name".* not identical/);
  });

  it('lays none over another, nor under a name that no tag can have', () => {
    for (const [name, why] of [
      ['member-table', /already/],
      ['members', /Usage/],
      ['Member-list', /Usage/],
    ] as const) {
      const { ok, said } = lay(name);
      assert.equal(ok, false);
      assert.match(said, why);
    }
  });
});
