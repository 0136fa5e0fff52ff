import { Agent, request as httpRequest } from 'node:http';
import type {
  ChangedMember,
  ChangedMembers,
  PermissionMatrix,
  SavePermissions,
} from '../../src/contract/shapes.ts';
import { FEATURES, levelsFor, ROLES, type Role } from '../../src/domain/index.ts';
import type { Sower, TestMember, TestOrganization } from '../../src/testing/backend.ts';
import type { Random } from './random.ts';

/** What a write asks for, as the evidence is later compared with it. */
export type Wish =
  | { readonly kind: 'role'; readonly member: string; readonly role: Role }
  | { readonly kind: 'several'; readonly members: readonly string[]; readonly role: Role | null }
  | { readonly kind: 'remove'; readonly member: string }
  | { readonly kind: 'leave'; readonly member: string }
  | { readonly kind: 'matrix'; readonly changes: SavePermissions['changes'] }
  | { readonly kind: 'sign-out' };

/** One write that was sent. */
export interface Write {
  readonly organization: string;
  /** The id of the person who asked. */
  readonly actor: string;
  readonly wish: Wish;
  /** Undefined as long as there is none: when the server was killed, for ever. */
  answer: { readonly status: number; readonly body: unknown } | undefined;
}

/** Clients that write all the time. */
export interface Traffic {
  /** Everything that was sent. */
  readonly writes: readonly Write[];
  /** How many writes are sent and unanswered at this moment. */
  inFlight(): number;
  /** How many were answered. */
  answered(): number;
  /** Lets the clients write, each one thing after the other, until `stop`; then waits for the last. */
  run(url: string, clients: number): Promise<void>;
  stop(): void;
  /** Reads what is there now, as pages that are loaded again do. */
  reload(): Promise<void>;
}

/** How often each kind of write comes, in a hundred. */
const MIX: readonly (readonly [Wish['kind'], number])[] = [
  ['role', 47],
  ['several', 20],
  ['matrix', 12],
  ['remove', 9],
  ['leave', 9],
  ['sign-out', 3],
];

/** An organization as the clients know it. */
interface Known {
  readonly id: string;
  permissionsVersion: number;
  readonly members: Map<string, TestMember & { role: Role; version: number; token: string }>;
}

type KnownMember = Known['members'] extends Map<string, infer Member> ? Member : never;

/** What is sent for a wish. */
interface Sent {
  readonly by: KnownMember;
  readonly wish: Wish;
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  /** Inside the organization. */
  readonly path: string;
  readonly json?: object;
}

/** Makes clients for the members of organizations. */
export function makeTraffic(
  sower: Sower,
  organizations: readonly TestOrganization[],
  random: Random,
): Traffic {
  const known: Known[] = organizations.map(({ id, members }) => ({
    id,
    permissionsVersion: 1,
    members: new Map(members.map(member => [member.member, { ...member, version: 1 }])),
  }));
  const writes: Write[] = [];
  let waiting = 0;
  let answers = 0;
  let signingIn: Promise<unknown> = Promise.resolve();
  let going = false;

  async function client(url: string, agent: Agent): Promise<void> {
    while (going) {
      const organization = random.pick(known);
      const sent = somethingToSend(organization, random);
      if (!sent) continue;
      const write: Write = {
        organization: organization.id,
        actor: sent.by.id,
        wish: sent.wish,
        answer: undefined,
      };
      writes.push(write);
      try {
        write.answer = await send(`${url}/api/v1/organizations/${organization.id}`, sent, agent);
      } catch {
        return; // The server is gone, and does not come back in this run.
      }
      answers += 1;
      learn(organization, write);
      if (write.answer.status === 401) await signInAgain(sent.by);
    }
  }

  async function signInAgain(member: KnownMember): Promise<void> {
    const turn = signingIn.then(async () => {
      member.token = (await sower.session(member)).token;
    });
    signingIn = turn;
    await turn;
  }

  function send(
    organization: string,
    { by, method, path, json }: Sent,
    agent: Agent,
  ): Promise<NonNullable<Write['answer']>> {
    return new Promise((resolve, reject) => {
      let counted = false;
      const request = httpRequest(`${organization}${path}`, {
        agent,
        method,
        headers: { authorization: `Bearer ${by.token}`, 'content-type': 'application/json' },
      });
      request.on('finish', () => {
        counted = true;
        waiting += 1;
      });
      request.on('close', () => {
        if (counted) waiting -= 1;
      });
      request.on('error', reject);
      request.on('response', response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('error', reject);
        response.on('end', () => {
          const body = text === '' ? undefined : (JSON.parse(text) as unknown);
          resolve({ status: response.statusCode ?? 0, body });
        });
      });
      request.end(json && JSON.stringify(json));
    });
  }

  return {
    writes,
    inFlight: () => waiting,
    answered: () => answers,
    async run(url, clients) {
      going = true;
      const agent = new Agent({ keepAlive: true });
      await Promise.all(Array.from({ length: clients }, () => client(url, agent)));
      agent.destroy();
    },
    stop() {
      going = false;
    },
    async reload() {
      for (const organization of known) {
        const rows = await sower.sql<{ id: string; role: Role; version: number }>(
          'select id, role, version from orgtags.membership where organization_id = $1',
          [organization.id],
        );
        const there = new Map(rows.map(row => [row.id, row]));
        for (const [id, member] of organization.members) {
          const row = there.get(id);
          if (row) Object.assign(member, { role: row.role, version: row.version });
          else organization.members.delete(id);
        }
        const [matrix] = await sower.sql<{ version: number }>(
          'select permissions_version as version from orgtags.organization where id = $1',
          [organization.id],
        );
        organization.permissionsVersion = matrix?.version ?? 1;
      }
    },
  };
}

