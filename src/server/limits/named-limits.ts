/** How often something may happen. */
export interface Limit {
  /** How many times within a window. */
  readonly max: number;
  /** Seconds, from the first time on. */
  readonly window: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Every limit, as it is unless the operator sets another; each says what its key is. */
export const LIMITS = {
  /** Attempts to sign in, right or wrong; by network (`networkOf`). */
  signIn: { max: 10, window: MINUTE },
  /** Wrong passwords; by the account's address, and from where the account is known apart from that. */
  wrongPassword: { max: 10, window: 5 * MINUTE },
  /** Attempts to change a password, right or wrong; by person. */
  changePassword: { max: 10, window: 5 * MINUTE },
  /** Attempts to use a letter's link, right or wrong; by network. */
  mailedLink: { max: 10, window: MINUTE },
  /** Accounts made; by network. */
  signUp: { max: 10, window: HOUR },
  /** Letters that somebody not signed in causes, to reset or to verify; by the address they go to. */
  accountLetter: { max: 5, window: HOUR },
  /** The same; by network. */
  accountLetterFrom: { max: 20, window: HOUR },
  /** Invitations sent; by the inviter's person. */
  inviter: { max: 500, window: HOUR },
  /** Invitations sent; by organization. */
  invitingOrganization: { max: 2000, window: DAY },
  /** Invitations sent; by the address they go to. */
  invitedAddress: { max: 10, window: DAY },
  /** Looking an invitation up by its link; by network. */
  invitationLookup: { max: 60, window: MINUTE },
  /** Guests that join; by network. */
  guestJoin: { max: 10, window: MINUTE },
  /** Guests that join; by organization. */
  guestsOfOrganization: { max: 1000, window: HOUR },
  /** Whatever a guest's page asks for, streams as well; by session. */
  guestRequest: { max: 300, window: MINUTE },
  /** Messages; by guest. */
  guestMessage: { max: 20, window: MINUTE },
  /** Letters with answers for guests; by the address they go to. */
  guestLetter: { max: 10, window: DAY },
} as const satisfies Record<string, Limit>;

/** The name of a limit. */
export type LimitName = keyof typeof LIMITS;

/** Limits as an operator sets them; what is left out stays as it is. */
export type LimitSettings = Readonly<Partial<Record<LimitName, Limit>>>;
