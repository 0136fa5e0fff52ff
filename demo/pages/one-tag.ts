import './kit.ts';

/** Shows the tag of `?tag=` alone, in the direction of `&dir=`, with text of `&text=` percent. */
const query = new URLSearchParams(location.search);
document.documentElement.dir = query.get('dir') ?? 'ltr';
document.documentElement.style.fontSize = `${query.get('text') ?? '100'}%`;
document.body.append(document.createElement(query.get('tag') ?? 'member-table'));
