import { describe, expect, test } from 'vitest';
import { pressesIn } from '../../local/faults/judge/pressed.ts';
import type { Answer } from '../../local/faults/play/person.ts';
import type { Pressed } from '../../local/faults/play/presses.ts';
import type { FaultStory } from '../../local/faults/stories/story.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import type { LoadedCourse } from '../../shared/ports/course-store.ts';
import { courseEvents, parsed, type Raw } from '../support/events.ts';

/** What presses must not come to, planted by hand. */
const AT = toInstant('2026-03-06T08:00:00Z');
const ID = 'staff-0000000000000000000000';
const { event } = courseEvents();
const said = (type: 'task.completed' | 'task.snoozed', eventId: string): Raw => ({
  ...event(type, AT, { task: 'call-back', ...(type === 'task.snoozed' && { until: '2026-03-13' }) }),
  eventId,
});

const answer = (status: number, did: string | null): Answer => ({ at: AT, status, place: null, did });
const COUNTED = [answer(303, 'done'), answer(303, 'done')];
const pressedBy = (answers: readonly Answer[], more: Partial<Pressed['press']> = {}): Pressed => ({
  press: { at: AT, courseId: 'C-1', by: { page: 'list', task: 'Ring', button: 'Ja' }, ...more },
  id: ID,
  answers,
});

function judged(log: readonly Raw[], pressed: readonly Pressed[], unarmed: readonly string[] = []) {
  const story: FaultStory = {
    name: 'planted',
    events: [],
    presses: pressed.map(({ press }) => press),
    changes: [['task.completed', 'task.snoozed']],
    until: AT,
  };
  const events = parsed(log).map((each) => ({ event: each, contentHash: '', receivedAt: AT }));
  const courses = new Map([['C-1', { head: null, events, messages: [] } as unknown as LoadedCourse]]);
  const { lost, twice, stuck } = pressesIn(story, {
    courses,
    pressed,
    unarmed: unarmed.map((courseId) => ({ courseId, at: AT })),
  });
  return [...lost, ...twice, ...stuck];
}

const DONE = said('task.completed', ID);
const GONE = [answer(303, 'gone'), answer(303, 'gone')];

describe('planted: a press changes one thing once', () => {
  test('counted once, and the other is told that it did not', () => {
    expect(judged([DONE], [pressedBy(COUNTED), pressedBy(GONE)])).toEqual([]);
  });

  test.each<[string, readonly Raw[], readonly Pressed[], RegExp]>([
    ['it is lost', [], [pressedBy([answer(303, 'gone')])], /a press that says task.completed or/],
    ['again it is told otherwise', [DONE], [pressedBy([...COUNTED, ...GONE])], /answered done, then gone/],
    ['nobody ever answers', [DONE], [pressedBy([answer(500, null)])], /never answered/],
    [
      'it is said to count, and is not there',
      [said('task.snoozed', 'staff-x')],
      [pressedBy(COUNTED)],
      /is not there/,
    ],
    ['two ids for one state', [DONE, said('task.snoozed', 'staff-x')], [pressedBy(COUNTED)], /2 times/],
    [
      'both are told that theirs counted',
      [DONE],
      [pressedBy(COUNTED), pressedBy([answer(303, 'snooze')])],
      /done, snooze/,
    ],
  ])('%s', (_, log, pressed, expected) => {
    expect(judged(log, pressed)).toEqual([expect.stringMatching(expected)]);
  });

  test('something that nobody pressed for', () => {
    const strange = { ...event('reminders.resumed', AT, {}), eventId: 'press-x' };
    expect(judged([DONE, strange], [pressedBy(COUNTED)])).toEqual([
      'C-1: nobody pressed for reminders.resumed',
    ]);
  });

  test('whoever gives up at an error may have been heard or not, and twice all the same never', () => {
    const gaveUp = pressedBy([answer(500, null)], { givesUp: true });
    expect(judged([], [gaveUp])).toEqual([]);
    expect(judged([DONE], [gaveUp])).toEqual([]);
    expect(judged([DONE, said('task.snoozed', 'staff-x')], [gaveUp])).toHaveLength(1);
  });

  test('answered before the next wake is armed', () => {
    expect(judged([DONE], [pressedBy(COUNTED)], ['C-1'])).toEqual([
      expect.stringMatching(/no wake was armed after a press/),
    ]);
  });
});