function somethingToSend(organization: Known, random: Random): Sent | undefined {
  const members = [...organization.members.values()];
  const owners = members.filter(({ role }) => role === 'owner');
  const by = random.pick(owners.length > 0 ? owners : members);
  const others = members.filter(member => member !== by);
  const one = others.length > 0 ? random.pick(others) : undefined;
  if (!one) return undefined;
  const kind = kindOf(random.below(100));
  switch (kind) {
    case 'role': {
      const wish = { kind, member: one.member, role: random.pick(ROLES) };
      const json = { role: wish.role, version: one.version };
      return { by, wish, method: 'PATCH', path: `/members/${one.member}`, json };
    }
    case 'several': {
      const some = random.shuffled(others).slice(0, 3);
      const role = random.pick([...ROLES, ...ROLES, null]);
      const wish = { kind, members: some.map(({ member }) => member), role };
      const json = { role, members: some.map(({ member: id, version }) => ({ id, version })) };
      return { by, wish, method: 'POST', path: '/members/changes', json };
    }
    case 'remove': {
      const wish = { kind, member: one.member };
      return { by, wish, method: 'DELETE', path: `/members/${one.member}` };
    }
    case 'leave': {
      const wish = { kind, member: one.member };
      return { by: one, wish, method: 'POST', path: '/leave' };
    }
    case 'matrix': {
      const changes = someCells(random);
      const json = { changes, version: organization.permissionsVersion };
      return { by, wish: { kind, changes }, method: 'PATCH', path: '/permissions', json };
    }
    case 'sign-out':
      return {
        by,
        wish: { kind },
        method: 'POST',
        path: '/sessions/end',
        json: { includeOwn: random.below(2) === 0 },
      };
  }
}

function kindOf(place: number): Wish['kind'] {
  let left = place;
  for (const [kind, share] of MIX) {
    if (left < share) return kind;
    left -= share;
  }
  throw new Error('The mix does not come to a hundred.');
}

/** Cells of the matrix that may be chosen; those that manage members stay as they are. */
function someCells(random: Random): SavePermissions['changes'] {
  const features = FEATURES.filter(({ name }) => name !== 'team');
  return random
    .shuffled(features)
    .slice(0, 2)
    .map(feature => {
      const role = random.pick(['admin', 'member', 'viewer'] as const);
      const levels = levelsFor(feature, role);
      return { role, feature: feature.name, level: random.pick(levels) };
    });
}

/** What an answer tells a page. */
function learn(organization: Known, { wish, answer }: Write): void {
  if (answer?.status !== 200 && answer?.status !== 204) return;
  switch (wish.kind) {
    case 'role': {
      const { member } = answer.body as ChangedMember;
      know(organization, member);
      return;
    }
    case 'several': {
      for (const { id, problem, member } of (answer.body as ChangedMembers).outcomes) {
        if (problem) continue;
        if (member) know(organization, member);
        else organization.members.delete(id);
      }
      return;
    }
    case 'remove':
    case 'leave':
      organization.members.delete(wish.member);
      return;
    case 'matrix':
      organization.permissionsVersion = (answer.body as PermissionMatrix).version;
      return;
    case 'sign-out':
  }
}

function know(
  organization: Known,
  { id, role, version }: { readonly id: string; readonly role: Role; readonly version: number },
): void {
  const member = organization.members.get(id);
  if (member && version > member.version) Object.assign(member, { role, version });
}
