/**
 * What may be typed about guests, as the reference backend reads it, so that a page can say so at once.
 * Apart from the rest of what is typed: few pages are about guests.
 */
export {
  checkGuestText,
  checkOfficeHours,
  checkSourceText,
  checkSourceTitle,
  checkSourceUrl,
} from '../domain/index.ts';
