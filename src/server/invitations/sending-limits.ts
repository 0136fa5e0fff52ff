import type { Tenant } from '../db/enter.ts';
import type { LimitName } from '../limits/named-limits.ts';
import { RateLimited, type Limits } from '../limits/limits.ts';

/** Limits what is sent: by inviter, by organization, and by the address it goes to. */
export interface SendingLimits {
  /**
   * Counts invitations just before they are sent, so that many at once are no way around. What is not sent
   * does not count: what is too much for its address, nor anything of a request that fails.
   * @param addresses whom they go to, each once
   * @returns seconds to wait, of those whose address was sent too many
   * @throws RateLimited where it is too much for the inviter or the organization
   */
  count(tenant: Tenant, addresses: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

export function sendingLimits(limits: Limits): SendingLimits {
  /** @returns takes some of it back, of which nothing comes */
  async function consume(
    tenant: Tenant,
    name: LimitName,
    key: string,
    count = 1,
  ): Promise<(some: number) => Promise<void>> {
    let counted = count;
    async function takeBack(some: number): Promise<void> {
      counted -= some;
      await limits.giveBack(name, key, some);
    }
    try {
      await limits.consume(name, key, count);
    } catch (error) {
      if (error instanceof RateLimited) await takeBack(count);
      throw error;
    }
    tenant.afterRollback(() => takeBack(counted));
    return takeBack;
  }

  return {
    async count(tenant, addresses) {
      const waits = new Map<string, number>();
      if (addresses.length === 0) return waits;
      const { person, standing } = tenant;
      const counters = [
        await consume(tenant, 'inviter', person.id, addresses.length),
        await consume(tenant, 'invitingOrganization', standing.organization.id, addresses.length),
      ];
      await Promise.all(
        addresses.map(async address => {
          try {
            await consume(tenant, 'invitedAddress', address);
          } catch (error) {
            if (!(error instanceof RateLimited)) throw error;
            waits.set(address, error.retryAfter);
          }
        }),
      );
      if (waits.size > 0) await Promise.all(counters.map(takeBack => takeBack(waits.size)));
      return waits;
    },
  };
}
