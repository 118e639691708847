import { describe, expect, test } from 'vitest';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents, type Raw } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import { Shell } from '../support/shell.ts';

const VISIT = 'status-4-weeks';

/** Stenosis, its 4-week status booked for 10 April at 13:00 and told on the 8th at 9:00. */
function toldCourse() {
  const events = courseEvents('S-1');
  const begun = [
    events.enrolled('2026-03-02T09:00:00+01:00', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
    events.held('pre-examination', '2026-03-09', '0251'),
    events.booked(VISIT, '2026-03-12T10:00:00+01:00', '2026-04-10T13:00:00+02:00'),
  ];
  return { ...events, begun };
}

/** The e-mails that tell times, with what their calendar file says. */
async function files(events: readonly Raw[], clinic = clinicWith(), until = '2026-04-20T00:00:00Z') {
  const shell = new Shell(events[0]?.occurredAt ?? '', clinic);
  for (const event of events) {
    await shell.runUntil(toInstant(event.occurredAt));
    await shell.record([event]);
  }
  await shell.runUntil(until);
  return shell.mailer.sent.flatMap(({ email }) =>
    email.attachments.map(({ content }) => {
      const value = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(content)?.[1] ?? '';
      const file = `${value('METHOD')} ${value('SEQUENCE')} ${value('DTSTART')}`;
      return { file, uid: value('UID'), subject: email.subject, text: email.text };
    }),
  );
}

describe('a time that was told', () => {
  test('and that the nudge of the next morning names as moved: the calendar moves, and the e-mail says from where', async () => {
    const { begun, booked } = toldCourse();
    const [enrolled, held] = begun;
    const told = await files(
      [
        enrolled,
        held,
        booked('final-status', '2026-03-12T10:00:00+01:00', '2026-06-02T10:00:00+02:00'),
        booked('final-status', '2026-06-01T08:59:00+02:00', '2026-06-03T11:00:00+02:00'),
      ].flatMap((each) => each ?? []),
      clinicWith(),
      '2026-06-02T00:00:00Z',
    );
    expect(told.map(({ file }) => file)).toEqual([
      'REQUEST 0 20260602T080000Z',
      'REQUEST 2 20260603T090000Z',
    ]);
    expect(told[1]?.subject).toBe('Din tid er ændret til onsdag den 3. juni kl. 11.00');
    expect(told[1]?.text).toMatch(/tirsdag den\s2\. juni/);
  });

  test('and is cancelled leaves the calendar under the name under which it came', async () => {
    const { begun, cancelled } = toldCourse();
    const [first, second, ...more] = await files([...begun, cancelled(VISIT, '2026-04-08T14:00:00+02:00')]);
    expect(more).toEqual([]);
    expect(first?.file).toBe('REQUEST 0 20260410T110000Z');
    expect(second).toMatchObject({ file: 'CANCEL 1 20260410T110000Z', uid: first?.uid });
    expect(second?.text).toMatch(/fredag den 10\. april.*13\.00/);
  });

  test('and is cancelled, booked again, and moved: each file says more than the one before', async () => {
    const { begun, cancelled, booked } = toldCourse();
    const told = await files([
      ...begun,
      cancelled(VISIT, '2026-04-08T09:30:00+02:00'),
      booked(VISIT, '2026-04-08T11:00:00+02:00', '2026-04-10T13:00:00+02:00'),
      booked(VISIT, '2026-04-08T12:00:00+02:00', '2026-04-09T09:30:00+02:00'),
    ]);
    expect(told.map(({ file }) => file)).toEqual([
      'REQUEST 0 20260410T110000Z',
      'CANCEL 1 20260410T110000Z',
      'REQUEST 3 20260410T110000Z',
      'REQUEST 5 20260409T073000Z',
    ]);
    expect(new Set(told.map(({ uid }) => uid)).size).toBe(1);
    expect(told.map(({ subject }) => subject)).toEqual([
      'Din tid fredag den 10. april kl. 13.00',
      'Din tid fredag den 10. april kl. 13.00 er aflyst',
      'Din tid er bestilt: fredag den 10. april kl. 13.00',
      'Din tid er ændret til torsdag den 9. april kl. 9.30',
    ]);
  });

  test('and is told again as it was is no changed time', async () => {
    const { begun } = toldCourse();
    const told = await files(begun, clinicWith({ reminders: { confirmation: { enabled: true } } }));
    expect(told.map(({ subject }) => subject)).toEqual([
      'Din tid er bestilt: fredag den 10. april kl. 13.00',
      'Din tid fredag den 10. april kl. 13.00',
    ]);
  });

  test('by mistake: the e-mail says so', async () => {
    const { begun, retracted } = toldCourse();
    const [, , wrong] = begun;
    if (!wrong) throw new Error('no booking');
    const [, second] = await files([...begun, retracted('2026-04-08T12:00:00+02:00', wrong)]);
    expect(second?.file).toMatch(/^CANCEL/);
    expect(second?.text).toMatch(/fejl/);
  });

  test('has another name in every clinic', async () => {
    const { begun } = toldCourse();
    const [here] = await files(begun);
    const [there] = await files(begun, clinicWith({ clinicId: 'elsewhere' }));
    expect(here?.uid).not.toBe(there?.uid);
  });

  test('booked today for tomorrow comes at once, with its file', async () => {
    const events = courseEvents('B-3');
    const told = await files([
      events.enrolled('2026-03-02T10:00:00+01:00', { protocol: 'lumbar-spinal-stenosis', entry: 'direct' }),
      events.booked('pre-examination', '2026-03-02T10:05:00+01:00', '2026-03-03T13:00:00+01:00'),
    ]);
    expect(told.map(({ file }) => file)).toEqual(['REQUEST 0 20260303T120000Z']);
  });
});

describe('visits that touch each other', () => {
  const { enrolled, event, cancelled } = courseEvents('B-1');
  const booking = (visit: string, startsAt: string, durationMinutes: number) =>
    event('visit.booked', '2026-03-03T10:00:00+01:00', { visit, startsAt, durationMinutes });
  const begun = [
    enrolled('2026-03-02T09:00:00+01:00', { entry: 'direct', referralDate: '2026-02-26' }),
    booking('first-consultation', '2026-03-16T10:00:00+01:00', 30),
    booking('supplementary-initial', '2026-03-16T10:30:00+01:00', 45),
  ];

  test('have one file, from the first start to the last end', async () => {
    const told = await files(begun);
    expect(told.map(({ file }) => file)).toEqual(['REQUEST 0 20260316T090000Z']);
  });

  test('of which the first is cancelled: its time goes, and what is left comes, in one e-mail', async () => {
    const told = await files([...begun, cancelled('first-consultation', '2026-03-13T10:00:00+01:00')]);
    expect(told.map(({ file }) => file)).toEqual([
      'REQUEST 0 20260316T090000Z',
      'CANCEL 1 20260316T090000Z',
      'REQUEST 0 20260316T093000Z',
    ]);
    const [, off, left] = told;
    expect(off?.text).toBe(left?.text);
    expect(off?.uid).not.toBe(left?.uid);
  });

  test('of which the second moves: its new time takes the place of none, the first one stands', async () => {
    const moved = event('visit.booked', '2026-03-13T10:00:00+01:00', {
      visit: 'supplementary-initial',
      startsAt: '2026-03-18T09:00:00+01:00',
      durationMinutes: 45,
    });
    const told = await files([...begun, moved]);
    expect(told[2]?.text).toMatch(/varer nu ca\. 30 minutter.*Din tid er bestilt.*onsdag den 18\. marts/s);
    expect(told[2]?.text).not.toMatch(/ændret|i stedet/);
  });

  describe('at one and the same time', () => {
    const [enrolment, first] = begun;
    const same = [
      enrolment,
      first,
      booking('supplementary-initial', '2026-03-16T10:00:00+01:00', 30),
    ].flatMap((each) => each ?? []);

    test('of which the first is cancelled: the calendar changes hands, and the e-mail says no word of "off"', async () => {
      const told = await files([...same, cancelled('first-consultation', '2026-03-13T10:00:00+01:00')]);
      expect(told.slice(1).map(({ file }) => file)).toEqual([
        'CANCEL 1 20260316T090000Z',
        'REQUEST 0 20260316T090000Z',
      ]);
      expect(told[2]?.subject).toBe('Din tid mandag den 16. marts kl. 10.00');
      expect(told[2]?.text).not.toMatch(/aflyst|bestilt|varer nu|flyttet/);
    });

    test('of which the first moves: the new time is news, the other one as it was', async () => {
      const moved = event('visit.booked', '2026-03-13T10:00:00+01:00', {
        visit: 'first-consultation',
        startsAt: '2026-03-18T09:00:00+01:00',
        durationMinutes: 30,
      });
      const told = await files([...same, moved]);
      expect(told.slice(1, 3).map(({ file }) => file)).toEqual([
        'REQUEST 2 20260318T080000Z',
        'REQUEST 0 20260316T090000Z',
      ]);
      expect(told[1]?.text).toMatch(/bestilt.*onsdag den 18\. marts.*mandag den 16\. marts/s);
      expect(told[1]?.text).not.toMatch(/aflyst|varer nu|flyttet/);
    });
  });
});
