import { expect, test } from 'vitest';
import { COURSE_TASKS, isTaskId, type TaskId, VISIT_TASKS } from '../../shared/core/ids/task-id.ts';
import { ASSESSMENTS, VISIT_NAMES } from '../../shared/core/protocols/protocol.ts';
import { PHRASEBOOK } from '../../shared/mail/phrasebook.ts';
import { taskWords } from '../../shared/mail/task-words.ts';

const EVERY_TASK = [
  ...VISIT_NAMES.flatMap((visit) => [
    ...VISIT_TASKS.map((kind) => `${kind}:${visit}`),
    ...ASSESSMENTS.map((assessment) => `assess:${visit}:${assessment}`),
  ]),
  ...COURSE_TASKS,
] as TaskId[];
/** A visit and what is to be recorded may be told to staff; what is wrong with the patient may not. */
const TELLING = /(?<![\p{L}\d])(?:ryg|lænd|stenos|spinal|lumbar|back|diagnos|low|NPRS|ODI|ZCQ)|:\S/iu;

test.each(['da', 'en'] as const)(
  'every task has words of its own that tell no complaint (%s)',
  (language) => {
    const words = EVERY_TASK.map((task) => taskWords(task, PHRASEBOOK[language].staff));
    expect(EVERY_TASK.filter((task) => !isTaskId(task))).toEqual([]);
    expect(words.filter((each) => TELLING.test(each))).toEqual([]);
    expect(new Set(words).size).toBe(EVERY_TASK.length);
  },
);

test.each([
  ['book:closing', 'Aftal tid til den afsluttende konsultation'],
  ['hold:pre-examination', 'Afhold og registrér forundersøgelsen'],
  ['answer:closing', 'Få svar på spørgeskemaerne før den afsluttende konsultation'],
  ['record-answers:closing', 'Registrér svarene på spørgeskemaerne fra den afsluttende konsultation'],
  [
    'review-booking:final-status',
    'Flyt eller godkend tiden til den sidste statuskonsultation: den ligger uden for perioden',
  ],
  [
    'review-window:status-4-weeks',
    'Find en dag til statuskonsultationen efter 4 uger: der er ingen åben dag tilbage i perioden',
  ],
  [
    'assess:final-status:neurological',
    'Registrér neurologisk undersøgelse ved den sidste statuskonsultation',
  ],
  [
    'assess:status-4-weeks:pain-and-function',
    'Registrér smerte og funktion ved statuskonsultationen efter 4 uger',
  ],
  ['call-patient:follow-up-9-months', 'Ring til patienten om opfølgningen efter 9 måneder'],
  ['call-back', 'Ring tilbage til patienten'],
  ['close-course', 'Afslut forløbet'],
] as const)('%s', (task, words) => {
  expect(taskWords(task, PHRASEBOOK.da.staff)).toBe(words);
});
