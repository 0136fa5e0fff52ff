/** The bearer token of a request's `Authorization`; undefined when there is none, or something else. */
export function bearerToken(headers: Headers): string | undefined {
  return /^Bearer (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
}
