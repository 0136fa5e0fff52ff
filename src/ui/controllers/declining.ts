import type { ReactiveControllerHost } from 'lit';
import { unless } from '../../client/problem.ts';
import type { ShownInvitation } from '../invitation-events.ts';
import { Confirmation, type ConfirmationOptions } from './confirmation.ts';

/** Asks before an invitation is declined. */
export class Declining<Invitation extends ShownInvitation> extends Confirmation<Invitation> {
  /** The last one, whatever came of it. */
  #last: string | undefined;

  constructor(
    host: ReactiveControllerHost,
    options: Omit<ConfirmationOptions<Invitation>, 'question'>,
  ) {
    const { localize } = options;
    super(host, {
      ...options,
      question: ({ organization }) => ({
        title: localize.term('declineQuestion', organization.name),
        loss: localize.term('decliningLoses'),
        confirm: localize.term('declineNow'),
        confirming: localize.term('declining'),
      }),
    });
  }

  /**
   * Declines, also after an answer that got lost: what was declined then is declined.
   * @param what the invitation, or its link
   * @throws Problem
   */
  async send(what: string, decline: () => Promise<void>): Promise<void> {
    const isAgain = this.#last === what;
    this.#last = what;
    await (isAgain ? decline().catch(unless('invitation-used')) : decline());
  }
}
