import { type Clinic, parseClinic } from '../../shared/clinic.ts';
import { parseCivilDate } from '../../shared/core/time/civil-date.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { type Email, type Notice, type PatientLetter, renderPatientEmail } from '../../shared/mail/index.ts';

type Kind<K extends Notice['kind']> = Extract<Notice, { kind: K }>;

/** Thursday 5 March 2026 at 9.30 in Copenhagen. */
export const THURSDAY = toInstant('2026-03-05T09:30:00+01:00');
export const WEDNESDAY = toInstant('2026-03-04T13:00:00+01:00');
export const day = parseCivilDate;
export const dayOr = (text: string | null) => (text === null ? null : parseCivilDate(text));

export const clinic = (changes: Record<string, unknown> = {}): Clinic =>
  parseClinic({
    clinicId: 'havnen',
    name: 'Havnens Fysioterapi',
    phone: '+45 55 55 01 23',
    address: 'Eksempelvej 12, 8000 Aarhus C',
    account: '111122223333',
    region: 'eu-north-1',
    sender: { name: 'Havnens Fysioterapi', address: 'hej@havnen.example' },
    replyTo: 'kontakt@havnen.example',
    operatorEmail: 'drift@havnen.example',
    bookingUrl: 'https://havnen.example/tid/{visit}',
    questionnaireUrl: 'https://havnen.example/s/{courseId}/{visit}',
    ...changes,
  });

const CALENDAR = { sequence: 0, uid: 'time-a@havnen.example', createdAt: toInstant('2026-02-01T08:00:00Z') };

export const appointment = (changes: Partial<Kind<'appointment'>> = {}): Notice => ({
  kind: 'appointment',
  visitNumber: 2,
  startsAt: THURSDAY,
  durationMinutes: 45,
  situation: 'reminder',
  toldBefore: null,
  ...CALENDAR,
  ...changes,
});
/** Moved to Thursday; told before as Wednesday 4 March at 13.00. */
export const moved = (changes: Partial<Kind<'appointment'>> = {}): Notice =>
  appointment({ situation: 'changed', toldBefore: WEDNESDAY, ...changes });
export const cancelled = (changes: Partial<Kind<'cancelled'>> = {}): Notice => ({
  kind: 'cancelled',
  visitNumber: 2,
  startsAt: THURSDAY,
  durationMinutes: 45,
  because: 'cancelled',
  ...CALENDAR,
  ...changes,
});
export const nudge = (changes: Partial<Kind<'nudge'>> = {}): Notice => ({
  kind: 'nudge',
  visitNumber: 2,
  startsAt: THURSDAY,
  url: null,
  ...changes,
});
export const questionnaires = (changes: Partial<Kind<'questionnaires'>> = {}): Notice => ({
  kind: 'questionnaires',
  visitNumber: 2,
  startsAt: THURSDAY,
  latestOn: null,
  again: false,
  url: null,
  ...changes,
});
const OPEN_DAYS = { visitNumber: 3, from: day('2026-03-26'), to: day('2026-04-13') };
export const booking = (changes: Partial<Kind<'booking'>> = {}): Notice => ({
  kind: 'booking',
  ...OPEN_DAYS,
  ...changes,
});
export const rebooking = (changes: Partial<Kind<'rebooking'>> = {}): Notice => ({
  kind: 'rebooking',
  after: 'cancelled',
  ...OPEN_DAYS,
  ...changes,
});

export const letter = (notices: readonly Notice[], changes: Partial<PatientLetter> = {}): PatientLetter => ({
  language: 'da',
  patientName: 'Anna Marie Jensen',
  address: 'anna@post.example',
  rehearsedFor: null,
  therapistName: 'Mette Holm',
  courseId: 'kq7',
  notices,
  links: { page: 'https://sider.example/p/t-1', tokens: { answer: new Map(), booking: new Map() } },
  ...changes,
});

export const render = (notices: readonly Notice[], changes: Partial<PatientLetter> = {}): Email =>
  renderPatientEmail(clinic(), letter(notices, changes));

/** What an e-mail's text says between its opening and the way to the patient's own page. */
export const middleOf = ({ text }: Email): string =>
  text
    .split('\n\n')
    .slice(2)
    .join('\n\n')
    .split(/\n\n(?:På din egen side|On your own page) /)[0] ?? '';

/** Everything that a reader of an e-mail, or of its source, can see. */
export const everythingIn = (email: Email): string =>
  [
    email.subject,
    email.text,
    email.html,
    ...Object.entries(email.headers).flat(),
    ...email.attachments.flatMap(({ name, contentType, content }) => [name, contentType, content]),
  ].join('\n');
