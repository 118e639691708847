import { describe, expect, test } from 'vitest';
import { GUIDES } from '../../../shared/core/protocols/index.ts';
import { type CourseFigures, courseFigures } from '../../../shared/core/quality/course-figures.ts';
import { qualityOf } from '../../../shared/core/quality/quality-of.ts';
import { isMonth, type Month } from '../../../shared/core/time/month.ts';
import { courseEvents, PATIENT, type Raw } from '../../support/events.ts';
import { planAt } from '../../support/plan.ts';
import { answers, backPainFrom, STENOSIS, stenosisFrom } from '../../support/stories.ts';

const ZONE = 'Europe/Copenhagen';
const month = (text: string): Month => {
  if (!isMonth(text)) throw new Error(`${text} is no month`);
  return text;
};

/** What one course adds, long after: what counts does not depend on the clock. */
function figuresOf(events: readonly Raw[], asOf = '2028-01-03T10:00:00Z'): CourseFigures {
  const figures = courseFigures(planAt(asOf, events), ZONE);
  if (!figures) throw new Error('the course is not enrolled');
  return figures;
}

/** The months in which a course counts for a measure, as `2026-03 1/2`. */
const sharesOf = ({ months }: CourseFigures, name: string): string[] =>
  Object.entries(months)
    .flatMap(([each, figures]) => {
      const share = Object.entries(figures).find(([key]) => key === name)?.[1];
      return share ? [`${each} ${share.numerator}/${share.denominator}`] : [];
    })
    .sort();

describe('a visit is held inside its window', () => {
  const WINDOW = 'held-in-window/status-4-weeks';
  const heldOn = (day: string) => {
    const course = courseEvents();
    return figuresOf([...stenosisFrom(course, '2026-03-05'), course.held('status-4-weeks', day, '0254')]);
  };

  test.each([
    ['on its first day', '2026-03-26', '2026-03 1/1'],
    ['on its last day', '2026-04-13', '2026-04 1/1'],
    ['a day too early', '2026-03-25', '2026-03 0/1'],
    ['late: in the month in which the window ended', '2026-05-04', '2026-04 0/1'],
  ])('%s', (_, day, share) => {
    expect(sharesOf(heldOn(day), WINDOW)).toEqual([share]);
  });

  test('or not at all: the same, from the beginning', () => {
    const events = stenosisFrom(courseEvents(), '2026-03-05');
    expect(sharesOf(figuresOf(events), WINDOW)).toEqual(['2026-04 0/1']);
    expect(figuresOf(events, '2026-03-06T10:00:00Z')).toEqual(figuresOf(events));
  });

  test('unless it is waived, called off in time, or its window is not known yet', () => {
    const course = courseEvents();
    const events = stenosisFrom(course, '2026-03-05');
    const { waived, closed, enrolled } = course;
    expect(sharesOf(figuresOf([...events, waived('status-4-weeks', '2026-04-20')]), WINDOW)).toEqual([]);
    expect(sharesOf(figuresOf([...events, closed('2026-04-13', 'declined')]), WINDOW)).toEqual([]);
    expect(sharesOf(figuresOf([...events, closed('2026-04-14', 'declined')]), WINDOW)).toEqual([
      '2026-04 0/1',
    ]);
    expect(sharesOf(figuresOf([enrolled('2026-03-05', STENOSIS)]), WINDOW)).toEqual([]);
  });

  test('a closing that is earlier by common judgement is on time', () => {
    const course = courseEvents();
    const events = [...backPainFrom(course, '2026-01-19'), course.held('closing', '2026-03-02', '0267')];
    expect(sharesOf(figuresOf(events), 'held-in-window/closing')).toEqual(['2026-03 1/1']);
  });
});

test('questionnaires count one by one: answered on an earlier day, or on the day before the visit began', () => {
  const course = courseEvents();
  const { answered } = course;
  const seen = [
    ...answers(course, 'final-status', '2026-05-26', ['NPRS']),
    answered('final-status', '2026-05-28T08:00:00+02:00', 'ODI'),
    answered('final-status', '2026-05-28T10:30:00+02:00', 'ZCQ'),
    course.held('final-status', '2026-05-28T11:00:00+02:00', '0255'),
  ];
  const events = stenosisFrom(course, '2026-03-05');
  const booked = course.booked('final-status', '2026-05-01', '2026-05-28T10:00:00+02:00');
  const may = (each: readonly Raw[]) =>
    sharesOf(figuresOf(each), 'answered-before-visit').filter((share) => share.startsWith('2026-05'));
  expect(may([...events, booked, ...seen])).toEqual(['2026-05 2/3']);
  expect(may([...events, ...seen])).toEqual(['2026-05 1/3']);
});

