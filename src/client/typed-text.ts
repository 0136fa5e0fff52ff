/**
 * What may be typed, as the reference backend reads it, so that a page can say so beside the field at
 * once. Another backend's refusal arrives beside the same field.
 */
export {
  checkAccountAddress,
  checkName,
  checkPassword,
  checkSlug,
  suggestSlug,
} from '../domain/index.ts';
