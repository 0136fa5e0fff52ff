import { describeFaces } from './faces.ts';
import { describePlacement } from './placement.ts';
import { describeRoles, type Offers } from './roles.ts';
import { describeStrictPage } from './strict-page.ts';
import type { TagUnderTest } from './tag-under-test.ts';
import { describeTheming } from './theming.ts';
import { describeViews, type Views } from './views.ts';
import { describeWords } from './words.ts';

/** What every tag has to stand. */
export function describeTag(
  tagName: string,
  tag: TagUnderTest,
  views: Views,
  offers: Offers,
): void {
  describeFaces(tagName, tag);
  describeRoles(tagName, tag, offers);
  describePlacement(tagName, tag);
  describeTheming(tagName, tag);
  describeStrictPage(tagName, views);
  describeWords(tagName, tag);
  describeViews(tagName, tag, views);
}
