import type { NavPage } from './nav.ts';
import type { Role } from './viewer.ts';

/** What stands around every page of the board. Pages bring texts of their own. */
export type BoardTexts = {
  /** `{page}` and `{clinic}` are filled in. */
  readonly title: string;
  readonly pages: Readonly<Record<NavPage, string>>;
  readonly navigation: string;
  readonly roles: Readonly<Record<Role, string>>;
  readonly signedInAs: (name: string, role: string) => string;
  readonly signOut: string;
  readonly footer: string;
  /** Whatever may not be seen is said not to be there. */
  readonly notFound: { readonly title: string; readonly text: string };
  readonly notAllowed: { readonly title: string; readonly text: string };
  readonly failed: { readonly title: string; readonly text: string };
};
