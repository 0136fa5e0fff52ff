/**
 * From which sites guests may come, as the reference backend reads it. Apart from what else is typed about
 * guests, which a page loads when somebody changes it.
 */
export { checkGuestOrigin } from '../domain/guest-origins.ts';
