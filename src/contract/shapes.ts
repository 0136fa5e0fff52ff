import type { Permissions, Role } from '../domain/index.ts';

/** An organization as its members see it. */
export interface Organization {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  /** As it appears in the host's addresses: lower case, unique among organizations. */
  readonly slug: string;
  /** One line that says what it is for. */
  readonly purpose: string | null;
}

/** One of the organizations that a person belongs to. */
export interface MyOrganization extends Organization {
  readonly role: Role;
}

/** All organizations that the person belongs to, by name. */
export interface MyOrganizations {
  readonly organizations: readonly MyOrganization[];
}

/** The person who is signed in. */
export interface Person {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** What the person is and may do in one organization. */
export interface Standing {
  readonly organization: Organization;
  /** The id of the person's membership. */
  readonly member: string;
  readonly role: Role;
  readonly permissions: Permissions;
  /** How many owners the organization has. */
  readonly owners: number;
  /** Rises when everyone's access to the organization is ended. */
  readonly epoch: number;
}

/** Everything a page needs to know of the person before it shows anything. */
export interface Session {
  readonly person: Person;
  readonly organizations: readonly MyOrganization[];
  /** In the organization asked for, else the last one used; null for somebody who is in none. */
  readonly standing: Standing | null;
}

/** One member of an organization. */
export interface Member {
  /** The membership's id, a UUID. */
  readonly id: string;
  /** The person's id. */
  readonly person: string;
  readonly name: string;
  /** Null where the reader's role does not see addresses. */
  readonly email: string | null;
  readonly role: Role;
  /** ISO 8601, UTC. */
  readonly joinedAt: string;
  /** ISO 8601, UTC; null for somebody who has never been there. */
  readonly lastActiveAt: string | null;
  /** Rises with each change that people make; sent back with the next one. */
  readonly version: number;
}

/** Members by name, a page of them. */
export interface MemberPage {
  /** The organization they belong to. */
  readonly organization: string;
  readonly members: readonly Member[];
  /** The cursor of the next page, or null on the last one. */
  readonly next: string | null;
  /** How many members there are in all. */
  readonly total: number;
}

/** Which page of members. */
export interface MemberQuery {
  /** How many at most, 1 to 200; 50 when left out. */
  readonly limit?: number | undefined;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

/** A new role for a member. */
export interface ChangeRole {
  readonly role: Role;
  /** The member's version that the decision was made on. */
  readonly version: number;
}

/** A member after a change, and the organization it belongs to. */
export interface ChangedMember {
  readonly organization: string;
  readonly member: Member;
  /** How many owners there are now. */
  readonly owners: number;
}

/** Address and password of an account. */
export interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** An answer without a body. */
export type Nothing = undefined;

/** The shapes that routes name. */
export interface Shapes {
  ChangedMember: ChangedMember;
  ChangeRole: ChangeRole;
  MemberPage: MemberPage;
  MemberQuery: MemberQuery;
  MyOrganizations: MyOrganizations;
  Nothing: Nothing;
  Session: Session;
  SignIn: SignIn;
}

/** The name of a shape. */
export type ShapeName = keyof Shapes;
