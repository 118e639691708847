import type { Language } from '../../clinic.ts';

/**
 * What is said to whoever is not signed in.
 * - `out`: they have signed out
 * - `over`: they pressed something when their session was over
 * - `again`: they came back from signing in with nothing that was begun here
 * - `unknown`: they are not on the staff list
 * - `unverified`: the issuer does not know whether the address is theirs
 * - `foreign`: a form that is none of the board's
 * - `failed`: signing in does not work now
 */
export type SignInSaying = 'out' | 'over' | 'again' | 'unknown' | 'unverified' | 'foreign' | 'failed';

type Saying = { readonly title: string; readonly text: string; readonly button?: string };
type SignInTexts = { readonly signIn: string; readonly says: Readonly<Record<SignInSaying, Saying>> };

export const SIGN_IN_TEXTS: Readonly<Record<Language, SignInTexts>> = {
  da: {
    signIn: 'Log ind',
    says: {
      out: { title: 'Du er logget ud', text: 'Du er logget ud alle steder, hvor du var logget ind.' },
      over: {
        title: 'Du er ikke logget ind længere',
        text: 'Det, du trykkede på, er ikke registreret. Log ind, og prøv igen.',
      },
      again: {
        title: 'Du blev ikke logget ind',
        text: 'Måske gik der for lang tid, eller også var du i gang i et andet vindue. Prøv igen.',
        button: 'Prøv igen',
      },
      unknown: {
        title: 'Du har ikke adgang',
        text: '{email} står ikke på klinikkens liste over medarbejdere. Spørg klinikkens leder, eller log ind med en anden adresse.',
        button: 'Log ind med en anden adresse',
      },
      unverified: {
        title: 'Din e-mailadresse er ikke bekræftet',
        text: 'Der er ikke sikkerhed for, at adressen er din. Spørg klinikkens leder.',
        button: 'Prøv igen',
      },
      foreign: {
        title: 'Det gik ikke',
        text: 'Der blev trykket på en side, som ikke er klinikkens. Intet er registreret.',
      },
      failed: {
        title: 'Det gik ikke',
        text: 'Du kan ikke logge ind lige nu. Prøv igen om lidt.',
        button: 'Prøv igen',
      },
    },
  },
  en: {
    signIn: 'Sign in',
    says: {
      out: { title: 'You are signed out', text: 'You are signed out everywhere you were signed in.' },
      over: {
        title: 'You are no longer signed in',
        text: 'What you pressed was not recorded. Sign in, and try again.',
      },
      again: {
        title: 'You were not signed in',
        text: 'It may have taken too long, or you began in another window. Try again.',
        button: 'Try again',
      },
      unknown: {
        title: 'You have no access',
        text: '{email} is not on the clinic’s staff list. Ask the clinic’s manager, or sign in with another address.',
        button: 'Sign in with another address',
      },
      unverified: {
        title: 'Your e-mail address is not confirmed',
        text: 'It is not certain that the address is yours. Ask the clinic’s manager.',
        button: 'Try again',
      },
      foreign: {
        title: 'That did not work',
        text: 'Something was pressed on a page that is not the clinic’s. Nothing was recorded.',
      },
      failed: {
        title: 'That did not work',
        text: 'You cannot sign in just now. Try again in a moment.',
        button: 'Try again',
      },
    },
  },
};
