import { unless } from '../../client/problem.ts';
import type { ShownInvitation } from '../invitation-events.ts';
import type { Localize } from '../i18n/localize.ts';
import type { Question } from './confirmation.ts';

/** Declines invitations, also after an answer that got lost: what was declined then is declined. */
export class Declining {
  /** The last one, whatever came of it. */
  #last: string | undefined;

  /**
   * @param what the invitation, or its link
   * @throws Problem
   */
  async send(what: string, decline: () => Promise<void>): Promise<void> {
    const isAgain = this.#last === what;
    this.#last = what;
    await (isAgain ? decline().catch(unless('invitation-used')) : decline());
  }
}

/** What is asked before an invitation is declined. */
export function declineQuestion({ organization }: ShownInvitation, localize: Localize): Question {
  return {
    title: localize.term('declineQuestion', organization.name),
    loss: localize.term('decliningLoses'),
    confirm: localize.term('declineNow'),
    confirming: localize.term('declining'),
  };
}
