import { expect, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { asOperator } from '../support/operator.ts';
import { clinicWith } from '../support/plan.ts';
import { useClinic } from '../support/scenario.ts';
import { stenosisFrom } from '../support/stories.ts';
import { changeItem } from '../support/whole-table.ts';

const { cloud, clinic, tell, pass } = useClinic();
const explain = (courseId: string, of = clinic) => asOperator(cloud(), of, 'explain', '--course', courseId);
const flat = (text: string) => text.replace(/\s+/g, ' ');
const PERSONAL = /anna|jensen|P-17|bo holm|@/i;

test('a course of the table, with what was sent and what is next', async () => {
  await tell(stenosisFrom(courseEvents(), '2026-03-05'), '2026-03-20T10:00:00Z');
  const { code, out, err } = await explain('C-1');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(flat(out)).toContain('As of Fri 20 Mar 2026 11:00, with the log of messages: it has 1.');
  expect(flat(out)).toContain(
    'invitation to book 1: sent on Thu 19 Mar 2026 09:00 (message 0001). It was delivered on Thu 19 Mar 2026 09:00. It goes 7 days before the first day of the window (Thu 26 Mar 2026).',
  );
  expect(flat(out)).toContain('Next The next e-mail goes on Thu 26 Mar 2026 09:00: invitation to book 2');
  expect(out).not.toMatch(PERSONAL);
});

test('a course that was never heard of: a sentence, and exit code 1', async () => {
  await tell([], '2026-03-20T10:00:00Z');
  expect(await explain('C-9')).toEqual({
    code: 1,
    out: '',
    err: 'Sundby Fysioterapi: there is no course C-9; it was never heard of, or was forgotten after it ended.\n',
  });
});

test('an erased course: when, and that nothing is kept', async () => {
  const course = courseEvents();
  const erased = course.event('course.erased', '2026-03-10', { reason: 'Anna wrote us a letter' });
  await tell([...stenosisFrom(course, '2026-03-05'), erased], '2026-03-20T10:00:00Z');
  expect(await explain('C-1')).toEqual({
    code: 0,
    out: 'The course C-1 was erased on request on Tue 10 Mar 2026 12:00: nothing is kept of it but its id, and nothing is sent.\n',
    err: '',
  });
});

test('an ended course: its contact details are erased, its log still tells; then it is forgotten', async () => {
  const course = courseEvents();
  const events = [...stenosisFrom(course, '2026-03-05'), course.closed('2026-03-20', 'declined')];
  await tell(events, '2026-03-23T10:00:00Z');
  await pass('2026-07-01T10:00:00Z');
  const { code, out } = await explain('C-1');
  expect(code).toBe(0);
  expect(flat(out)).toContain('Contact details have been erased, as from Thu 18 Jun 2026 00:00');
  expect(flat(out)).toContain('sent on Thu 19 Mar 2026 09:00 (message 0001)');
  await pass('2027-03-21T10:00:00Z');
  expect(await explain('C-1')).toMatchObject({
    code: 1,
    err: expect.stringContaining('there is no course C-1'),
  });
});

test('a course that cannot be read: the fields are named, not what they hold', async () => {
  await tell(stenosisFrom(courseEvents(), '2026-03-05'), '2026-03-20T10:00:00Z');
  await changeItem(cloud(), 'C-1', 'MESSAGE#0001', { status: 'Anna', attempt: 'Jensen' });
  expect(await explain('C-1')).toEqual({
    code: 1,
    out: '',
    err: 'Sundby Fysioterapi: course C-1 cannot be read: not as expected: status.\n',
  });
});

test('a clinic that is not deployed: it could not run, and found nothing out', async () => {
  expect(await explain('C-1', clinicWith({ clinicId: 'elsewhere' }))).toEqual({
    code: 3,
    out: '',
    err: 'course-reminders: the table course-reminders-elsewhere in eu-north-1 is not there: deploy the clinic, or use the credentials of its account.\n',
  });
});
