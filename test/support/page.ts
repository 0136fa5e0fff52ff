import { fixture, waitUntil } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { html, type TemplateResult } from 'lit';
import type {
  NewMember,
  NewOrganization,
  TestMember,
  TestOrganization,
} from '../../src/testing/backend.ts';
import { createHttpClient } from '../../src/client/index.ts';
import type { Role } from '../../src/client/policy.ts';
import '../../src/orgtags.ts';
import type { BrowserCommands } from './browser-commands.ts';
import type { Trouble } from './unreliable-proxy.ts';

/** An organization of the test's own, with a way to its backend that can be made to fail. */
export interface Scene extends TestOrganization {
  /** The base URL of the way. */
  readonly lane: string;
  /** The first member with a role. */
  as(role: Role): TestMember;
  /** Makes requests fail, from now on. */
  trouble(trouble: Trouble): Promise<void>;
  /** How many requests there were to paths that have `path` in them. */
  requests(path: string): Promise<number>;
}

const EVERY_ROLE: readonly NewMember[] = [
  { role: 'owner', name: 'Olivia Brandt' },
  { role: 'admin', name: 'Adam Okafor' },
  { role: 'member', name: 'Mia Lindqvist' },
  { role: 'viewer', name: 'Victor Hasegawa' },
];

/** Makes an organization with one member of each role, or with others. */
export async function scene(options: Partial<NewOrganization> = {}): Promise<Scene> {
  sessionStorage.clear();
  const made = await command<TestOrganization>('backend:organization', {
    name: 'Acme Robotics',
    members: EVERY_ROLE,
    ...options,
  });
  const lane = await command<string>('proxy:lane', null);
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
    requests: path => command<number>('proxy:count', { lane, path }),
  };
}

/** Shows a tag to a member of the scene, as a host page would. */
export async function show<Tag extends HTMLElement>(
  { lane }: Scene,
  as: { readonly token: string } | undefined,
  tag: TemplateResult,
  { org }: { readonly org?: string } = {},
): Promise<Tag> {
  const client = createHttpClient({ baseUrl: lane, getToken: () => as?.token ?? 'nobody' });
  const provider = await fixture<HTMLElement>(
    html`<org-provider .client=${client} .org=${org}>${tag}</org-provider>`,
  );
  return provider.firstElementChild as Tag;
}

/** Waits for a part of a tag and gives it. */
export async function part<Element extends HTMLElement>(
  tag: HTMLElement,
  name: string,
): Promise<Element> {
  await waitUntil(() => parts(tag, name).length > 0, `no part ${name}`, { timeout: 5000 });
  return parts<Element>(tag, name)[0] as Element;
}

/** The parts of a tag with a name, as they are now. */
export function parts<Element extends HTMLElement>(tag: HTMLElement, name: string): Element[] {
  return [...(tag.shadowRoot?.querySelectorAll<Element>(`[part~='${name}']`) ?? [])];
}

/** An element's text as a person reads it. */
export function text(element: Node | undefined | null): string {
  return element?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
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
