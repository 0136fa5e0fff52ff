/**
 * The address of a page as it is kept for those who answer: of a page of the web alone, and without what
 * would sign somebody in to it.
 */
export function pageAddress(page: string | undefined): string | null {
  const url = URL.parse(page ?? '');
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  url.username = '';
  url.password = '';
  return url.href;
}
