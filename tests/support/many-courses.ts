import { headToItem, readHead } from '../../shared/aws/head-item.ts';
import { HEAD_KEY, LINE_KEY } from '../../shared/aws/items.ts';
import { findLine, lineToItem } from '../../shared/aws/line-item.ts';
import type { CaseLine } from '../../shared/ports/caseload.ts';
import type { Head } from '../../shared/ports/head.ts';
import { courseEvents } from './events.ts';
import { Shell } from './shell.ts';

const GIVEN = ['Anna', 'Søren', 'Åse', 'Birthe', 'Jens', 'Kirsten', 'Øjvind', 'Mogens', 'Inger', 'Æskil'];
const FAMILY = ['Jensen', 'Ågård', 'Kjær', 'Østergaard', 'Holm', 'Ravn', 'Bæk', 'Møller', 'Lind', 'Friis'];
const THERAPISTS = ['Bo Holm', 'Kim Dahl', 'Lis Krog', 'Jonas Bjerregaard'];

/**
 * A clinic on 13 April 2026 with so many running courses, copied from three that were really lived: heads and lines alone,
 * written straight into the store. Of ten patients one cannot be e-mailed and is late with everything.
 */
export async function manyCourses(count: number): Promise<Shell> {
  const models = await livedCourses();
  const shell = new Shell('2026-04-13T08:00:00Z');
  for (let index = 0; index < count; index += 1) {
    const model = models[index % 10 === 9 ? 2 : index % 2];
    if (!model) throw new Error('there is no course to copy');
    const courseId = `C-${String(index).padStart(4, '0')}`;
    const therapistId = `T-${(index % THERAPISTS.length) + 1}`;
    const therapist = { therapistId, name: THERAPISTS[index % THERAPISTS.length] ?? '' };
    const name = `${GIVEN[index % 10]} ${FAMILY[Math.floor(index / 10) % 10]}`;
    const { line, head } = model;
    const patient = { patientId: `P-${10_000 + index}`, name, phone: `+45 ${20_000_000 + index}` };
    shell.store.put(lineToItem(courseId, { ...line, patient, therapist }));
    shell.store.put(
      headToItem(courseId, {
        ...head,
        therapist: head.therapist && { ...head.therapist, ...therapist },
        patient: { patientId: patient.patientId, initials: 'AJ' },
      }),
    );
  }
  return shell;
}

/** What is kept of courses as they stand after some weeks. */
async function livedCourses(): Promise<{ readonly line: CaseLine; readonly head: Head }[]> {
  const shell = new Shell('2026-01-12T09:00:00Z');
  const backPain = courseEvents('C-1');
  const stenosis = courseEvents('C-2');
  const unreached = courseEvents('C-3');
  const STENOSIS = { protocol: 'lumbar-spinal-stenosis', entry: 'direct' };
  const at = (day: string) => `${day}T09:00:00Z`;
  await shell.record([backPain.enrolled(at('2026-01-12'), { referralDate: '2026-01-05' })]);
  await shell.record([unreached.enrolled(at('2026-01-12'), { patient: { ...NO_ADDRESS }, ...STENOSIS })]);
  await shell.runUntil(at('2026-01-19'));
  await shell.record([
    backPain.held('supplementary-initial', at('2026-01-19'), '0261'),
    backPain.booked('closing', at('2026-01-19'), '2026-04-14T09:00:00+02:00'),
  ]);
  await shell.runUntil(at('2026-02-26'));
  await shell.record([stenosis.enrolled(at('2026-02-26'), STENOSIS)]);
  await shell.runUntil(at('2026-03-05'));
  await shell.record([stenosis.held('pre-examination', at('2026-03-05'), '0251')]);
  await shell.runUntil(at('2026-04-13'));
  const items = shell.store.items();
  return ['COURSE#C-1', 'COURSE#C-2', 'COURSE#C-3'].map((pk) => {
    const of = (sk: string) => items.find((item) => item['pk'] === pk && item['sk'] === sk);
    const line = findLine(of(LINE_KEY));
    if (!line) throw new Error('a course has no line');
    return { line, head: readHead(of(HEAD_KEY)) };
  });
}

const NO_ADDRESS = {
  patientId: 'P-19',
  name: 'Åse Bæk',
  email: null,
  phone: '+45 22 33 44 55',
  language: 'da',
  consent: { email: false },
};
