import './kit.ts';

/**
 * Shows the tag of `?tag=` alone, in the direction of `&dir=`, with text of `&text=` percent, `&readonly`,
 * and in the organization of `&org=` where there is one.
 */
const query = new URLSearchParams(location.search);
document.documentElement.dir = query.get('dir') ?? 'ltr';
document.documentElement.style.fontSize = `${query.get('text') ?? '100'}%`;
const tag = document.createElement(query.get('tag') ?? 'member-table');
tag.toggleAttribute('readonly', query.has('readonly'));
const provider = document.createElement('org-provider');
provider.org = query.get('org');
provider.append(tag);
document.body.append(provider);
