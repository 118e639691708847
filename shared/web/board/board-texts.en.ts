import type { BoardTexts } from './board-texts.ts';

export const boardEn: BoardTexts = {
  title: '{page} – {clinic}',
  pages: {
    today: 'Today',
    caseload: 'Caseload',
    quality: 'Quality',
    enrol: 'New patient',
    import: 'Import',
    accessLog: 'Access log',
  },
  navigation: 'Pages',
  roles: { therapist: 'therapist', manager: 'manager', reception: 'reception' },
  signedInAs: (name, role) => `Signed in as ${name} (${role})`,
  signOut: 'Sign out',
  footer: 'This page shows patients’ names and telephone numbers. Sign out when you leave the screen.',
  notFound: {
    title: 'There is no such page',
    text: 'The course may have been erased, or it may not be one of yours.',
  },
  notAllowed: {
    title: 'You have no access to this',
    text: 'Ask the clinic’s manager if you think that you should have.',
  },
  failed: {
    title: 'That did not work',
    text: 'The page could not be shown just now. Try again in a moment. If you are not sure whether something was recorded, look at the course.',
  },
};
