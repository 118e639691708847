import { expect, test } from 'vitest';
import { COURSE_TASKS, type TaskId, VISIT_TASKS } from '../../shared/core/ids/task-id.ts';
import { GUIDES } from '../../shared/core/protocols/index.ts';
import {
  ASSESSMENTS,
  PROTOCOL_NAMES,
  QUESTIONNAIRES,
  VISIT_NAMES,
} from '../../shared/core/protocols/protocol.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import {
  type Email,
  renderCallRequest,
  renderDeadAddress,
  renderManagerDigest,
  renderQualityMail,
  renderTherapistDigest,
  renderUnknownCourses,
} from '../../shared/mail/index.ts';
import { clinic, day, everythingIn } from './letters.ts';
import { anna, digest, dueToday, known, TODAY, task } from './staff.ts';

/** A visit and what is recorded at it may be named; what is wrong with the patient, and a protocol, may not. */
const DIAGNOSES = [
  'ryg',
  'lænd',
  'nakke',
  'stenos',
  'spinal',
  'lumba',
  'back pain',
  'low back',
  'diagnos',
  'sciatica',
];
const codes = GUIDES.flatMap(({ visits, sessions }) => [
  ...visits.flatMap(({ serviceCodes }) => Object.values(serviceCodes)),
  ...sessions.flatMap(({ serviceCode }) => serviceCode ?? []),
]);
const TELLING = new RegExp(
  `(?<![\\p{L}\\d])(?:${[...DIAGNOSES, ...PROTOCOL_NAMES, ...QUESTIONNAIRES, ...codes].join('|')})`,
  'iu',
);

const EVERY_TASK = [
  ...VISIT_NAMES.flatMap((visit) => [
    ...VISIT_TASKS.map((kind) => `${kind}:${visit}`),
    ...ASSESSMENTS.map((assessment) => `assess:${visit}:${assessment}`),
  ]),
  ...COURSE_TASKS,
] as TaskId[];
const share = { numerator: 1, denominator: 3 };
const OTHER_MEASURES = [
  'answered-before-visit',
  'assessments-recorded',
  'discharge-letters-in-time',
  'follow-ups-within-cap',
  'no-shows',
  'not-reachable-by-email',
] as const;

/** Mails that between them name every task, visit, measure and reason. */
function everyMail(language: 'da' | 'en'): Email[] {
  const of = clinic({ language });
  const shares = { month: share, twelveMonths: share };
  const figures = [
    ...VISIT_NAMES.map((visit) => ({ measure: 'held-in-window' as const, visit, ...shares })),
    ...OTHER_MEASURES.map((measure) => ({ measure, ...shares })),
  ];
  const call = { patient: anna, startsAt: toInstant('2026-04-13T10:30:00+02:00'), link: 'https://a.example' };
  const closure = { from: day('2026-03-10'), to: day('2026-03-13') };
  return [
    ...EVERY_TASK.flatMap((each) => [
      renderTherapistDigest(of, digest({ dueToday: [dueToday({ task: each })], worthKnowing: [known()] })),
      renderTherapistDigest(of, digest({ duringClosure: { ...closure, tasks: [task({ task: each })] } })),
      renderManagerDigest(of, {
        today: TODAY,
        arrived: [{ ...task({ task: each }), therapistName: 'Mette Holm' }],
        known: [{ therapistName: '', count: 2 }],
        listUrl: null,
      }),
    ]),
    ...VISIT_NAMES.flatMap((visit) =>
      (['cannot-come', 'book', 'question'] as const).map((reason) =>
        renderCallRequest(of, { ...call, reason, visit }),
      ),
    ),
    renderTherapistDigest(of, digest({ readBy: 'manager', overdue: [task()] })),
    renderQualityMail(of, { month: '2026-02', figures }),
    ...(['bounced', 'complained'] as const).map((because) =>
      renderDeadAddress(of, { therapistName: 'Mette Holm', because }),
    ),
    renderUnknownCourses(of, ['c-17']),
  ];
}

test.each(['da', 'en'] as const)(
  'no mail to staff tells a diagnosis, a protocol, a questionnaire or a code (%s)',
  (language) => {
    expect('Registrér NPRS').toMatch(TELLING);
    const telling = everyMail(language).map((email) => TELLING.exec(everythingIn(email))?.[0] ?? null);
    expect(telling.filter((word) => word !== null)).toEqual([]);
  },
);

test.each(['da', 'en'] as const)(
  'no subject of a mail to staff names a patient but by initials (%s)',
  (language) => {
    const subjects = everyMail(language).map(({ subject }) => subject);
    expect(subjects.filter((subject) => /P-1042|kq7/.test(subject))).toEqual([]);
  },
);
