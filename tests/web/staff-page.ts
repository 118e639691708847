import { toInstant } from '../../shared/core/time/instant.ts';
import { advance } from '../../shared/course/advance.ts';
import type { Link } from '../../shared/links/link.ts';
import { createLinks } from '../../shared/links/links.ts';
import type { Worklist } from '../../shared/ports/digest-store.ts';
import { staffApp } from '../../shared/web/staff/app.ts';
import { inMemoryLinkKeys } from '../support/in-memory-keys.ts';
import type { Shell } from '../support/shell.ts';
import { appBrowser } from './app-browser.ts';

/** A clinic's pages for staff over courses in memory, as a browser without scripts meets them. */
export function staffPages(shell: Shell, courseIds: readonly string[] = ['C-1']) {
  const counted: string[] = [];
  const failures: unknown[] = [];
  const links = createLinks({
    store: inMemoryLinkKeys(),
    clinicId: shell.clinic.clinicId,
    now: () => shell.now,
  });
  const { deliver: _, ...tools } = shell.tools();
  const heads = async (ids: readonly string[]): Promise<Worklist> => {
    const courses = await Promise.all(
      ids.map(async (courseId) => ({ courseId, head: await shell.head(courseId) })),
    );
    return {
      courses: courses.flatMap(({ courseId, head }) => (head ? [{ courseId, head }] : [])),
      unreadable: [],
    };
  };
  let indexed: Worklist | null = null;
  const app = staffApp({
    clinic: shell.clinic,
    links,
    store: shell.store,
    worklists: { worklist: async () => indexed ?? heads(courseIds), heads },
    record: (courseId, events) => advance(tools, courseId, { kind: 'events', events }),
    now: () => shell.now,
    count: (what) => counted.push(what),
    failed: (error) => failures.push(error),
  });
  const browser = appBrowser(app);
  const path = async (link: Link) => `/s/${await links.seal(link)}`;
  return {
    app,
    links,
    counted,
    failures,
    ...browser,
    path,
    list: (recipient = 'THERAPIST#T-1') => path({ purpose: 'staff', recipient }),
    /** The index lags behind: it says from now on what the heads are now. */
    freezeIndex: async () => {
      indexed = await heads(courseIds);
    },
    /** Opens the page of the first task on a page that this link leads to. */
    async follow(html: string, label: string) {
      const href = new RegExp(`href="([^"]+)"[^>]*>${label}</a>`).exec(html)?.[1];
      if (!href) throw new Error(`the page has no link ${label}`);
      return browser.get(href.replaceAll('&amp;', '&'));
    },
    at: (instant: string) => toInstant(instant),
  };
}
