import type {
  ChangedMember,
  ChangeRole,
  MemberPage,
  MemberQuery,
  MyOrganizations,
  Session,
  SignIn,
} from '../contract/shapes.ts';
import type { Policy } from './policy.ts';

export type {
  ChangedMember,
  Member,
  MemberPage,
  MyOrganization,
  Organization,
  Person,
  Session,
  SignIn,
  Standing,
} from '../contract/shapes.ts';

/** Something that not every backend can do; what is absent is hidden. */
export type Capability =
  /** People sign in with an account of the backend's own. */
  | 'accounts'
  /** A member's role can be changed. */
  | 'change-role';

/**
 * What the tags need of a backend. Every method takes a signal that gives up the wait, and rejects
 * with a `Problem`, or with the signal's reason.
 */
export interface BackendClient {
  readonly capabilities: ReadonlySet<Capability>;
  readonly policy: Policy;

  /**
   * Person, organizations, and the standing in one of them. Equal calls under way are one request.
   * @param organization an id; without it the one used last
   */
  session(organization?: string, signal?: AbortSignal): Promise<Session>;

  readonly organizations: {
    /** All of the person's, by name. */
    list(signal?: AbortSignal): Promise<MyOrganizations>;
    /** Remembers the organization as the last one used. @returns the session in it */
    switch(organization: string, signal?: AbortSignal): Promise<Session>;
  };

  readonly members: {
    /** A page, by name. */
    list(organization: string, query?: MemberQuery, signal?: AbortSignal): Promise<MemberPage>;
    /** Gives a member another role. */
    changeRole(
      organization: string,
      member: string,
      change: ChangeRole,
      signal?: AbortSignal,
    ): Promise<ChangedMember>;
  };

  readonly accounts: {
    signIn(credentials: SignIn, signal?: AbortSignal): Promise<void>;
    /** Ends this session. */
    signOut(signal?: AbortSignal): Promise<void>;
  };
}
