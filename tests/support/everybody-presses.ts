import type { ClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { callClinic, giveSecret } from '../../local/clinic/form-provider.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents, PATIENT } from './events.ts';
import { type Visitor, visitor } from './page-visits.ts';
import type { useClinic } from './scenario.ts';
import { answers, STENOSIS } from './stories.ts';
import { refusal } from './troubles.ts';

type Clinic = Pick<ReturnType<typeof useClinic>, 'clinic' | 'cloud' | 'tell'>;

/** The form of a provider, and what follows is a token. */
export const FORM = 'https://forms.example/s?t=';
const CPR = '010190-1234';
const WORDS = 'Svigermor til Birgit Krogh ringede';
const patient = (name: string, patientId: string) => ({
  patient: {
    ...PATIENT,
    name,
    patientId,
    email: `${patientId}.${name.split(' ').at(-1)}@patients.example`,
    phone: '+45 55443322',
  },
});

/**
 * Patients, therapists and a provider of forms use the pages of a clinic for some weeks, and so do strangers. What is typed,
 * and what browsers tell of themselves, is full of names and numbers.
 * @returns each answer, the answers to the provider, and the schedules that were asked for
 */
export async function everybodyPresses(clinic: Clinic) {
  const { cloud, clinic: settings } = clinic;
  const visitors = visitor(cloud);
  const { read, pressAt } = visitors;
  const go = (until: string) => cloud().cloud.advanceTo(toInstant(until));
  const schedules: string[] = [];
  const end = cloud().cloud.intercept({
    before({ operation, request }) {
      if (operation === 'CreateSchedule') schedules.push(`${request.path} ${request.body}`);
      return undefined;
    },
  });
  await twoPatients(clinic);
  const [link, list] = [lastLink(cloud(), 'krogh', 'p'), lastLink(cloud(), 'bo@', 's')];
  const provided = await aProviderTells(clinic);
  await whatGoesWrong(clinic, visitors, link, list);
  await read(lastLink(cloud(), 'jensen', 'p'));
  await aPatientPresses(visitors, link);
  await aTherapistPresses(visitors, list);
  await go('2026-03-13T12:00:00+01:00');
  await pressAt(lastLink(cloud(), settings.replyTo, 's'), 'Fik fat i patienten');
  await go('2026-03-30T12:00:00+02:00');
  await read(list);
  await read(lastLink(cloud(), `${settings.managerEmail}`, 's'));
  end();
  return { visits: visitors.visits, provided, schedules };
}

/** The page that the last mail to somebody leads to, without its host. */
const lastLink = ({ cloud }: ClinicCloud, to: string, kind: 'p' | 's'): string =>
  cloud
    .inbox()
    .filter((mail) => mail.to.join().toLowerCase().includes(to))
    .flatMap(({ text }) => `${text}`.match(new RegExp(`/${kind}/[\\w.-]+`, 'g')) ?? [])
    .at(-1) ?? '';

/** One whose first visit was held and whose tests are owed, and one who is to come on Monday 16 March. */
async function twoPatients({ tell }: Clinic) {
  const [anna, birgit] = [courseEvents('FL-470011'), courseEvents('FL-470012')];
  await tell(
    [
      anna.enrolled('2026-03-02T10:00:00+01:00', {
        ...STENOSIS,
        ...patient('Anna Marie Jensen', 'PT-880011'),
      }),
      anna.booked('pre-examination', '2026-03-02T10:05:00+01:00', '2026-03-05T09:00:00+01:00'),
      ...answers(anna, 'pre-examination', '2026-03-04'),
      anna.held('pre-examination', '2026-03-05T12:00:00+01:00', '0251'),
      birgit.enrolled('2026-03-05T10:00:00+01:00', {
        ...STENOSIS,
        ...patient('Birgit Krogh', 'PT-880012'),
      }),
      birgit.booked('pre-examination', '2026-03-06T10:00:00+01:00', '2026-03-16T10:00:00+01:00'),
    ],
    '2026-03-12T12:00:00+01:00',
  );
}

/** Birgit presses whatever there is, and types into it what does not belong there. */
async function aPatientPresses({ visits, ask, read, press, pressAt }: Visitor, link: string) {
  await read(`${link}?utm_source=krogh&navn=Birgit+Krogh`);
  await read(`${link}/calendar/1`);
  const outdated = await read(link);
  for (const label of ['Jeg kommer', 'Jeg kan ikke komme', 'Jeg kommer alligevel', 'Ring til mig'])
    await pressAt(link, label);
  await pressAt(link, 'Det er ikke nødvendigt længere');
  await pressAt(link, 'Jeg kan ikke komme');
  for (const until of [CPR, WORDS, '01-01-2020', '01-01-2029', '24-03-2026'])
    await pressAt(link, 'Hold pause', { length: 'until', until });
  await pressAt(link, 'Start igen nu');
  await press(outdated, 'Jeg kommer', { visit: '7', at: WORDS });
  await pressAt(`${link}/stop`, 'Stop alle mails');
  await pressAt(link, 'Send mig mails igen');
  for (const body of [`navn=Krogh&cpr=${CPR}`, 'press=pause&id=Krogh', WORDS.repeat(200)])
    await ask(link, { method: 'POST', body });
  // Until it is too much.
  for (let count = 10; count < 50 && visits.at(-1)?.status !== 429; count += 1)
    await ask(link, { method: 'POST', body: `press=resume&id=press-${'A'.repeat(20)}${count}` });
}

/** A therapist opens the list and its tasks, types names and numbers, presses and takes back. */
async function aTherapistPresses({ read, press }: Visitor, list: string) {
  const opened = async (task: string) => {
    const page = await read(list);
    const href = new RegExp(`href="([^"]+)" aria-label="[^"]*: ${task}`).exec(page)?.[1];
    if (!href) throw new Error(`the list has no ${task}`);
    return read(`${href}?navn=Krogh`);
  };
  await read(`${list}?did=done&undo=Krogh&of=Krogh`);
  const test = await opened('Registrér PSFS');
  await press(test, 'Tag opgaven af listen', { reason: CPR });
  await press(test, 'Udsæt', { length: 'until', until: WORDS });
  await press(test, 'Registrér testen', { date: CPR });
  const after = await press(test, 'Registrér testen');
  await press(after, 'Fortryd');
  const neurological = await opened('Registrér neurologisk');
  await press(neurological, 'Tag opgaven af listen', { reason: WORDS });
  const booking = await opened('Aftal tid til statuskonsultationen');
  await press(booking, 'Notér tiden', { date: '02-04-2026', time: WORDS });
  await press(booking, 'Notér tiden', { date: '02-04-2026', time: '10.00' });
  await press(booking, 'Notér tiden', { date: '03-04-2026', time: '10.00' });
  await press(booking, 'Notér tiden', { press: WORDS });
}

/** The provider of forms sends answers along. */
async function aProviderTells({ cloud }: Clinic) {
  const secret = await giveSecret(cloud());
  const token = cloud()
    .cloud.inbox()
    .map(({ text }) => text?.split(FORM)[1]?.split(/[\s>]/)[0])
    .findLast(Boolean);
  const given = { navn: 'Birgit Krogh', cpr: CPR, svar: [{ tekst: 'Hemmelig', score: 7 }] };
  const calls = [
    { token, ...given },
    { token, ...given, answeredAt: 'Hemmelig' },
    { token: 'Hemmelig', ...given },
  ];
  const statuses = [];
  for (const [index, json] of calls.entries())
    statuses.push((await callClinic(cloud(), json, { secret, id: `call-Krogh-${index}` })).status);
  statuses.push(
    (await callClinic(cloud(), given, { secret: secret.replace(/.{9}=$/, 'AAAAAAAAA=') })).status,
  );
  return statuses;
}

/** What is asked for by those who have no good link, and by one whose request AWS refuses, quoting it. */
async function whatGoesWrong({ cloud }: Clinic, { ask, pressAt }: Visitor, link: string, list: string) {
  const wrong = [
    '/',
    `/p/${PATIENT.email}`,
    `/s/Krogh?cpr=${CPR}`,
    `${link}x`,
    list.slice(0, -2),
    '/wp-login.php?log=krogh',
  ];
  for (const address of wrong) await ask(address);
  for (const address of [`/p/x?navn=Krogh`, `/s/${CPR}`]) await ask(address, { method: 'POST', body: WORDS });
  const end = cloud().cloud.intercept({
    before: ({ operation, request, caller }) =>
      /pages$/.test(caller) && ['TransactWriteItems', 'BatchGetItem'].includes(operation)
        ? refusal(400, 'ValidationException', `not taken: ${request.body} ${WORDS}`)
        : undefined,
  });
  await ask(list);
  await pressAt(link, 'Ring til mig');
  end();
}
