import { describe, expect, test } from 'vitest';
import { formOf } from '../../local/clinic/page-form.ts';
import { courseEvents } from '../support/events.ts';
import { clinicWith } from '../support/plan.ts';
import { Shell } from '../support/shell.ts';
import { wordsOf } from '../support/web-page.ts';
import { patientPages } from './patient-page.ts';

const NOW = '2026-03-02T10:00:00Z';
const VISIT = '2026-03-05T09:00:00Z';

/** A patient of stenosis with a first visit on Thursday at 10, on the Monday before. */
async function bookedPatient(clinic = clinicWith(), patient: Record<string, unknown> = {}) {
  const shell = new Shell(NOW, clinic);
  const events = courseEvents();
  const { enrolled, booked } = events;
  const enrolment = enrolled('2026-03-01T09:00:00Z', {
    protocol: 'lumbar-spinal-stenosis',
    entry: 'direct',
  }) as ReturnType<typeof enrolled> & { data: { patient: object } };
  enrolment.data.patient = { ...enrolment.data.patient, ...patient };
  await shell.record([enrolment]);
  await shell.record([booked('pre-examination', '2026-03-01T09:05:00Z', VISIT)]);
  const pages = patientPages(shell);
  const path = await pages.path();
  const eventsOf = async () => (await shell.store.load('C-1')).events.map(({ event }) => event);
  return { shell, events, pages, path, eventsOf };
}

describe('the page of a patient', () => {
  test('says what is next: time, place and with whom, and what is asked', async () => {
    const { pages, path, shell } = await bookedPatient();
    const { status, html } = await pages.get(path);
    expect(status).toBe(200);
    const words = wordsOf(html);
    expect(words).toContain('Hej Anna');
    expect(words).toContain('torsdag den 5. marts 2026 kl. 10.00');
    expect(words).toContain('Bo Holm');
    expect(words).toContain('Vil du udfylde et spørgeskema før din tid');
    expect(html).toContain(`href="${path}/calendar/1"`);
    expect(html).toContain(encodeURIComponent(shell.clinic.address));
  });

  test('is in English for who reads English', async () => {
    const { pages, path } = await bookedPatient(clinicWith(), { language: 'en' });
    const { html } = await pages.get(path);
    expect(html).toContain('<html lang="en"');
    expect(wordsOf(html)).toContain('Thursday 5 March 2026 at 10:00');
  });

  test('tells nothing of what the patient comes for', async () => {
    const { pages, path } = await bookedPatient();
    const { html } = await pages.get(path);
    // The clinic's own pages may name the course, as in the letters.
    const body = html.replace(/\/p\/[\w.-]+/g, '').replace(/https:\/\/[^"]+/g, '');
    expect(body).not.toMatch(
      /stenos|spinal|lumbar|pre-examination|forundersøgelse|ZCQ|NPRS|ODI|0251|C-1|P-17/i,
    );
  });

  test('is kept by nobody, and loads nothing', async () => {
    const { pages, path } = await bookedPatient();
    const { headers, html } = await pages.get(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'x-content-type-options': 'nosniff',
    });
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|<img|<link/);
  });

  test('gives the calendar the same entry as the letters', async () => {
    const { pages, path, shell } = await bookedPatient();
    await shell.runUntil('2026-03-03T12:00:00Z');
    const mailed = shell.mailer.sent.flatMap(({ email }) => email.attachments)[0]?.content ?? '';
    const { html: file, headers } = await pages.get(`${path}/calendar/1`);
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=REQUEST');
    const uid = /UID:(\S+)/.exec(file)?.[1];
    expect(uid).toBe(/UID:(\S+)/.exec(mailed)?.[1]);
    expect(file).toContain('DTSTART:20260305T090000Z');
    expect((await pages.get(`${path}/calendar/2`)).status).toBe(404);
  });

  test('asks for the follow-ups that go on after a course was completed', async () => {
    const shell = new Shell('2026-04-20T10:00:00Z');
    const { enrolled, held, closed } = courseEvents();
    await shell.record([
      enrolled('2026-01-12T09:00:00Z', { referralDate: '2026-01-05' }),
      held('supplementary-initial', '2026-01-19', '0261'),
      held('closing', '2026-04-13', '0267'),
      closed('2026-04-13T13:00:00Z', 'completed'),
    ]);
    shell.moveTo('2026-07-08T10:00:00Z');
    const pages = patientPages(shell);
    const words = wordsOf((await pages.get(await pages.path())).html);
    expect(words).toContain('Det er tid til at bestille dit næste besøg.');
  });

  test('changes nothing when it is looked at, by whomever and however often', async () => {
    const { pages, path, shell } = await bookedPatient();
    const before = JSON.stringify(shell.store.items());
    for (const place of ['', '/stop', '/calendar/1', '?done=stop', '?done=no']) {
      await pages.get(`${path}${place}`);
      await pages.app.request(`${path}${place}`, { method: 'HEAD' });
    }
    expect(JSON.stringify(shell.store.items())).toBe(before);
  });
});

