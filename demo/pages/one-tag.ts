import './kit.ts';

/**
 * Shows the tag of `?tag=` alone, in the direction of `&dir=`, with text of `&text=` percent, `&readonly`,
 * `&inline`, and in the organization of `&org=` where there is one, or for guests of that with the id of
 * `&organization=`.
 */
const query = new URLSearchParams(location.search);
document.documentElement.dir = query.get('dir') ?? 'ltr';
document.documentElement.style.fontSize = `${query.get('text') ?? '100'}%`;
const tag = document.createElement(query.get('tag') ?? 'member-table');
tag.toggleAttribute('readonly', query.has('readonly'));
tag.toggleAttribute('inline', query.has('inline'));
const organization = query.get('organization');
if (organization !== null) tag.setAttribute('organization', organization);
const provider = document.createElement('org-provider');
provider.org = query.get('org');
provider.append(tag);
document.body.append(provider);
