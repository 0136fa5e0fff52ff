import { showToRoles } from './role-clients.ts';

const copy = document.querySelector('#copy');
copy?.addEventListener('click', () => void copyCode());

await showToRoles();

async function copyCode(): Promise<void> {
  const said = document.querySelector('#copied');
  try {
    await navigator.clipboard.writeText(document.querySelector('#code')?.textContent ?? '');
    said?.replaceChildren('Copied');
  } catch {
    said?.replaceChildren('Not allowed here');
  }
}