describe('a press', () => {
  test('"I am coming" is heard, and said', async () => {
    const { pages, path, eventsOf } = await bookedPatient();
    const { html } = await pages.get(path);
    const after = await pages.press(html, 'Jeg kommer');
    expect(after.status).toBe(303);
    expect(wordsOf(after.html)).toContain('Vi har noteret, at du kommer');
    expect(wordsOf(after.html)).toContain('Du har sagt, at du kommer.');
    expect((await eventsOf()).at(-1)).toMatchObject({
      type: 'visit.confirmed',
      data: { visit: 'pre-examination', startsAt: '2026-03-05T09:00:00.000Z' },
    });
  });

  test('"I cannot come" has the clinic told at once; the time stands until the clinic has cleared it', async () => {
    const { pages, path, shell, eventsOf } = await bookedPatient();
    const after = await pages.press((await pages.get(path)).html, 'Jeg kan ikke komme');
    expect(wordsOf(after.html)).toContain('Klinikken har fået besked og ringer til dig.');
    expect((await eventsOf()).at(-1)).toMatchObject({
      type: 'call.requested',
      data: { visit: 'pre-examination', reason: 'cannot-come' },
    });
    await shell.runUntil('2026-03-02T10:02:00Z');
    expect(shell.mailer.sent.at(-1)).toMatchObject({ to: shell.clinic.replyTo });
    expect((await shell.head())?.tasks.map(({ task }) => task)).toContain('call-back');
    await shell.runUntil('2026-03-03T12:00:00Z');
    expect((await shell.log()).join()).toContain('pre-examination/appointment/2026-03-05');
  });

  test('can be taken back: "I am coming after all"', async () => {
    const { pages, path, shell } = await bookedPatient();
    const declined = await pages.press((await pages.get(path)).html, 'Jeg kan ikke komme');
    shell.moveTo('2026-03-02T10:05:00Z');
    const after = await pages.press(declined.html, 'Jeg kommer alligevel');
    expect(wordsOf(after.html)).toContain('Du har sagt, at du kommer.');
    expect((await shell.head())?.tasks.map(({ task }) => task)).not.toContain('call-back');
  });

  test('"call me" can be taken back as well', async () => {
    const { pages, path, shell } = await bookedPatient();
    const asked = await pages.press((await pages.get(path)).html, 'Ring til mig');
    expect(wordsOf(asked.html)).toContain('Du har bedt os ringe.');
    const after = await pages.press(asked.html, 'Det er ikke nødvendigt længere');
    expect(wordsOf(after.html)).toContain('Er du i tvivl om noget');
    expect((await shell.head())?.tasks.map(({ task }) => task)).not.toContain('call-back');
  });

  test.each([
    ['2-weeks', '', '2026-03-16'],
    ['4-weeks', '', '2026-03-30'],
    ['until', '2026-04-01', '2026-04-01'],
    ['until', '1/4 2026', '2026-04-01'],
    ['until', ' 01-04-2026 ', '2026-04-01'],
  ])('a pause of %s %s rests until then, and ends when the patient wants', async (length, until, day) => {
    const { pages, path, eventsOf } = await bookedPatient();
    const paused = await pages.press((await pages.get(path)).html, 'Hold pause', { length, until });
    expect((await eventsOf()).at(-1)).toMatchObject({ type: 'reminders.paused', data: { until: day } });
    expect(wordsOf(paused.html)).toContain('Dine beskeder er på pause til');
    const after = await pages.press(paused.html, 'Start igen nu');
    expect(wordsOf(after.html)).toContain('Du får beskeder fra os igen.');
  });

  test.each([
    ['', 'Skriv en dato'],
    ['i morgen', 'Skriv en dato'],
    ['31-02-2027', 'Skriv en dato'],
    ['010203-4567', 'Skriv en dato'],
    ['2026-03-02', 'Vælg en dag, der ikke er kommet endnu.'],
    ['2027-03-02', 'inden for et halvt år'],
    ['"><script>', 'Skriv en dato'],
  ])('a pause until "%s" is refused beside its field, which keeps what was typed', async (until, said) => {
    const { pages, path, eventsOf } = await bookedPatient();
    const before = await eventsOf();
    const refused = await pages.press((await pages.get(path)).html, 'Hold pause', { length: 'until', until });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused.html)).toContain(said);
    expect(refused.html).not.toContain('<script>');
    expect(formOf(refused.html, 'Hold pause').fields).toMatchObject({
      length: 'until',
      until: until.replaceAll('"', '&quot;').replaceAll('>', '&gt;').replaceAll('<', '&lt;'),
    });
    expect(await eventsOf()).toEqual(before);
  });

  test('"stop all e-mails" stops them; they can be started again', async () => {
    const { pages, path, shell } = await bookedPatient();
    const stopped = await pages.press((await pages.get(path)).html, 'Stop alle mails');
    expect(wordsOf(stopped.html)).toContain('Du får ingen mails fra os.');
    await shell.runUntil('2026-03-04T12:00:00Z');
    expect(shell.mailer.sent.filter(({ to }) => to === 'anna@patients.example')).toEqual([]);
    await pages.press(stopped.html, 'Send mig mails igen');
    await shell.runUntil('2026-03-04T12:30:00Z');
    expect(shell.mailer.sent.filter(({ to }) => to === 'anna@patients.example')).toHaveLength(1);
  });

  test('pressed again after an error, a press in the mailbox arms the wake that the error has left out', async () => {
    const { pages, path, shell, eventsOf } = await bookedPatient();
    const oneClick = () => pages.post(`${path}/stop`, { 'List-Unsubscribe': 'One-Click' });
    await oneClick();
    const log = await eventsOf();
    shell.wakes.lose();
    await oneClick();
    expect(await eventsOf()).toEqual(log);
    expect(shell.wakes.armedFor('C-1')).toHaveLength(1);
  });

  test('one press in the mailbox stops them, however often it comes, and again after a new start', async () => {
    const { pages, path, eventsOf, shell } = await bookedPatient();
    const count = (await eventsOf()).length;
    const oneClick = () => pages.post(`${path}/stop`, { 'List-Unsubscribe': 'One-Click' });
    await Promise.all([oneClick(), oneClick()]);
    await oneClick();
    expect(await eventsOf()).toHaveLength(count + 1);
    shell.moveTo('2026-03-02T10:10:00Z');
    const again = await pages.press((await pages.get(path)).html, 'Send mig mails igen');
    expect(wordsOf(again.html)).toContain('Du får mails fra os igen.');
    shell.moveTo('2026-03-02T10:20:00Z');
    await oneClick();
    expect(wordsOf((await pages.get(path)).html)).toContain('Du får ingen mails fra os.');
  });

  test.each(['Jeg kommer', 'Jeg kan ikke komme', 'Ring til mig', 'Hold pause', 'Stop alle mails'])(
    'twice, and from two browsers at once, counts once: %s',
    async (label) => {
      const { pages, path, shell, eventsOf } = await bookedPatient();
      const { html } = await pages.get(path);
      const count = (await eventsOf()).length;
      await Promise.all([pages.press(html, label), pages.press(html, label)]);
      shell.moveTo('2026-03-02T10:01:00Z');
      const third = await pages.press(html, label);
      expect(third.status).toBe(303);
      expect(await eventsOf()).toHaveLength(count + 1);
    },
  );

  test('about a time that has moved since changes nothing, and shows the new one', async () => {
    const { pages, path, shell, events, eventsOf } = await bookedPatient();
    const { html } = await pages.get(path);
    await shell.record([events.booked('pre-examination', NOW, '2026-03-06T09:00:00Z')]);
    const count = (await eventsOf()).length;
    const after = await pages.press(html, 'Jeg kommer');
    expect(wordsOf(after.html)).toContain('Der er sket noget nyt');
    expect(wordsOf(after.html)).toContain('fredag den 6. marts');
    expect(await eventsOf()).toHaveLength(count);
  });

  test.each([
    [{}],
    [{ press: 'erase', id: 'press-0000000000000000000001' }],
    [{ press: 'stop', id: 'e001' }],
    [{ press: 'coming', id: 'press-0000000000000000000001', visit: '0', at: NOW }],
    [{ press: 'call-me', id: 'press-0000000000000000000001', reason: '010203-4567' }],
    [{ press: 'x'.repeat(5_000) }],
  ])('that no form of the page sends changes nothing: %j', async (fields) => {
    const { pages, path, eventsOf } = await bookedPatient();
    const before = await eventsOf();
    expect((await pages.post(path, fields as Record<string, string>)).status).toBe(303);
    expect(await eventsOf()).toEqual(before);
  });

  test('after thirty others within the hour is put off, with the telephone number', async () => {
    const { pages, path, shell } = await bookedPatient();
    for (let count = 0; count < 15; count += 1) {
      const asked = await pages.press((await pages.get(path)).html, 'Ring til mig');
      await pages.press(asked.html, 'Det er ikke nødvendigt længere');
    }
    const slowed = await pages.press((await pages.get(path)).html, 'Ring til mig');
    expect(slowed.status).toBe(429);
    expect(wordsOf(slowed.html)).toContain(shell.clinic.phone);
    expect(pages.counted.at(-1)).toBe('SlowedPatients');
    shell.moveTo('2026-03-02T11:01:00Z');
    expect((await pages.press((await pages.get(path)).html, 'Ring til mig')).status).toBe(303);
  });
});

