import { expect } from '@open-wc/testing';

/** Asks axe, whose findings then say where they are. */
export async function isAccessible(tag: HTMLElement, where: string): Promise<void> {
  try {
    await expect(tag).to.be.accessible();
  } catch (error) {
    throw new Error(`${where}: ${String(error)}`, { cause: error });
  }
}
