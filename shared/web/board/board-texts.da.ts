import type { BoardTexts } from './board-texts.ts';

export const boardDa: BoardTexts = {
  title: '{page} – {clinic}',
  pages: {
    today: 'I dag',
    caseload: 'Forløb',
    quality: 'Kvalitet',
    enrol: 'Ny patient',
    import: 'Indlæs liste',
    accessLog: 'Adgangslog',
  },
  navigation: 'Sider',
  roles: { therapist: 'behandler', manager: 'leder', reception: 'reception' },
  signedInAs: (name, role) => `Logget ind som ${name} (${role})`,
  signOut: 'Log ud',
  footer: 'Siden viser patienters navne og telefonnumre. Log ud, når du går fra skærmen.',
  notFound: {
    title: 'Siden findes ikke',
    text: 'Måske er forløbet slettet, eller også er det ikke et af dine.',
  },
  notAllowed: {
    title: 'Det har du ikke adgang til',
    text: 'Spørg klinikkens leder, hvis du mener, at du skal have adgang.',
  },
  failed: {
    title: 'Det gik ikke',
    text: 'Siden kunne ikke vises lige nu. Prøv igen om lidt. Er du i tvivl om, hvorvidt noget blev registreret, så se efter på forløbet.',
  },
};
