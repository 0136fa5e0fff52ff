import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Something that controllers serve, and that is no element of its own. */
export abstract class ControllerHost implements ReactiveControllerHost {
  readonly #controllers = new Set<ReactiveController>();
  #update: Promise<boolean> | undefined;

  get updateComplete(): Promise<boolean> {
    return this.#update ?? Promise.resolve(true);
  }

  addController(controller: ReactiveController): void {
    this.#controllers.add(controller);
  }

  removeController(controller: ReactiveController): void {
    this.#controllers.delete(controller);
  }

  requestUpdate(): void {
    this.#update ??= Promise.resolve().then(() => {
      this.#update = undefined;
      this.update();
      return true;
    });
  }

  protected abstract update(): void;

  protected connect(): void {
    for (const controller of this.#controllers) controller.hostConnected?.();
  }

  protected disconnect(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }
}
