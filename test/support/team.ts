import assert from 'node:assert/strict';
import type { ProblemCode } from '../../src/contract/problems.ts';
import type { Activity, ActivityPage } from '../../src/contract/shapes.ts';
import type { Role } from '../../src/domain/index.ts';
import type { NewMember, TestBackend, TestMember } from '../../src/testing/backend.ts';
import { ask, type Answer } from './backend.ts';

/** An organization of a test's own, and requests in it. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly members: readonly TestMember[];
  /** The first member of a role, or the one after so many others. */
  as(role: Role, others?: number): TestMember;
  /** Asks for something inside the organization. */
  send<Body = unknown>(
    by: Pick<TestMember, 'token'>,
    request: Request,
    json?: unknown,
  ): Promise<Answer<Body>>;
  /** The record, the newest first. */
  activities(): Promise<Activity[]>;
}

/** Method and path inside the organization. */
type Request = `${'GET' | 'POST' | 'PATCH' | 'DELETE'} ${string}`;

/** Makes an organization with these roles, or with members to make. */
export async function makeTeam(
  backend: TestBackend,
  ...members: readonly (Role | NewMember)[]
): Promise<Team> {
  const made = await backend.organization({
    members: members.map(member => (typeof member === 'string' ? { role: member } : member)),
  });
  const team: Team = {
    id: made.id,
    name: made.name,
    members: made.members,
    as(role, others = 0) {
      const found = made.members.filter(member => member.role === role)[others];
      if (!found) throw new Error(`There is no such ${role}.`);
      return found;
    },
    send(by, request, json) {
      const [method = '', path = ''] = request.split(' ');
      const url = `${backend.url}/api/v1/organizations/${made.id}${path}`;
      return ask(url, { method, token: by.token, json });
    },
    async activities() {
      const answer = await team.send<ActivityPage>(team.as('owner'), 'GET /activity');
      assert.equal(answer.status, 200);
      return [...answer.body.activities];
    },
  };
  return team;
}

/** The answer was refused with this problem. */
export function refused({ status, body, problem }: Answer, code: ProblemCode): void {
  assert.ok(status >= 400, `${String(status)} ${JSON.stringify(body)}`);
  assert.equal(problem.code, code);
}

/** The answer is what was asked for. */
export function done<Body>({ status, body }: Answer<Body>): Body {
  assert.ok(status === 200 || status === 204, `${String(status)} ${JSON.stringify(body)}`);
  return body;
}

/** An organization of two. */
export interface OwnerAndViewer {
  readonly id: string;
  readonly owner: TestMember;
  readonly viewer: TestMember;
}

/** Makes an organization with an owner and a viewer. */
export async function ownerAndViewer(backend: TestBackend): Promise<OwnerAndViewer> {
  const team = await makeTeam(backend, 'owner', 'viewer');
  return { id: team.id, owner: team.as('owner'), viewer: team.as('viewer') };
}
