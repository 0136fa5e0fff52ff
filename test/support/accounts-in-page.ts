import { scene, type Scene } from './scene.ts';

/** Asks for something of the backend's accounts, with the browser's cookies. */
export function post({ lane }: Scene, path: string, body: object): Promise<Response> {
  return fetch(`${lane}/api/auth/${path}`, {
    method: 'POST',
    credentials: 'include',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** An address that nobody has used. */
export function newAddress(): string {
  return `${crypto.randomUUID()}@test.example`;
}

/** Before each test nobody is signed in by the browser's cookies, after it the page's address has no fragment. */
export function startSignedOut(): void {
  beforeEach(async () => {
    await post(await scene(), 'sign-out', {});
  });
  afterEach(() => {
    history.replaceState(null, '', location.pathname + location.search);
  });
}
