import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readClinic } from '../shared/clinic-file.ts';
import { foldCourse } from '../shared/core/course/fold-course.ts';
import { planCourse } from '../shared/core/plan.ts';
import { protocolsOf } from '../shared/core/protocols/index.ts';
import { toInstant } from '../shared/core/time/instant.ts';
import { courseEvents, parsed } from './support/events.ts';

const read = (file: string) => readFileSync(new URL(`../clinics/${file}`, import.meta.url), 'utf8');
const sample = JSON.parse(read('sample.json'));
const NAME = 'knee-hip-example';
const example: unknown = JSON.parse(read(`protocols/${NAME}.json`));
const NOW = toInstant('2026-01-12T12:00:00Z');

type Place = readonly (string | number)[];

/** Every place of a JSON value. */
function placesOf(json: unknown, at: Place = []): Place[] {
  if (typeof json !== 'object' || json === null) return [at];
  return [at, ...Object.entries(json).flatMap(([key, each]) => placesOf(each, [...at, key]))];
}
const PLACES = placesOf(example).slice(1);

/** What somebody may have typed there: of another type, another number, another name of the file, or nothing. */
const typed = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    '',
    {},
    [],
    true,
    -1,
    0,
    1,
    1.5,
    400,
    401,
    1e9,
    'constructor',
    '__proto__',
  ),
  fc.constantFrom('enrolment', 'arthrosis-start', 'arthrosis-end', 'arthrosis-follow-up', 'closing', NAME),
  fc.constantFrom(
    '9901',
    '9902',
    '0254',
    '12',
    'days',
    'weekdays',
    'from-anchor',
    'PSFS',
    'ODI',
    'group-training',
  ),
  fc.constantFrom(
    { days: 0 },
    { weeks: 60 },
    { months: 0 },
    { days: 1, weeks: 1 },
    { kind: 'days', count: 0 },
  ),
  fc.json().map((text): unknown => JSON.parse(text)),
);
const isNumber = (place: Place) =>
  typeof place.reduce<unknown>((at, key) => Object(at)[key], example) === 'number';
const anything = fc.tuple(fc.constantFrom(...PLACES), typed);
const anotherNumber = fc.tuple(fc.constantFrom(...PLACES.filter(isNumber)), fc.nat(100));
const changes = fc.oneof(
  fc.array(anything, { minLength: 1, maxLength: 4 }),
  fc.array(anotherNumber, { minLength: 1, maxLength: 2 }),
);

function changed(each: readonly (readonly [Place, unknown])[]): unknown {
  const json = structuredClone(example);
  for (const [place, value] of each) {
    const parent = place
      .slice(0, -1)
      .reduce<unknown>((at, key) => (at === null ? at : Object(at)[key]), json);
    const key = place.at(-1) ?? '';
    if (typeof parent !== 'object' || parent === null) continue;
    if (value === undefined && Array.isArray(parent)) parent.splice(Number(key), 1);
    else if (value === undefined) Reflect.deleteProperty(parent, key);
    else Reflect.set(parent, key, structuredClone(value));
  }
  return json;
}

test('whatever is typed into a protocol: either it plans courses, or each mistake has its place and what was expected', () => {
  const seen = { good: 0, bad: 0 };
  fc.assert(
    fc.property(changes, (each) => {
      const text = JSON.stringify(changed(each));
      const found = readClinic(JSON.stringify({ ...sample, protocols: [NAME] }), () => text);
      if ('issues' in found) {
        seen.bad += 1;
        expect(found.issues.length).toBeGreaterThan(0);
        for (const { path, message } of found.issues) {
          expect(path).toMatch(/^(protocols\/knee-hip-example\.json: |protocols\.0)/);
          expect(message).toMatch(/^expected /);
        }
        return;
      }
      seen.good += 1;
      const protocols = protocolsOf(found.clinic);
      for (const entry of ['direct', 'from-individual-course']) {
        const enrolment = courseEvents().enrolled(NOW, { protocol: NAME, entry });
        const course = foldCourse(
          'C-1',
          parsed([enrolment], NOW, protocols),
          found.clinic.timeZone,
          protocols,
        );
        const settings = found.clinic;
        const plan = planCourse({
          course,
          settings,
          messages: [],
          now: NOW,
          lastReceivedAt: NOW,
          purged: false,
        });
        expect(plan.visits.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: Number(process.env['PROTOCOL_FILES'] ?? 400) },
  );
  expect(seen.good).toBeGreaterThan(20);
  expect(seen.bad).toBeGreaterThan(100);
});
