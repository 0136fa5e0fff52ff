import type { Scene } from './scene.ts';

/** Asks for something of the backend's accounts, with the browser's cookies. */
export function post({ lane }: Scene, path: string, body: object): Promise<Response> {
  return fetch(`${lane}/api/auth/${path}`, {
    method: 'POST',
    credentials: 'include',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
