import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';
import type {
  NewGuest,
  NewInvitation,
  NewOrganization,
  NewPerson,
  TestBackend,
  TestPerson,
} from '../../src/testing/backend.ts';
import type { MailSink } from '../../src/testing/mail-sink.ts';
import type { Engine } from './engines/engine.ts';
import type { Trouble, UnreliableProxy } from './unreliable-proxy.ts';

/** What tests in the browser may ask of the process that runs them. */
export interface BrowserCommands {
  'engine:lacks': null;
  'kit:themes': null;
  'backend:organization': NewOrganization;
  'backend:invitation': NewInvitation & { readonly organization: string };
  'backend:guest': NewGuest & { readonly organization: string };
  'backend:person': NewPerson;
  'backend:session': { readonly person: TestPerson; readonly device?: string };
  'backend:sql': { readonly text: string; readonly values: readonly unknown[] };
  'mail:next': { readonly to: string };
  'proxy:lane': null;
  'proxy:break': { readonly lane: string };
  'proxy:set': { readonly lane: string; readonly trouble: Trouble };
  'proxy:count': { readonly lane: string; readonly path: string };
}

type Answers = {
  readonly [C in keyof BrowserCommands]: (payload: BrowserCommands[C]) => unknown;
};

/** Answers the commands that the tests and `test/support/` have. */
export function browserCommands(
  { lacks }: Engine,
  backend: TestBackend,
  sink: MailSink,
  proxy: UnreliableProxy,
): TestRunnerPlugin {
  const answers: Answers = {
    'engine:lacks': () => lacks,
    'kit:themes': () =>
      globSync('src/themes/*.css').map(file => [
        basename(file, '.css'),
        readFileSync(file, 'utf8'),
      ]),
    'backend:organization': options => backend.organization(options),
    'backend:invitation': ({ organization, ...options }) =>
      backend.invitation(organization, options),
    'backend:guest': async ({ organization, ...options }) => {
      await backend.admitGuests(organization);
      return backend.guest(organization, options);
    },
    'backend:person': options => backend.person(options),
    'backend:session': ({ person, device }) => backend.session(person, device),
    'backend:sql': ({ text, values }) => backend.sql(text, values),
    'mail:next': ({ to }) => sink.next(to),
    'proxy:lane': () => proxy.lane(),
    'proxy:break': ({ lane }) => {
      proxy.breakAll(lane);
      return true;
    },
    'proxy:set': ({ lane, trouble }) => {
      proxy.set(lane, trouble);
      return true;
    },
    'proxy:count': ({ lane, path }) => proxy.count(lane, path),
  };
  return {
    name: 'orgtags-backend',
    executeCommand({ command, payload }) {
      const answer = (answers as Record<string, ((payload: unknown) => unknown) | undefined>)[
        command
      ];
      return answer?.(payload);
    },
  };
}
