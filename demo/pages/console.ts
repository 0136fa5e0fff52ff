import './kit.ts';

/** Where the switcher says that there are invitations, they are. */
document.addEventListener('org-inbox-open', () => {
  const inbox = document.querySelector<HTMLDetailsElement>('#inbox');
  inbox?.toggleAttribute('open', true);
  inbox?.querySelector('summary')?.focus();
});
