import type { LitElement } from 'lit';
import { text, waitUntil } from './dom.ts';

/** A tag with the forms of accounts, as a person uses it. */
export class AccountDriver<Tag extends LitElement> {
  readonly tag: Tag;

  constructor(tag: Tag) {
    this.tag = tag;
  }

  get status(): string {
    return text(this.tag.shadowRoot?.querySelector('[role=status]'));
  }

  get says(): string {
    return text(this.tag.shadowRoot);
  }

  input(name: string): HTMLInputElement {
    const input = this.tag.shadowRoot?.querySelector<HTMLInputElement>(`form [name=${name}]`);
    if (!input) throw new Error(`No input ${name} in: ${this.says}`);
    return input;
  }

  /** What a screen reader says beside an input. */
  beside(name: string): string {
    const id = this.input(name).getAttribute('aria-describedby') ?? '';
    return text(this.tag.shadowRoot?.getElementById(id));
  }

  fill(typed: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(typed)) this.input(name).value = value;
  }

  async done(): Promise<void> {
    await waitUntil(() => !this.tag.matches(':state(busy)'), 'it is not done');
    await this.tag.updateComplete;
  }
}
