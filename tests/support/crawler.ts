import type { ClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { addMinutes, type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { DAYS_GOOD } from '../../shared/links/link.ts';

type Mail = ReturnType<ClinicCloud['cloud']['inbox']>[number];

/** What a program found that asked for a page. */
export type Found = {
  readonly method: 'GET' | 'HEAD';
  /** `/p/…`, `/p/…/stop`, `/s/…`: an address without its token. */
  readonly kind: string;
  /** Until when the link is good that the mail held; null for a link that a page held. */
  readonly goodUntil: Instant | null;
  readonly status: number;
  readonly heading: string;
};

/** A HEAD is answered as a GET: some tell for all, which would take as long again. */
const HEAD_EVERY = 10;

/** Everything that a clinic's cloud keeps, but its clock. */
type Kept = Omit<Awaited<ReturnType<ClinicCloud['cloud']['dump']>>, 'clock'>;

/** What a program found that followed links, and what the cloud kept before and after. */
export type Crawl = {
  readonly at: Instant;
  readonly mails: number;
  readonly found: readonly Found[];
  readonly before: Kept;
  readonly after: Kept;
  readonly seconds: number;
};

/** Addresses on the clinic's pages, wherever in a mail they stand: in its texts, its headers and its files. */
function linksIn({ text, html, headers, attachments }: Mail, pagesUrl: string): string[] {
  const files = attachments.map(({ content }) => content.replaceAll(/\r?\n[ \t]/g, ''));
  const all = [text, html?.replaceAll('&amp;', '&'), ...Object.values(headers), ...files].join('\n');
  const [, ...rest] = all.split(`${pagesUrl}/`);
  return rest.map((each) => `/${/^[^\s"'<>)]*/.exec(each)?.[0]}`);
}

/**
 * Follows links as a program does that looks for danger: each of every mail by GET, some by HEAD, too, and what stands on the
 * pages behind them.
 * @param atMost so many pages are opened that only pages lead to: a list and its tasks lead to each other without end
 */
export async function crawl(
  clinicCloud: ClinicCloud,
  mails: readonly Mail[],
  atMost: number,
): Promise<Crawl> {
  const { cloud, pagesUrl } = clinicCloud;
  const startedAt = performance.now();
  const at = cloud.clock.now();
  const before = await kept(clinicCloud);
  const inMails = new Map(
    mails.flatMap((mail) => linksIn(mail, pagesUrl).map((path) => [path, endOf(path, mail.sentAt)] as const)),
  );
  const found: Found[] = [];
  const onPages = new Set<string>();
  let count = 0;
  const visit = async (path: string, goodUntil: Instant | null) => {
    const seen = { kind: kindOf(path), goodUntil };
    const answer = await ask(clinicCloud, path, 'GET');
    const page = await answer.text();
    found.push({ ...seen, method: 'GET', status: answer.status, heading: headingOf(page) });
    count += 1;
    if (count % HEAD_EVERY === 0) {
      const { status } = await ask(clinicCloud, path, 'HEAD');
      found.push({ ...seen, method: 'HEAD', status, heading: '' });
    }
    for (const [, next = ''] of page.matchAll(/href="(\/[ps]\/[^"]+)"/g))
      if (!inMails.has(next) && onPages.size < atMost) onPages.add(next);
  };
  for (const [path, goodUntil] of inMails) await visit(path, goodUntil);
  // The set grows while it is gone through.
  for (const path of onPages) await visit(path, null);
  await cloud.settle();
  const after = await kept(clinicCloud);
  return { at, mails: mails.length, found, before, after, seconds: (performance.now() - startedAt) / 1000 };
}

async function kept({ cloud }: ClinicCloud): Promise<Kept> {
  const { clock, ...rest } = await cloud.dump();
  return rest;
}

/** Asks again a second later while it is too much at once, as programs do. */
async function ask({ cloud, open }: ClinicCloud, path: string, method: Found['method']): Promise<Response> {
  for (;;) {
    const answer = await open(path, { method, redirect: 'manual' });
    if (answer.status !== 429) return answer;
    await answer.arrayBuffer();
    await cloud.advanceTo(toInstant(Date.parse(cloud.clock.now()) + 1000));
  }
}

const endOf = (path: string, sentAt: Instant): Instant =>
  addMinutes(sentAt, DAYS_GOOD[path.startsWith('/s/') ? 'staff' : 'patient'] * 24 * 60);

const kindOf = (path: string): string => path.replace(/^(\/[ps]\/)[^/?]+/, '$1…').replace(/\d+$/, '1');

const headingOf = (page: string): string => /<h1>([^<]*)<\/h1>/.exec(page)?.[1] ?? '';
