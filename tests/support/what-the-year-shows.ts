import type { EmailJson } from '../../local/words/email-json.ts';
import { CALL_REASONS, type CallReason } from '../../shared/core/events/events.ts';
import { COURSE_TASKS, type TaskKind, VISIT_TASKS } from '../../shared/core/ids/task-id.ts';
import { VISIT_NAMES } from '../../shared/core/protocols/protocol.ts';
import { COUNTED } from '../../shared/core/quality/measures.ts';
import { PHRASEBOOK } from '../../shared/mail/phrasebook.ts';
import type { DigestCounts, PatientTexts, StaffTexts } from '../../shared/mail/texts.ts';
import { digestLines, unwrapped } from './read-mails.ts';

export type LetterName = keyof PatientTexts['letters'];
type Email = Pick<EmailJson, 'audience' | 'subject' | 'text'>;
/** Everything of a kind that there is, by the core's own lists, and how an e-mail shows it. */
export type Shown = Readonly<Record<string, (email: Email) => boolean>>;

const { staff } = PHRASEBOOK.da;
const ANY = '\u0000';

const escaped = (text: string): string => text.replaceAll(/[.?()[\]]/g, '\\$&');

/** A phrase, whatever is said where it leaves room. */
const like = (phrase: string): RegExp => new RegExp(`^${escaped(phrase).replaceAll(ANY, '.+')}$`, 'u');

const paragraphsOf = ({ text }: Email): string[] => text.split(/\n\n+/).map(unwrapped);
const holds = (phrase: string) => (email: Email) =>
  paragraphsOf(email).some((paragraph) => like(phrase).test(paragraph));

/** Every letter to patients, by what it says in either language. */
export const LETTERS: Shown = Object.fromEntries(
  (Object.keys(PHRASEBOOK.da.patient.letters) as LetterName[]).map((name) => {
    const said = Object.values(PHRASEBOOK).map(({ patient }) =>
      patient.letters[name].text.split('\n').map((line) => holds(line.replaceAll(/\{\w+\}/g, ANY))),
    );
    return [
      name,
      (email) =>
        email.audience === 'patient' && said.some((lines) => lines.every((holdsLine) => holdsLine(email))),
    ];
  }),
);

/** Every kind of task that there is. */
export const TASK_KINDS: readonly TaskKind[] = [...VISIT_TASKS, ...COURSE_TASKS, 'assess'];

const under = (title: string) => (email: Email) =>
  email.audience === 'therapist' && digestLines(email.text).some(({ section }) => like(title).test(section));

/** Every section of a therapist's digest. */
export const SECTIONS = {
  dueToday: under(staff.therapist.dueToday),
  overdue: under(staff.therapist.overdue),
  duringClosure: under(staff.therapist.duringClosure(ANY, ANY)),
  worthKnowing: under(staff.therapist.worthKnowing),
} satisfies Record<keyof DigestCounts, Shown[string]>;

const CALLS = Object.fromEntries(
  CALL_REASONS.map((reason) => [`call: ${reason}`, holds(staff.call.text[reason])]),
) as Record<`call: ${CallReason}`, Shown[string]>;

/** Every other mail to the clinic. */
export const CLINIC_MAILS = {
  ...CALLS,
  manager: ({ audience, subject }: Email) => audience === 'manager' && subject.includes('langt over fristen'),
  'list of a therapist whose address does not work': holds(staff.therapist.forManager(ANY)),
  deadAddress: holds(`${ANY} ${staff.deadAddress.what}`),
  unknownCourses: holds(staff.unknownCourses.text(1)),
  quality: holds(staff.quality.intro(ANY)),
} satisfies Shown & Partial<Record<keyof StaffTexts, unknown>>;

/** Every quality figure, once there is something to count. */
export const FIGURES: Shown = Object.fromEntries(
  [
    ...VISIT_NAMES.map((visit) => staff.quality.heldInWindow(staff.visits[visit])),
    ...[...COUNTED, 'not-reachable-by-email' as const].map((name) => staff.quality.measures[name]),
  ].map((label) => {
    const counted = new RegExp(`- ${escaped(label)} \\S+ \\d{4}: [^.]+\\. 12 måneder: \\d+ af [1-9]`, 'u');
    return [label, ({ text }) => counted.test(unwrapped(text))];
  }),
);

/** What of a list no e-mail shows. */
export const missingOf = (list: Shown, emails: readonly Email[]): string[] =>
  Object.keys(list).filter((name) => !emails.some((email) => list[name]?.(email)));
