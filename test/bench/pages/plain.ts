import type { Member, MemberPage, Session } from '../../../src/contract/shapes.ts';

/**
 * A list of members as one would write it for one page, without the kit: the same requests, the same
 * pause after a key, and text in cells. It tells no roles apart and changes nothing.
 */
const TYPING = 200;
const COLUMNS = ['name', 'email', 'role', 'joinedAt', 'lastActiveAt'] as const;
const days = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

const session = await get<Session>('/api/v1/session');
const organization = session.standing?.organization.id ?? '';
void fetch('/api/v1/changes', { headers: { 'last-event-id': session.live.position } });

let q = '';
let sort = 'name';
let cursor = '';
let next: string | null = null;
let typing: ReturnType<typeof setTimeout> | undefined;

find('thead tr').append(...COLUMNS.map(head));
const search = find<HTMLInputElement>('input');
search.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    [q, cursor] = [search.value, ''];
    void show();
  }, TYPING);
});
find('[part=next-button]').addEventListener('click', () => {
  cursor = next ?? '';
  void show();
});
await show();

async function show(): Promise<void> {
  const query = new URLSearchParams({ limit: '25', sort });
  if (q) query.set('q', q);
  if (cursor) query.set('cursor', cursor);
  const path = `/api/v1/organizations/${organization}/members?${query.toString()}`;
  const page = await get<MemberPage>(path);
  next = page.next;
  find('tbody').replaceChildren(...page.members.map(row));
}

function head(column: (typeof COLUMNS)[number]): HTMLElement {
  const cell = document.createElement('th');
  const button = document.createElement('button');
  button.setAttribute('part', 'sort-button');
  button.textContent = column;
  button.addEventListener('click', () => {
    [sort, cursor] = [sort === column ? `-${column}` : column, ''];
    void show();
  });
  cell.append(button);
  return cell;
}

function row({ id, name, email, role, joinedAt, lastActiveAt }: Member): HTMLElement {
  const made = document.createElement('tr');
  made.setAttribute('part', 'row');
  made.dataset.row = id;
  const texts = [
    name,
    email ?? '',
    role,
    day(joinedAt),
    lastActiveAt ? day(lastActiveAt) : 'Never',
  ];
  for (const text of texts) made.insertCell().textContent = text;
  return made;
}

function day(time: string): string {
  return days.format(new Date(time));
}

async function get<Body>(path: string): Promise<Body> {
  return (await fetch(path)).json() as Promise<Body>;
}

function find<Element extends HTMLElement>(selector: string): Element {
  const found = document.querySelector<Element>(selector);
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
}
