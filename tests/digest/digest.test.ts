import { describe, expect, test } from 'vitest';
import { headToItem } from '../../shared/aws/head-item.ts';
import { type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { sendDigests } from '../../shared/digest/send-digests.ts';
import { DigestNotSentError } from '../../shared/digest/send-once.ts';
import type { SendOutcome } from '../../shared/ports/mailer.ts';
import { FakeMailer } from '../support/fake-mailer.ts';
import { InMemoryDigests } from '../support/in-memory-digests.ts';
import { plainPages } from '../support/plain-pages.ts';
import { clinicWith } from '../support/plan.ts';
import { headTask, headTherapist, headWith } from '../support/stored-records.ts';

const OTHER = headTherapist({ therapistId: 'T-2', name: 'Eva Lund', email: 'eva@clinic.example' });
const unknown: SendOutcome = { kind: 'unknown', reason: 'TimeoutError' };
const headDue = (due: string, therapist = headTherapist()) => headWith({ tasks: [headTask(due)], therapist });

/** A clinic with one task that is due on Tuesday 3 March. */
function clinicAt(day: string, changes: Record<string, unknown> = {}) {
  const store = new InMemoryDigests();
  const mailer = new FakeMailer();
  store.putHead('C-1', headDue('2026-03-03'));
  let now: Instant = toInstant(`${day}T06:00:00Z`);
  const tools = { store, mailer, clinic: clinicWith(changes), now: () => now, pages: plainPages };
  return {
    store,
    mailer,
    /** Sends the digests of a day, by default of the same one, some minutes past seven. */
    send: async (on = day, minutes = 0) => {
      now = toInstant(Date.parse(`${on}T06:00:00Z`) + minutes * 60_000);
      const { sent } = await sendDigests(tools);
      return sent;
    },
    tools,
  };
}
const at = (text: string) => toInstant(text);

describe('a digest', () => {
  test('goes to the therapist on the day a task is due, once', async () => {
    const { send, mailer } = clinicAt('2026-03-03');
    expect(await send()).toBe(1);
    expect(await send()).toBe(0);
    expect(mailer.sent).toMatchObject([
      { to: 'bo@clinic.example', tags: { digest: 'VEhFUkFQSVNUI1QtMQ', day: '2026-03-03' } },
    ]);
    expect(mailer.sent[0]?.email.text).toMatch(/I dag[\s\S]*AMJ[\s\S]*NY:/);
  });

  test('goes again on the day after, when it is overdue', async () => {
    const { send, mailer } = clinicAt('2026-03-03');
    for (const day of ['03', '04', '05']) await send(`2026-03-${day}`);
    expect(mailer.sent.map(({ tags }) => tags['day'])).toEqual(['2026-03-03', '2026-03-04']);
    expect(mailer.sent[1]?.email.text).toMatch(/Over fristen[\s\S]*NY:/);
  });

  test.each([
    ['on the day before', '2026-03-02', {}],
    ['on a Saturday', '2026-03-07', {}],
    ['on a holiday', '2026-04-03', {}],
    ['while the clinic is closed', '2026-03-04', { closures: [{ from: '2026-03-04', to: '2026-03-04' }] }],
  ])('does not go %s', async (_, day, changes) => {
    const { send, mailer } = clinicAt(day, changes);
    expect(await send()).toBe(0);
    expect(mailer.sent).toEqual([]);
  });

  test('holds on the last open day before a closure what falls due in it', async () => {
    const { send, store, mailer } = clinicAt('2026-03-06', {
      closures: [{ from: '2026-03-09', to: '2026-03-13' }],
    });
    store.putHead('C-1', headDue('2026-03-12'));
    expect(await send('2026-03-05')).toBe(0);
    expect(await send()).toBe(1);
    expect(mailer.sent[0]?.email.text).toMatch(
      /Mens klinikken har lukket fra[\s\S]*9\.[\s\S]*13\.[\s\S]*NY:/,
    );
  });

  test('goes again after five weekdays while it is all overdue, nothing marked as new', async () => {
    const { send, mailer } = clinicAt('2026-03-04', { managerEmail: undefined });
    for (const day of ['04', '05', '06', '09', '10', '11', '12']) await send(`2026-03-${day}`);
    expect(mailer.sent.map(({ tags }) => tags['day'])).toEqual(['2026-03-04', '2026-03-11']);
    expect(mailer.sent[1]?.email.text).not.toContain('NY:');
  });

  test('goes at once when another task is overdue, with all of them', async () => {
    const { send, mailer, store } = clinicAt('2026-03-04');
    await send();
    store.putHead('C-2', headDue('2026-03-04'));
    expect(await send('2026-03-05')).toBe(1);
    const text = mailer.sent[1]?.email.text ?? '';
    expect(text.match(/Frist:/g)).toHaveLength(2);
    expect(text.match(/NY:/g)).toHaveLength(1);
  });

  test('tells as new what was done and is due again on the same day', async () => {
    const { send, mailer, store } = clinicAt('2026-03-04');
    await send();
    const since = at('2026-03-05T12:00:00Z');
    store.putHead('C-1', headWith({ tasks: [{ ...headTask('2026-03-03'), since }] }));
    expect(await send('2026-03-06')).toBe(1);
    expect(mailer.sent[1]?.email.text).toContain('NY:');
  });

  test('tells a notice once, and no task beside it that was told', async () => {
    const { send, mailer, store } = clinicAt('2026-03-04');
    store.putHead('C-1', headWith());
    expect(await send()).toBe(0);
    const notice = {
      en: 'The sixth is the last one.',
      da: 'Den sjette gang individuel træning er den sidste.',
    };
    store.putHead('C-1', headWith({ notices: [{ ...notice, since: at('2026-03-04T14:00:00Z') }] }));
    expect(await send('2026-03-05')).toBe(1);
    expect(mailer.sent[0]?.email.text).toMatch(/Værd at vide[\s\S]*NY: Den sjette gang/);
    expect(await send('2026-03-06')).toBe(0);
    expect(await send('2026-03-20')).toBe(0);
  });

  test('tells whoever takes over everything as new', async () => {
    const { send, mailer, store } = clinicAt('2026-03-04');
    store.putHead('C-2', headDue('2026-03-03', OTHER));
    await send();
    store.putHead('C-1', headDue('2026-03-03', { ...OTHER, since: at('2026-03-04T12:00:00Z') }));
    expect(await send('2026-03-05')).toBe(1);
    expect(mailer.sent.at(-1)?.to).toBe('eva@clinic.example');
    expect(mailer.sent.at(-1)?.email.text.match(/NY:/g)).toHaveLength(1);
  });

  test('leaves out what is snoozed', async () => {
    const { send, store } = clinicAt('2026-03-04');
    const [task] = headDue('2026-03-03').tasks;
    const snoozedUntil = headTask('2026-03-06').due;
    store.putHead('C-1', headWith({ tasks: task ? [{ ...task, snoozedUntil }] : [] }));
    expect(await send('2026-03-05')).toBe(0);
    expect(await send('2026-03-06')).toBe(1);
  });

  test('shows how many training sessions a patient has had', async () => {
    const { send, store, mailer } = clinicAt('2026-03-04');
    const training = { count: 7, usual: { from: 12, to: 16 } };
    store.putHead('C-1', { ...headDue('2026-03-03'), training });
    await send();
    expect(mailer.sent[0]?.email.text).toContain('7 træninger (normalt 12–16)');
  });

  test('of a thousand courses lists forty lines, and its log holds no more', async () => {
    const { send, store, mailer } = clinicAt('2026-03-04');
    const tasks = (
      ['book', 'hold', 'answer', 'call-patient', 'review-window', 'record-answers'] as const
    ).flatMap((kind) => [
      headTask('2026-03-02', `${kind}:closing`),
      headTask('2026-03-03', `${kind}:final-status`),
    ]);
    for (let each = 0; each < 1000; each += 1) store.putHead(`C-${each}`, headWith({ tasks }));
    expect(await send()).toBe(1);
    expect(mailer.sent[0]?.email.text.match(/Frist:/g)).toHaveLength(40);
    expect(mailer.sent[0]?.email.text).toContain('11960');
    const { entries } = await store.log('THERAPIST#T-1', headTask('2026-03-04').due);
    expect(entries[0]?.tasks).toHaveLength(40);
    expect(JSON.stringify(entries).length).toBeLessThan(4_000);
    expect(await send('2026-03-05')).toBe(0);
  });

  test('is remembered until it is due again, however short the clinic keeps its logs', async () => {
    const { send, store } = clinicAt('2026-03-04', { retention: { logDays: 1 } });
    store.putHead('C-1', headWith({ tasks: [headTask('2026-03-02')] }));
    expect(await send()).toBe(1);
    const { entries } = await store.log('THERAPIST#T-1', headTask('2026-03-04').due);
    expect(entries[0]?.expiresAt).toBeGreaterThan(Date.parse('2026-06-30') / 1000);
  });
});

describe('where a digest goes', () => {
  const moved = (saidAt: string) => headTherapist({ email: 'new@clinic.example', saidAt: at(saidAt) });

  test('is the address that was said last, whatever course was heard of since', async () => {
    const { send, store, mailer } = clinicAt('2026-03-04');
    const lastReceivedAt = at('2026-03-03T12:00:00Z');
    store.putHead('C-1', { ...headDue('2026-03-03'), lastReceivedAt });
    store.putHead('C-2', headWith({ therapist: moved('2026-03-02T12:00:00Z') }));
    await send();
    expect(mailer.sent.map(({ to }) => to)).toEqual(['new@clinic.example']);
  });

  test('stays that address when the course that said it is forgotten', async () => {
    const { send, store, mailer } = clinicAt('2026-03-04');
    store.putHead('C-2', headWith({ therapist: moved('2026-03-02T12:00:00Z') }));
    await send();
    store.putHead('C-2', headWith({ purged: true, therapist: null }));
    await send('2026-03-11');
    expect(mailer.sent.map(({ to }) => to)).toEqual(['new@clinic.example', 'new@clinic.example']);
  });

  test('is known as long as the therapist has courses, and so long after that as contact details are kept', async () => {
    const { send, store } = clinicAt('2026-03-04', { managerEmail: undefined });
    const lastDay = async () => {
      const { contact } = await store.log('THERAPIST#T-1', headTask('2026-03-04').due);
      return contact && new Date(contact.expiresAt * 1000).toISOString().slice(0, 10);
    };
    await send();
    expect(await lastDay()).toBe('2026-06-02');
    await send('2026-04-14');
    expect(await lastDay()).toBe('2026-06-02');
    await send('2026-04-20');
    expect(await lastDay()).toBe('2026-07-19');
  });

  test('is whoever answers for the clinic when the therapist has no address, or is not known', async () => {
    const { send, store, mailer } = clinicAt('2026-03-04', { managerEmail: undefined });
    store.putHead('C-1', headDue('2026-03-03', headTherapist({ email: null })));
    store.putHead('C-2', headWith({ tasks: [headTask('2026-03-03')], therapist: null }));
    await send();
    expect(mailer.sent.map(({ to }) => to)).toEqual(Array(2).fill(clinicWith().replyTo));
    expect(mailer.sent[0]?.email.text).toMatch(/mails\s+ikke\s+når\s+frem\s+til\s+Bo\s+Holm/);
    expect(mailer.sent[1]?.email.text).toContain('hvilken fysioterapeut der har dem');
  });
});

describe('the manager', () => {
  const toManager = ({ mailer }: ReturnType<typeof clinicAt>) =>
    mailer.sent.filter(({ to }) => to.startsWith('leder@'));
  const days = (mails: ReturnType<typeof toManager>) => mails.map(({ tags }) => tags['day']);

  test('hears on the first open day of a week of what is overdue for long, once in four weeks of the same', async () => {
    const clinic = clinicAt('2026-03-17');
    for (const day of ['03-16', '03-17', '03-18', '03-23', '03-24', '03-30', '04-07', '04-13', '04-20']) {
      await clinic.send(`2026-${day}`);
    }
    expect(days(toManager(clinic))).toEqual(['2026-03-23', '2026-04-20']);
    expect(toManager(clinic)[0]?.email.text).toContain('Bo Holm');
  });

  test('hears at once of another one, with the known ones as a count', async () => {
    const clinic = clinicAt('2026-03-23');
    await clinic.send('2026-03-23');
    clinic.store.putHead('C-2', headDue('2026-03-10', OTHER));
    await clinic.send('2026-03-30');
    expect(days(toManager(clinic))).toEqual(['2026-03-23', '2026-03-30']);
    const text = toManager(clinic)[1]?.email.text ?? '';
    expect(text.match(/NY:/g)).toHaveLength(1);
    expect(text).toMatch(/Eva Lund[\s\S]*Bo Holm/);
  });

  test('gets the quality figures on the first open day of a month, forgotten courses included', async () => {
    const clinic = clinicAt('2026-04-01');
    const share = (numerator: number, denominator: number) => ({
      'answered-before-visit': { numerator, denominator },
    });
    const figuresOf = (months: Record<string, ReturnType<typeof share>>) => ({
      months,
      from: headTask('2026-01-05').due,
      until: null,
      isReachable: true,
    });
    clinic.store.putHead('C-1', headWith({ figures: figuresOf({ '2026-03': share(2, 3) }) }));
    const past = figuresOf({ '2026-02': share(4, 4), '2026-03': share(1, 1) });
    clinic.store.putHead('C-2', headWith({ purged: true, patient: null, therapist: null, figures: past }));
    expect(await clinic.send('2026-04-01')).toBe(1);
    expect(await clinic.send('2026-04-01', 6)).toBe(0);
    expect(await clinic.send('2026-04-07')).toBe(0);
    const { text } = toManager(clinic)[0]?.email ?? { text: '' };
    expect(text).toMatch(/Spørgeskemaer besvaret før besøget[\s\S]*3 af 4[\s\S]*7 af 8/);
  });

  test('hears of a course that has had no enrolment for a day, by its id, and again after five weekdays', async () => {
    const clinic = clinicAt('2026-03-04');
    const head = headWith({ status: 'unknown', patient: null, therapist: null });
    clinic.store.putHead('C-1', { ...head, firstReceivedAt: at('2026-03-03T05:30:00Z') });
    clinic.store.putHead('C-2', { ...head, firstReceivedAt: at('2026-03-03T06:30:00Z') });
    for (const day of ['04', '05', '06', '09', '10', '11', '12']) await clinic.send(`2026-03-${day}`);
    expect(days(toManager(clinic))).toEqual(['2026-03-04', '2026-03-05', '2026-03-12']);
    const [first, second] = toManager(clinic).map(({ email }) => email.text);
    expect(first).toContain('C-1');
    expect(first).not.toContain('C-2');
    expect(second).toContain('C-2');
  });

  test('is not there: the ids come back for the operator', async () => {
    const { store, tools } = clinicAt('2026-03-04', { managerEmail: undefined });
    const head = headWith({ status: 'unknown', patient: null, therapist: null });
    store.putHead('C-1', { ...head, firstReceivedAt: at('2026-03-02T05:30:00Z') });
    expect(await sendDigests(tools)).toEqual({ sent: 0, unheardOf: ['C-1'], silentDays: 0 });
  });
});

describe('the silence of the clinic’s system', () => {
  const silentOn = async (
    day: string,
    changes: Record<string, unknown>,
    status: 'open' | 'closed' = 'open',
  ) => {
    const { store, tools } = clinicAt(day, changes);
    for (const [id, lastReceivedAt] of [
      ['C-1', at('2026-03-02T10:00:00Z')],
      ['C-2', at('2026-03-04T10:00:00Z')],
    ] as const) {
      store.putHead(id, { ...headDue('2026-06-01'), lastReceivedAt, status });
    }
    return (await sendDigests(tools)).silentDays;
  };

  test('is counted in whole open days since the last event of any course', async () => {
    expect(await silentOn('2026-03-04', {})).toBe(0);
    expect(await silentOn('2026-03-05', {})).toBe(0);
    expect(await silentOn('2026-03-06', {})).toBe(1);
    // The weekend does not count, nor a closure.
    expect(await silentOn('2026-03-09', {})).toBe(2);
    expect(await silentOn('2026-03-11', {})).toBe(4);
    const closures = [{ from: '2026-03-09', to: '2026-03-10' }];
    expect(await silentOn('2026-03-11', { closures })).toBe(2);
  });

  test('is none without an open course, and unknown on a day without digests', async () => {
    expect(await silentOn('2026-03-11', {}, 'closed')).toBe(0);
    expect(await silentOn('2026-03-07', {})).toBeNull();
  });
});

describe('a digest that the provider', () => {
  test('asks to send later keeps its attempt, and the others go', async () => {
    const { send, mailer, store } = clinicAt('2026-03-04');
    store.putHead('C-2', headDue('2026-03-03', OTHER));
    mailer.answers.push({ kind: 'later', reason: 'TooManyRequestsException' });
    await expect(send()).rejects.toThrow(
      new DigestNotSentError(
        '1 of 2 digests were not sent: THERAPIST#T-1 (the provider asks to try later: TooManyRequestsException)',
      ),
    );
    expect(mailer.sent).toHaveLength(2);
    expect(await send('2026-03-04', 1)).toBe(1);
    expect(mailer.sent.map(({ to }) => to)).toEqual([
      'bo@clinic.example',
      'eva@clinic.example',
      'bo@clinic.example',
    ]);
  });

  test('refuses is not tried again that day', async () => {
    const { send, mailer } = clinicAt('2026-03-04');
    mailer.answers.push({ kind: 'refused', reason: 'MessageRejected' });
    expect(await send()).toBe(0);
    expect(await send()).toBe(0);
    expect(mailer.sent).toHaveLength(1);
    expect(await send('2026-03-05')).toBe(1);
  });

  test('does not answer waits for the end of its lease, and goes three times at most', async () => {
    const { send, mailer } = clinicAt('2026-03-04');
    mailer.answers.push(unknown, unknown, unknown);
    await expect(send()).rejects.toThrow(DigestNotSentError);
    await expect(send('2026-03-04', 4)).rejects.toThrow(DigestNotSentError);
    expect(mailer.sent).toHaveLength(1);
    await expect(send('2026-03-04', 6)).rejects.toThrow(DigestNotSentError);
    await expect(send('2026-03-04', 12)).rejects.toThrow(DigestNotSentError);
    expect(await send('2026-03-04', 18)).toBe(0);
    expect(mailer.sent).toHaveLength(3);
    expect(await send('2026-03-05')).toBe(1);
  });
});

describe('what cannot be read', () => {
  const damaged = (courseId: string) => ({
    ...headToItem(courseId, headDue('2026-03-03', OTHER)),
    tasks: 'none',
  });

  test('keeps one course out of the digests: everybody gets theirs once, and the run fails', async () => {
    const { send, mailer, store } = clinicAt('2026-03-04');
    store.putHead('C-2', headDue('2026-03-03', OTHER));
    store.putItem(damaged('C-9'));
    const failure = new DigestNotSentError('1 of 3 courses could not be read: C-9');
    await expect(send()).rejects.toThrow(failure);
    await expect(send('2026-03-04', 6)).rejects.toThrow(failure);
    expect(mailer.sent.map(({ to }) => to)).toEqual(['bo@clinic.example', 'eva@clinic.example']);
  });

  test('is named up to twenty times', async () => {
    const { send, store } = clinicAt('2026-03-04');
    for (let count = 10; count < 31; count += 1) store.putItem(damaged(`C-${count}`));
    await expect(send()).rejects.toThrow(/^21 of 22 courses could not be read: C-10, .*C-29, …$/);
  });

  test('in the log of one recipient stops only that one', async () => {
    const { send, mailer, store } = clinicAt('2026-03-04');
    store.putHead('C-2', headDue('2026-03-03', OTHER));
    store.putItem({ pk: 'THERAPIST#T-1', sk: 'DIGEST#2026-03-03', day: '2026-03-03', version: 'Bo Holm' });
    await expect(send()).rejects.toThrow(
      new DigestNotSentError(
        '1 of 2 digests were not sent: THERAPIST#T-1 (an entry of the log of digests cannot be read)',
      ),
    );
    expect(mailer.sent.map(({ to }) => to)).toEqual(['eva@clinic.example']);
  });
});

test('of two handlers at once only one sends', async () => {
  const { tools, mailer } = clinicAt('2026-03-04');
  const results = await Promise.allSettled([sendDigests(tools), sendDigests(tools)]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(mailer.sent).toHaveLength(1);
  expect(await sendDigests(tools)).toMatchObject({ sent: 0 });
});
