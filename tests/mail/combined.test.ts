import { expect, test } from 'vitest';
import type { Notice } from '../../shared/mail/index.ts';
import {
  appointment,
  booking,
  cancelled,
  middleOf,
  moved,
  nudge,
  questionnaires,
  rebooking,
  render,
  WEDNESDAY,
} from './letters.ts';

const other = { visitNumber: 4 };
const subjects: readonly [string, string, readonly Notice[]][] = [
  [
    'Din tid torsdag den 5. marts kl. 9.30 og et spørgeskema',
    'Your appointment on Thursday 5 March at 09:30 and a questionnaire',
    [questionnaires(), appointment()],
  ],
  [
    'Din tid er ændret til torsdag den 5. marts kl. 9.30 – og bestil din næste tid',
    'Your appointment has moved to Thursday 5 March at 09:30 – and please book your next one',
    [booking(), moved()],
  ],
  [
    'Din tid torsdag den 5. marts kl. 9.30 – og to ting at huske',
    'Your appointment on Thursday 5 March at 09:30 – and two things to remember',
    [booking(), nudge(), appointment()],
  ],
  [
    'Din tid torsdag den 5. marts kl. 9.30 er aflyst – bestil en ny',
    'Your appointment on Thursday 5 March at 09:30 is cancelled – please book a new one',
    [rebooking({ visitNumber: 2 }), cancelled()],
  ],
  [
    'Bestil tid hos Havnens Fysioterapi, og udfyld et spørgeskema',
    'Please book an appointment at Havnens Fysioterapi and fill in a questionnaire',
    [rebooking(), questionnaires()],
  ],
  [
    'Dine tider hos Havnens Fysioterapi',
    'Your appointments at Havnens Fysioterapi',
    [appointment(), appointment(other)],
  ],
  [
    'Ændringer i dine tider hos Havnens Fysioterapi',
    'Changes to your appointments at Havnens Fysioterapi',
    [cancelled({ startsAt: WEDNESDAY }), appointment(other)],
  ],
  [
    'Dine tider hos Havnens Fysioterapi og et spørgeskema',
    'Your appointments at Havnens Fysioterapi and a questionnaire',
    [appointment(), appointment(other), nudge()],
  ],
  [
    'Spørgeskemaer før dine besøg hos Havnens Fysioterapi',
    'Questionnaires before your visits to Havnens Fysioterapi',
    [nudge(), questionnaires(other)],
  ],
  [
    'Bestil en ny tid hos Havnens Fysioterapi',
    'Please book a new appointment at Havnens Fysioterapi',
    [booking(), rebooking(other)],
  ],
];

test.each(subjects)('%s', (danish, english, notices) => {
  expect(render(notices).subject).toBe(danish);
  expect(render(notices, { language: 'en' }).subject).toBe(english);
});

test('the order is that of importance, whatever the order given', () => {
  const all = [
    booking(),
    rebooking({ visitNumber: 5 }),
    questionnaires(other),
    nudge(),
    appointment(),
    cancelled({ visitNumber: 6, startsAt: WEDNESDAY }),
  ];
  const text = middleOf(render(all));
  const places = [
    'er aflyst.',
    'Vi glæder os',
    'Vi mangler',
    'Vil du udfylde',
    'Nu hvor',
    'Det er ved at være',
  ];
  const found = places.map((words) => text.indexOf(words));
  expect(found).not.toContain(-1);
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(render(all.toReversed())).toEqual(render(all));
});

test('a questionnaire before a visit whose time the e-mail tells does not tell it again', () => {
  const text = middleOf(render([appointment(), questionnaires()]));
  expect(text).toContain('Vil du udfylde et spørgeskema før besøget?');
  expect(text.match(/5\. marts/g)).toHaveLength(1);
  expect(middleOf(render([appointment(), nudge()]))).toContain('på spørgeskemaet før besøget.');
  expect(middleOf(render([appointment(other), questionnaires()])).match(/5\. marts/g)).toHaveLength(2);
});

test('a time that is off for one visit and stands for another is off in the calendar only', () => {
  const { attachments, ...email } = render([cancelled(), appointment(other)]);
  const { attachments: _, ...alone } = render([appointment(other)]);
  expect(email).toEqual(alone);
  expect(attachments.map(({ contentType }) => contentType.split('method=')[1])).toEqual([
    'CANCEL',
    'REQUEST',
  ]);
});

test('a nudge stands in for the invitation to the same questionnaire', () => {
  expect(render([questionnaires(), nudge()])).toEqual(render([nudge()]));
  expect(middleOf(render([questionnaires(other), nudge()]))).toContain('Vil du udfylde');
});

test('a letter without a notice is a mistake of the caller', () => {
  expect(() => render([])).toThrow(new RangeError('a letter has at least one notice'));
});
