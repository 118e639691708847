import { beforeAll, describe, expect, test } from 'vitest';
import { someOf } from '../support/exhaustive.ts';
import { quotedIn, read, sectionOf } from './pages.ts';
import { type Edit, filesInError } from './type-errors.ts';

const page = read('docs/how-to-add.md');
const headings = [...page.matchAll(/^## .+$/gm)].map(([heading]) => heading);

type Row = { readonly where: string; readonly what: string; readonly told: string };
const rowsOf = (heading: string): Row[] =>
  [...sectionOf(page, heading).matchAll(/^\| `([^`]+)` \| (.+) \| (.+) \|$/gm)].map(
    ([, where = '', what = '', told = '']) => ({ where, what, told }),
  );

/** The changes that begin each list. */
const CHANGES: Readonly<Record<string, readonly Edit[]>> = {
  '## A reminder kind': [
    before(
      'shared/core/ids/reminder-key.ts',
      "  | { readonly kind: 'questionnaires'",
      "  | { readonly kind: 'stranger' }\n",
    ),
    before(
      'shared/core/settings/settings.ts',
      '  nudge: z.strictObject(',
      '  stranger: z.strictObject(onOff),\n',
    ),
    before(
      'shared/core/settings/settings.ts',
      '  nudge: reminderKinds.nudge',
      '  stranger: reminderKinds.stranger.prefault({}),\n',
    ),
    before(
      'shared/mail/letter.ts',
      '  | BookingNotice',
      "  | { readonly kind: 'stranger'; readonly visitNumber: number }\n",
    ),
  ],
  '## A task': [before('shared/core/ids/task-id.ts', "'discharge-letter',", "'stranger', ")],
  '## An event type': [
    before(
      'shared/core/events/events.ts',
      "  'session.held': heldSession,",
      "  'visit.stranger': z.object({ visit, words: text }),\n",
    ),
  ],
  '## A setting': [
    before(
      'shared/core/settings/settings.ts',
      '  closures: z.array(closure)',
      '  stranger: z.boolean().default(true),\n',
    ),
    before(
      'shared/clinic.ts',
      '    closures: coreSettings.closures',
      '    stranger: coreSettings.stranger,\n',
    ),
  ],
  '## A visit': [before('shared/core/protocols/protocol.ts', "  'closing',\n", "  'stranger',\n")],
  '## A protocol': [before('shared/core/protocols/protocol.ts', "'low-back-pain', 'lumbar", "'stranger', ")],
  '## A function': [
    before('infra/constructs/clinic-function.ts', "  'record-event',\n", "  'stranger',\n"),
    before('shared/names.ts', "'events', 'wakes'", "'strangers', "),
    before(
      'infra/constructs/clinic-queues.ts',
      '  readonly events: Q',
      '  readonly strangers: QueueWithDeadLetters;\n',
    ),
    before(
      'infra/constructs/clinic-queues.ts',
      "    this.events = queue('events')",
      "    this.strangers = queue('strangers');\n",
    ),
  ],
};

/** Lists whose changes are made together: none of them stops where another one does. */
const TOGETHER = [Object.keys(CHANGES).filter((heading) => heading !== '## A task'), ['## A task']];

/** Where nothing is to stop, a usual run looks at so many files. */
const OTHERS = 120;

/** Something new, put before something that stands in the file once. */
function before(file: string, find: string, added: string): Edit {
  return { file, find, put: `${added}${find}` };
}

describe.each(headings)('%s', (heading) => {
  const rows = rowsOf(heading);

  test('each step is where it says, and somebody tells of it', () => {
    expect(rows.length).toBeGreaterThan(2);
    expect(rows[0]?.told).toBe('begin');
    for (const { told } of rows.filter(({ told }) => told !== 'begin' && told !== 'types')) {
      const [file, title = ''] = told.match(/^`([^`]+)`: (.+)$/)?.slice(1) ?? [];
      expect(read(file ?? told)).toContain(`'${title}'`);
    }
  });

  test('what a step names is in its file', () => {
    const names = rows.flatMap(({ where, what }) =>
      /\.ts$/.test(where) && !where.includes('<')
        ? quotedIn(what).filter((word) => /^[A-Za-z_]+$/.test(word) && !read(where).includes(word))
        : [],
    );
    expect(names).toEqual([]);
  });
});

describe('the type checker, after the changes that begin a list, stops exactly where the list says', () => {
  const ways = TOGETHER.map((headings) => ({
    title: headings.join(', '),
    begun: filesTold(headings.flatMap(rowsOf), 'begin'),
    stops: headings.flatMap((heading) => [...new Set(filesTold(rowsOf(heading), 'types'))]).sort(),
    edits: headings.flatMap((heading) => CHANGES[heading] ?? []),
  }));
  let found: string[][] = [];
  beforeAll(() => {
    found = filesInError(
      ways.map(({ edits, stops }) => ({
        edits,
        lookedAt: (files) => {
          const others = files.filter((file) => !stops.includes(file));
          return [...stops, ...someOf(others, OTHERS)];
        },
      })),
    );
  });

  test.each(ways.map((way, index) => ({ ...way, index })))('$title', ({ stops, begun, index }) => {
    expect(new Set(stops).size, 'a file is on two of the lists: make their changes apart').toBe(stops.length);
    const files = found[index]?.filter((file) => !begun.includes(file) || stops.includes(file));
    expect(files).toEqual(stops);
  });
});

function filesTold(rows: readonly Row[], told: string): string[] {
  return rows.flatMap((row) => (row.told === told ? [row.where] : []));
}
