import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { planFile } from '../../local/files/plan-file.ts';
import { courseToJson } from '../../shared/core/course-json.ts';
import { VISIT_NAMES } from '../../shared/core/protocols/protocol.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { OWN_PROTOCOLS } from '../support/own-protocol.ts';
import { clinicWith } from '../support/plan.ts';

type Expected = { capDate: string | null; capProvisional: boolean; visits: Record<string, unknown>[] };
type Case = { name: string; asOf: string; events: unknown[]; expected: Expected };
type Vectors = { description: string; clinic: Record<string, unknown>; protocols?: string[]; cases: Case[] };

const folder = new URL('../vectors/', import.meta.url);
const themes = readdirSync(folder).filter((name) => name.endsWith('.json'));
const scratch = mkdtempSync(join(tmpdir(), 'vectors-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** What `plan --json` prints of a case, as an instant text where the vectors have one. */
async function planned({ asOf, events }: Case, { clinic, protocols = [] }: Vectors) {
  const file = join(scratch, 'events.jsonl');
  writeFileSync(file, events.map((event) => JSON.stringify(event)).join('\n'));
  const { plans, rejected } = await planFile(
    file,
    toInstant(asOf),
    clinicWith({ ...clinic, protocols: protocols.map(ownProtocol) }),
  );
  expect(rejected).toEqual([]);
  expect(plans).toHaveLength(1);
  return plans.map(courseToJson)[0];
}

const ownProtocol = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../clinics/protocols/${name}.json`, import.meta.url), 'utf8'));

const comparable = ({ bookedAt, ...visit }: Record<string, unknown>) =>
  bookedAt ? { ...visit, bookedAt: toInstant(String(bookedAt)) } : visit;

for (const theme of themes) {
  const vectors = JSON.parse(readFileSync(new URL(theme, folder), 'utf8')) as Vectors;
  const { description, cases } = vectors;
  describe(`${theme}: ${description}`, () => {
    test.each(cases)('$name', async (each) => {
      const course = await planned(each, vectors);
      const { capDate, capProvisional, visits } = each.expected;
      expect(course).toMatchObject({ capDate, capProvisional });
      expect(course?.visits.map(({ visit }) => visit)).toEqual(visits.map(({ visit }) => visit));
      expect(course?.visits).toMatchObject(visits.map(comparable));
    });
  });
}

test('there are vectors', () => {
  expect(themes.length).toBeGreaterThan(5);
});

test('every visit of every protocol has dates in some vector', () => {
  const cases = themes.flatMap(
    (theme) => (JSON.parse(readFileSync(new URL(theme, folder), 'utf8')) as Vectors).cases,
  );
  const dated = cases.flatMap(({ expected }) => expected.visits.filter(({ target }) => target !== null));
  const own = OWN_PROTOCOLS.flatMap(({ visits }) => visits.map(({ visit }) => visit));
  expect([...new Set(dated.map(({ visit }) => String(visit)))].sort()).toEqual(
    [...VISIT_NAMES, ...own].sort(),
  );
});
