import type { PropertyDeclaration, ReactiveElement } from 'lit';

type Decorator = (prototype: ReactiveElement, name: string) => void;

/**
 * A reactive property, as Lit's own decorator of this name makes it. Lit's also serves standard
 * decorators, which costs every page 0.3 KB that nothing here needs.
 */
export function property(declaration?: PropertyDeclaration): Decorator {
  return (prototype, name) => {
    (prototype.constructor as typeof ReactiveElement).createProperty(name, declaration);
  };
}

/** A reactive property that is no attribute, and nobody else's. */
export function state(): Decorator {
  return property({ state: true, attribute: false });
}
