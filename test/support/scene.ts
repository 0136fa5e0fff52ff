import { executeServerCommand } from '@web/test-runner-commands';
import type {
  NewGuest,
  NewInvitation,
  NewMember,
  NewOrganization,
  NewPerson,
  TestGuest,
  TestInvitation,
  TestMember,
  TestOrganization,
  TestPerson,
} from '../../src/testing/backend.ts';
import type { ReceivedLetter } from '../../src/testing/mail-sink.ts';
import type { Role } from '../../src/client/policy.ts';
import type { BrowserCommands } from './browser-commands.ts';
import type { Trouble } from './unreliable-proxy.ts';

/** An organization of the test's own, with a way to its backend that can be made to fail. */
export interface Scene extends TestOrganization {
  /** The base URL of the way. */
  readonly lane: string;
  /** The first member with a role. */
  readonly as: (role: Role) => TestMember;
  /** Makes requests fail, from now on. */
  trouble(trouble: Trouble): Promise<void>;
  /** Breaks what is being answered. */
  breakAll(): Promise<void>;
  /** How many requests there were to paths that have `path` in them. */
  requests(path: string): Promise<number>;
}

const EVERY_ROLE: readonly NewMember[] = [
  { role: 'owner', name: 'Olivia Brandt' },
  { role: 'admin', name: 'Adam Okafor' },
  { role: 'member', name: 'Mia Lindqvist' },
  { role: 'viewer', name: 'Victor Hasegawa' },
];

/** The ways of the test that runs. */
const lanes: string[] = [];

/** Not every browser closes what a page has given up at once, and none has many connections to a host. */
afterEach(async () => {
  for (const lane of lanes.splice(0)) await command('proxy:break', { lane });
});

/** Makes an organization with one member of each role, or with others. */
export async function scene(options: Partial<NewOrganization> = {}): Promise<Scene> {
  sessionStorage.clear();
  const made = await command<TestOrganization>('backend:organization', {
    name: 'Acme Robotics',
    members: EVERY_ROLE,
    ...options,
  });
  const lane = await command<string>('proxy:lane', null);
  lanes.push(lane);
  return {
    ...made,
    lane,
    as(role) {
      const member = made.members.find(m => m.role === role);
      if (!member) throw new Error(`No ${role} here.`);
      return member;
    },
    trouble: async trouble => {
      await command('proxy:set', { lane, trouble });
    },
    breakAll: async () => {
      await command('proxy:break', { lane });
    },
    requests: path => command<number>('proxy:count', { lane, path }),
  };
}

/** Makes a pending invitation, of which no letter is sent. */
export function invitation(
  { id: organization }: TestOrganization,
  options: NewInvitation,
): Promise<TestInvitation> {
  return command('backend:invitation', { organization, ...options });
}

/** Makes a guest who has written something. */
export function guest(
  { id: organization }: TestOrganization,
  options: NewGuest = {},
): Promise<TestGuest> {
  return command('backend:guest', { organization, ...options });
}

/** Makes somebody who is in no organization. */
export function person(options: NewPerson = {}): Promise<TestPerson> {
  return command('backend:person', options);
}

/** Makes another session of somebody, of a device by what it calls itself. */
export function session(
  who: TestPerson,
  device?: string,
): Promise<Pick<TestPerson, 'token' | 'session'>> {
  return command('backend:session', { person: who, ...(device !== undefined && { device }) });
}

/** The text of the next letter to an address; each is given once. */
export async function letterTo(to: string): Promise<string> {
  return (await command<ReceivedLetter>('mail:next', { to })).text;
}

/** Runs a statement as the database's administrator. */
export function sql(statement: string, values: readonly unknown[] = []): Promise<unknown[]> {
  return command('backend:sql', { text: statement, values });
}

function command<Answer>(
  name: keyof BrowserCommands,
  payload: BrowserCommands[keyof BrowserCommands],
): Promise<Answer> {
  return executeServerCommand<Answer, object>(name, payload as object);
}
