import type { courseEvents, Raw } from './events.ts';
import type { Told } from './scenario.ts';

type Course = ReturnType<typeof courseEvents>;
type Arriving = Raw & { receivedAt?: string };

export const STENOSIS = { protocol: 'lumbar-spinal-stenosis', entry: 'direct' } as const;

/** A stenosis course whose pre-examination is over minutes after the enrolment: what is left is to book the others. */
export const stenosisFrom = (
  { enrolled, held, recorded, answered }: Course,
  day: string,
  data: Record<string, unknown> = {},
): Raw[] => [
  enrolled(`${day}T10:00:00+01:00`, { ...STENOSIS, ...data }),
  held('pre-examination', `${day}T10:05:00+01:00`, '0251'),
  recorded('pre-examination', `${day}T10:05:00+01:00`, 'PSFS'),
  recorded('pre-examination', `${day}T10:05:00+01:00`, 'neurological'),
  ...answers({ answered }, 'pre-examination', `${day}T10:05:00+01:00`, ['NPRS', 'ODI', 'ZCQ']),
];

/** A low-back-pain course from an individual one, its first visit over minutes after the enrolment. */
export const backPainFrom = (
  { enrolled, held, recorded, answered }: Course,
  day: string,
  data: Record<string, unknown> = {},
): Raw[] => [
  enrolled(`${day}T10:00:00+01:00`, { referralDate: day, ...data }),
  held('supplementary-initial', `${day}T10:05:00+01:00`, '0261'),
  recorded('supplementary-initial', `${day}T10:05:00+01:00`, 'PSFS'),
  recorded('supplementary-initial', `${day}T10:05:00+01:00`, 'sit-to-stand'),
  ...answers({ answered }, 'supplementary-initial', `${day}T10:05:00+01:00`),
];

/** Events that reach the bus together, long after they occurred. */
export const arriving = (receivedAt: string, events: readonly Raw[]): Arriving[] =>
  events.map((event) => ({ ...event, receivedAt }));

/** Both or all three questionnaires of a visit answered on one day. */
export const answers = (
  { answered }: Pick<Course, 'answered'>,
  visit: string,
  on: string,
  questionnaires = ['NPRS', 'ODI'],
): Raw[] => questionnaires.map((questionnaire) => answered(visit, on, questionnaire));

/** Who got each e-mail to a patient. */
export const recipientsOf = ({ emails }: Told): string[] =>
  emails.filter(({ audience }) => audience === 'patient').map(({ to }) => to);

/** The tasks of each digest in alphabetical order, where courses tie: `['C-1 book:closing', …]`. */
export const digestTasksOf = ({ emails }: Told): string[][] =>
  emails
    .filter(({ audience, tasks }) => audience !== 'patient' && tasks.length > 0)
    .map(({ courseIds, tasks }) => tasks.map((task, index) => `${courseIds[index]} ${task}`).sort());

/**
 * When and to whom a task was told for the first time: `2026-03-09 07:00 bo@clinic.example: C-1 book:closing, …`.
 * @param about part of the tasks' ids
 */
export function firstTold({ digests }: Told, about: string): string[] {
  const known = new Set<string>();
  return digests.flatMap((line) => {
    const [, head = '', to = '', tasks = ''] = /^(\S+ \S+) (\S+): (.*)$/.exec(line) ?? [];
    const news = tasks.split(', ').filter((task) => task.includes(about) && !known.has(`${to} ${task}`));
    for (const task of news) known.add(`${to} ${task}`);
    return news.length > 0 ? [`${head} ${to}: ${news.sort().join(', ')}`] : [];
  });
}