test('tests and discharge letters count by the day on which they were due; what was dismissed was not owed', () => {
  const course = courseEvents();
  const { enrolled, held, recorded, completed, dismissed } = course;
  const seen = [
    enrolled('2026-03-05T10:00:00+01:00', STENOSIS),
    held('pre-examination', '2026-03-31T10:05:00+02:00', '0251'),
    recorded('pre-examination', '2026-04-01T10:05:00+02:00', 'PSFS'),
    recorded('pre-examination', '2026-04-07T10:05:00+02:00', 'neurological'),
    held('final-status', '2026-06-26T10:00:00+02:00', '0255'),
  ];
  const tests = (events: readonly Raw[]) => sharesOf(figuresOf(events), 'assessments-recorded')[0];
  const letter = (...more: readonly Raw[]) =>
    sharesOf(figuresOf([...seen, ...more]), 'discharge-letters-in-time');
  expect(tests(seen)).toBe('2026-04 1/2');
  expect(tests([...seen.slice(0, 3), dismissed('assess:pre-examination:neurological', '2026-04-02')])).toBe(
    '2026-04 1/1',
  );
  expect(letter()).toEqual(['2026-07 0/1']);
  expect(letter(completed('discharge-letter', '2026-07-03'))).toEqual(['2026-07 1/1']);
  expect(letter(completed('discharge-letter', '2026-07-06'))).toEqual(['2026-07 0/1']);
});

test('follow-ups count when they are held, or when the cap is over, or when there is no room for them', () => {
  const CAP = 'follow-ups-within-cap';
  const course = courseEvents();
  const events = [
    ...backPainFrom(course, '2026-01-19', { referralDate: '2026-01-05' }),
    course.held('closing', '2026-04-13', '0267'),
  ];
  const held = course.held('follow-up-3-months', '2026-07-13', '0268');
  const late = course.held('follow-up-9-months', '2027-01-06', '0268');
  expect(sharesOf(figuresOf(events), CAP)).toEqual(['2027-01 0/2']);
  expect(sharesOf(figuresOf([...events, held, late]), CAP)).toEqual(['2026-07 1/1', '2027-01 0/1']);
  const other = courseEvents();
  const closedLate = [
    ...backPainFrom(other, '2026-01-19', { referralDate: '2026-01-05' }),
    other.held('closing', '2026-12-15', '0267'),
  ];
  expect(sharesOf(figuresOf(closedLate), CAP)).toEqual(['2026-12 0/2']);
});

test('no-shows count among the appointments that came to their day', () => {
  const course = courseEvents();
  const events = [
    ...stenosisFrom(course, '2026-03-05'),
    course.booked('status-4-weeks', '2026-03-20', '2026-03-31T10:00:00+02:00'),
    course.missed('status-4-weeks', '2026-03-31T12:00:00+02:00'),
    course.booked('status-4-weeks', '2026-04-01', '2026-04-08T10:00:00+02:00'),
    course.held('status-4-weeks', '2026-04-08T12:00:00+02:00', '0254'),
  ];
  expect(sharesOf(figuresOf(events), 'no-shows')).toEqual(['2026-03 1/2', '2026-04 0/1']);
});

describe('a clinic’s figures', () => {
  const unreachable = (figures: readonly CourseFigures[], of: string) =>
    qualityOf(figures, month(of), GUIDES).find(({ measure }) => measure === 'not-reachable-by-email');

  test('sum a month, and the twelve months that end with it', () => {
    const held = (courseId: string, day: string) => {
      const course = courseEvents(courseId);
      return figuresOf([...stenosisFrom(course, '2026-03-05'), course.held('status-4-weeks', day, '0254')]);
    };
    const figures = [held('C-1', '2026-04-07'), held('C-2', '2026-03-27'), held('C-3', '2026-05-04')];
    const [first, second] = qualityOf(figures, month('2026-04'), GUIDES);
    expect(first).toEqual({
      measure: 'held-in-window',
      visit: 'pre-examination',
      month: { numerator: 0, denominator: 0 },
      twelveMonths: { numerator: 3, denominator: 3 },
    });
    expect(second).toMatchObject({
      visit: 'status-4-weeks',
      month: { numerator: 1, denominator: 2 },
      twelveMonths: { numerator: 2, denominator: 3 },
    });
    const [none] = qualityOf(figures, month('2027-06'), GUIDES);
    expect(none?.measure).toBe('answered-before-visit');
  });

  test('tell how many patients cannot be e-mailed, of those whose course went on in that time', () => {
    const course = courseEvents('C-1');
    const noConsent = { patient: { ...PATIENT, consent: { email: false } } };
    const until = [...stenosisFrom(course, '2026-03-05', noConsent), course.closed('2026-05-10', 'declined')];
    const figures = [figuresOf(until), figuresOf(stenosisFrom(courseEvents('C-2'), '2026-04-05'))];
    const shares = (of: string) => unreachable(figures, of);
    expect(shares('2026-03')?.month).toEqual({ numerator: 1, denominator: 1 });
    expect(shares('2026-05')?.month).toEqual({ numerator: 1, denominator: 2 });
    expect(shares('2026-06')).toMatchObject({
      month: { numerator: 0, denominator: 1 },
      twelveMonths: { numerator: 1, denominator: 2 },
    });
  });
});
