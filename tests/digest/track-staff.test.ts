import { expect, test } from 'vitest';
import { type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { sendDigests } from '../../shared/digest/send-digests.ts';
import { DigestNotSentError } from '../../shared/digest/send-once.ts';
import { trackStaff } from '../../shared/digest/track-staff.ts';
import { FakeMailer } from '../support/fake-mailer.ts';
import { InMemoryDigests } from '../support/in-memory-digests.ts';
import { plainPages } from '../support/plain-pages.ts';
import { clinicWith } from '../support/plan.ts';
import { headTask, headTherapist, headWith } from '../support/stored-records.ts';

const BO = 'bo@clinic.example';
const MANAGER = 'leder@sundby-fysioterapi.example';

/** A therapist who got a digest on Wednesday 4 March. */
async function mailed(changes: Record<string, unknown> = {}, email = BO) {
  const store = new InMemoryDigests();
  const mailer = new FakeMailer();
  let now: Instant = toInstant('2026-03-04T06:00:00Z');
  const tools = { store, mailer, clinic: clinicWith(changes), now: () => now, pages: plainPages };
  const therapist = headTherapist({ email });
  store.putHead('C-1', headWith({ tasks: [headTask('2026-03-03')], therapist }));
  await sendDigests(tools);
  return {
    store,
    mailer,
    send: async (day: string) => {
      now = toInstant(`${day}T06:00:00Z`);
      return (await sendDigests(tools)).sent;
    },
    hear: (because: 'bounced' | 'complained', address = email, recipient = 'THERAPIST#T-1', minutes = 1) => {
      now = toInstant(Date.parse('2026-03-04T06:00:00Z') + minutes * 60_000);
      return trackStaff(tools, { recipient, address, because, at: toInstant('2026-03-04T06:01:00Z') });
    },
    to: () => mailer.sent.map((mail) => mail.to),
  };
}

test.each(['bounced', 'complained'] as const)(
  'a therapist’s address that %s: the manager hears at once, and gets the digests, from the one that came back on',
  async (because) => {
    const { hear, send, to, mailer } = await mailed();
    expect(await hear(because)).toBe(false);
    expect(to()).toEqual([BO, MANAGER]);
    expect(mailer.sent[1]?.email.text).toContain('Bo Holm');
    expect(await send('2026-03-05')).toBe(1);
    expect(to()).toEqual([BO, MANAGER, MANAGER]);
    expect(mailer.sent[2]?.email.text).toMatch(/mails\s+ikke\s+når\s+frem\s+til\s+Bo\s+Holm[\s\S]*NY:/);
    expect(await send('2026-03-06')).toBe(0);
  },
);

test('until another address is said; the old one said again changes nothing', async () => {
  const { hear, send, store, to } = await mailed();
  await hear('bounced');
  const said = (email: string, day: string) =>
    store.putHead(
      `C-${day}`,
      headWith({ therapist: headTherapist({ email, saidAt: toInstant(`${day}T09:00:00Z`) }) }),
    );
  said(BO, '2026-03-05');
  await send('2026-03-05');
  said('new@clinic.example', '2026-03-06');
  await send('2026-03-12');
  expect(to()).toEqual([BO, MANAGER, MANAGER, 'new@clinic.example']);
});

test.each(['2026-03-04', '2026-03-05'])(
  'what came back, or went to the manager, is news at the address that is said on %s',
  async (day) => {
    const { hear, send, store, to, mailer } = await mailed();
    await hear('bounced');
    if (day === '2026-03-05') await send(day);
    const saidAt = toInstant(`${day}T09:00:00Z`);
    store.putHead('C-2', headWith({ therapist: headTherapist({ email: 'new@clinic.example', saidAt }) }));
    expect(await send('2026-03-06')).toBe(1);
    expect(to().at(-1)).toBe('new@clinic.example');
    expect(mailer.sent.at(-1)?.email.text).toContain('NY:');
    expect(await send('2026-03-09')).toBe(0);
  },
);

test('told again it mails nobody twice, and what was not sent is tried again', async () => {
  const { hear, to, mailer } = await mailed();
  mailer.answers.push({ kind: 'later', reason: 'TooManyRequestsException' });
  await expect(hear('bounced')).rejects.toThrow(DigestNotSentError);
  await hear('bounced', BO, 'THERAPIST#T-1', 7);
  await hear('complained', BO, 'THERAPIST#T-1', 9);
  expect(to()).toEqual([BO, MANAGER, MANAGER]);
});

test('an address that is not the therapist’s any more is nobody’s business', async () => {
  const { hear, to } = await mailed();
  expect(await hear('bounced', 'old@clinic.example')).toBe(false);
  expect(await hear('bounced', BO, 'THERAPIST#T-9')).toBe(false);
  expect(to()).toEqual([BO]);
});

test.each(['MANAGER', 'MANAGER#QUALITY', 'THERAPIST#T-1'])(
  'the manager’s own address is the operator’s: a mail to %s',
  async (recipient) => {
    const { hear, to } = await mailed();
    expect(await hear('bounced', MANAGER, recipient)).toBe(true);
    expect(to()).toEqual([BO]);
  },
);

test('a manager who treats patients: the clinic’s mailbox hears, and the operator', async () => {
  const { hear, to } = await mailed({}, MANAGER);
  expect(await hear('bounced')).toBe(true);
  expect(to()).toEqual([MANAGER, clinicWith().replyTo]);
});

test('a therapist whose address is the clinic’s only one: the operator', async () => {
  const { replyTo } = clinicWith();
  const { hear, to } = await mailed({ managerEmail: undefined }, replyTo);
  expect(await hear('bounced')).toBe(true);
  expect(to()).toEqual([replyTo]);
});
