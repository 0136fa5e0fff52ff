import { UserManager } from 'oidc-client-ts';
import { configure } from '../../src/index.ts';
import './kit.ts';

/** The host's own sign-in, two ports further; as any product would have it, the tags aside. */
const signIn = new UserManager({
  authority: `http://localhost:${String(Number(location.port) + 2)}`,
  client_id: 'own-sign-in',
  redirect_uri: location.origin + location.pathname,
});

const signInButton = document.querySelector<HTMLElement>('#sign-in');
const signOutButton = document.querySelector<HTMLElement>('#sign-out');
const name = document.querySelector<HTMLElement>('#name');
const problem = document.querySelector<HTMLElement>('#problem');

const invitation = document.querySelector<HTMLElement>('invite-accept');
/** Says that somebody has come by the link of an invitation, also once they are back from the sign-in. */
const INVITED = 'own-sign-in.invited';

showInvitation(location.hash);
addEventListener('hashchange', ({ newURL }) => {
  showInvitation(new URL(newURL).hash);
});
const arrived = arrive();
useTokens();
void showWho();

signInButton?.addEventListener('click', goToSignIn);
signOutButton?.addEventListener('click', () => {
  void leave().then(useTokens);
});
document.addEventListener('org-sign-in-required', ({ target }) => {
  if (target === invitation) goToSignIn();
  // The backend does not take the token any more, and the tags have said why.
  else void leave();
});
for (const answered of ['org-invitation-accepted', 'org-invitation-declined']) {
  document.addEventListener(answered, () => {
    sessionStorage.removeItem(INVITED);
  });
}

function showInvitation(hash: string): void {
  if (hash.startsWith('#token=')) sessionStorage.setItem(INVITED, 'yes');
  invitation?.toggleAttribute('hidden', sessionStorage.getItem(INVITED) === null);
}

function goToSignIn(): void {
  signIn
    .signinRedirect()
    .catch(() => tell('The sign-in cannot be reached. Try again in a moment.'));
}

/** Lets the tags ask for the token anew, before each request. */
function useTokens(): void {
  configure({
    async getToken() {
      await arrived;
      return (await signIn.getUser())?.access_token;
    },
  });
}

/** Takes the answer of the sign-in out of the address, if there is one. */
async function arrive(): Promise<void> {
  if (!new URLSearchParams(location.search).has('code')) return;
  try {
    await signIn.signinRedirectCallback();
  } catch {
    tell('Signing in did not work. Try again.');
  }
  history.replaceState(null, '', location.pathname);
}

async function leave(): Promise<void> {
  await arrived;
  await signIn.removeUser();
  await showWho();
}

async function showWho(): Promise<void> {
  await arrived;
  const user = await signIn.getUser();
  signInButton?.toggleAttribute('hidden', user !== null);
  signOutButton?.toggleAttribute('hidden', user === null);
  name?.replaceChildren(user?.profile.name ?? '');
}

function tell(sentence: string): void {
  problem?.replaceChildren(sentence);
  problem?.removeAttribute('hidden');
}
