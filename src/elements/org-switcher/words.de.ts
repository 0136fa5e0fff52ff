import type { Words } from './words.ts';

export const de: Words = {
  organization: 'Organisation',
  organizations: 'Organisationen',
  findOrganization: 'Organisation finden',
  noMatch: text => `Keine Organisation passt zu „${text}“.`,
  opening: 'Wird geöffnet',
  signInAgainToOpen: 'Zum Öffnen wieder anmelden',
  switcherFailed: name => `${name} ließ sich nicht öffnen.`,
  switched: name => `Du bist jetzt in ${name}.`,

  createOrganization: 'Organisation gründen',
  createOrBeInvited: 'Gründe eine, oder bitte jemanden, dich in seine einzuladen.',
  create: 'Gründen',
  creating: 'Wird gegründet',
  created: name => `Du bist jetzt in ${name}, als Inhaber.`,
  createdNotOpened: name => `${name} ist da, ließ sich aber nicht öffnen.`,
  organizationName: 'Name',
  slug: 'Kürzel',
  slugHint: 'Steht in den Adressen. Leer gelassen, wird eines gewählt.',
  slugChecking: 'Wird geprüft',
  slugFree: slug => `${slug} ist frei.`,
  slugUnknown: 'Ob es frei ist, zeigt sich beim Gründen.',
  slugTaken: 'Dieses Kürzel ist vergeben. Wähl ein anderes.',
  freeSlugs: 'Freie Kürzel',
  notAccepted: 'Das wird nicht angenommen. Ändere es.',

  leave: name => `${name} verlassen`,
  leaveQuestion: name => `${name} verlassen?`,
  leavingLoses: name =>
    `Du verlierst sofort und auf jedem Gerät den Zugang zu ${name}. Was du getan hast, bleibt im Protokoll. Um zurückzukommen, muss dich jemand neu einladen.`,
  leaveNow: 'Verlassen',
  leaving: 'Wird verlassen',
  left: name => `Du hast ${name} verlassen.`,
};