describe('a link', () => {
  test('that is wrong in any way gets the same answer, and is counted', async () => {
    const { pages, path, shell } = await bookedPatient();
    const others = patientPages(shell, 'skoven');
    const staff = await pages.links.seal({ purpose: 'staff', recipient: 'THERAPIST#T-1' });
    const answer = await pages.links.seal({ purpose: 'answer', courseId: 'C-1', visitNumber: 1 });
    const wrong = [
      `${path}x`,
      path.slice(0, -1),
      path.slice(0, 60),
      '/p/x',
      '/',
      await others.path(),
      `/p/${staff}`,
      `/p/${answer}`,
    ];
    const answers = await Promise.all(wrong.map((place) => pages.get(place)));
    shell.moveTo('2027-04-07T10:00:00Z');
    answers.push(await pages.get(path));
    for (const each of answers) {
      expect(each.status).toBe(404);
      expect(each.html).toBe(answers[0]?.html);
      expect(Object.fromEntries(each.headers)).toEqual(Object.fromEntries(answers[0]?.headers ?? []));
    }
    expect(wordsOf(answers[0]?.html ?? '')).toContain(shell.clinic.phone);
    expect(pages.counted).toEqual(answers.slice(1).map(() => 'BrokenLinks'));
  });

  test.each(['Jeg kommer', 'Stop alle mails'])('that is wrong presses nothing: %s', async (label) => {
    const { pages, path, eventsOf } = await bookedPatient();
    const { fields } = formOf((await pages.get(path)).html, label);
    const before = await eventsOf();
    for (const place of [`${path}x`, `${path}x/stop`]) {
      expect((await pages.post(place, fields)).status).toBe(404);
    }
    expect(await eventsOf()).toEqual(before);
  });

  test.each([
    ['ended', 'course.closed', { date: '2026-02-20', reason: 'declined' }],
    ['of one who has died', 'course.closed', { date: '2026-03-02', reason: 'deceased' }],
    ['erased', 'course.erased', { reason: 'asked for' }],
  ] as const)('to a course %s shows that there is nothing to do', async (_, type, data) => {
    const { pages, path, shell, events } = await bookedPatient();
    await shell.record([events.event(type, NOW, data)]);
    for (const place of [path, `${path}/stop`]) {
      const { status, html } = await pages.get(place);
      expect(status).toBe(200);
      expect(wordsOf(html)).toContain('Der er ikke mere, du skal gøre');
      expect(html).not.toContain('<form');
    }
    const pressed = await pages.post(path, { press: 'stop', id: 'press-0000000000000000000001' });
    expect(wordsOf(pressed.html)).toContain('Der er ikke mere, du skal gøre');
    expect((await pages.get(`${path}/calendar/1`)).status).toBe(404);
  });

  test('whose page cannot be made says so kindly, and the failure is noted', async () => {
    const { pages, path, shell } = await bookedPatient();
    shell.store.load = async () => {
      throw new Error('no table');
    };
    const { status, html, headers } = await pages.get(path);
    expect(status).toBe(500);
    expect(wordsOf(html)).toContain('Prøv igen om lidt');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(pages.failures).toHaveLength(1);
  });
});

test('whoever comes by a rehearsed letter looks at the page, and every press is refused', async () => {
  const { pages, eventsOf } = await bookedPatient();
  const before = await eventsOf();
  const seen = `/p/${await pages.links.seal({ purpose: 'patient', courseId: 'C-1', rehearsal: true })}`;
  expect((await pages.get(seen)).status).toBe(200);
  const press = { method: 'POST', body: new URLSearchParams({ press: 'stop', id: 'press-1' }) };
  for (const path of [seen, `${seen}/stop`]) {
    const refused = await pages.app.request(path, press);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('Det er kun en prøve');
  }
  expect(await eventsOf()).toEqual(before);
});
