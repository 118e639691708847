import { courseEvents } from '../tests/support/events.ts';
import { manyCourses } from '../tests/support/many-courses.ts';
import { boardOver } from '../tests/web/board/board.ts';
import { eva } from '../tests/web/board/staff.ts';
import { patientPages } from '../tests/web/patient-page.ts';

/** One that was really lived, among those of which there are only heads and lines. */
const COURSE = 'C-lived';

/** Asks for one page. @throws Error when the answer is none */
export type AskedPage = () => Promise<{ readonly bytes: number; readonly loads: number }>;

export const PAGES = ['today', 'caseload', 'course', 'patient'] as const;
export type PageName = (typeof PAGES)[number];

/**
 * The pages of a clinic with so many running courses besides one, as its manager and that course's patient see them, over a
 * table in memory: what is measured is the making of pages, and the reading of what comes out of the table.
 */
export async function pagesOf(courses: number): Promise<Readonly<Record<PageName, AskedPage>>> {
  const shell = await manyCourses(courses);
  const lived = courseEvents(COURSE);
  const STENOSIS = { protocol: 'lumbar-spinal-stenosis', entry: 'direct' };
  await shell.record([
    lived.enrolled('2026-04-13T07:00:00Z', STENOSIS),
    lived.booked('pre-examination', '2026-04-13T07:05:00Z', '2026-04-20T10:00:00+02:00'),
  ]);
  const board = boardOver(shell, { therapistsSee: 'all' });
  board.as(eva);
  const patient = patientPages(shell);
  const link = await patient.path(COURSE);
  let loads = 0;
  const { load } = shell.store;
  shell.store.load = (courseId) => {
    loads += 1;
    return load.call(shell.store, courseId);
  };
  const asked =
    ({ app }: Pick<typeof board, 'app'> | Pick<typeof patient, 'app'>, path: string): AskedPage =>
    async () => {
      loads = 0;
      const answer = await app.request(path);
      const html = await answer.text();
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
      return { bytes: Buffer.byteLength(html), loads };
    };
  return {
    today: asked(board, '/board'),
    caseload: asked(board, '/board/caseload'),
    course: asked(board, `/board/courses/${COURSE}`),
    patient: asked(patient, link),
  };
}
