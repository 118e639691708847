import { beforeAll } from 'vitest';
import { seenIn } from '../../local/faults/judge/seen-in.ts';
import type { Run } from '../../local/faults/play/run.ts';
import type { Letter, Seen, Told } from '../../local/faults/promises/seen.ts';
import { enrolment } from '../../local/faults/stories/people.ts';
import { courseTeller, type FaultStory } from '../../local/faults/stories/story.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { useFaults } from './faults.ts';

const say = courseTeller('C-1');

/** The visit that is booked for {@link STARTS}; the one after it for 17 March, 10:00. */
export const VISIT = 'pre-examination';
export const STARTS = '2026-03-12T09:00:00.000Z';
export const STORY: FaultStory = {
  name: 'booked and reminded; the next visit too',
  events: [
    enrolment(say, '2026-03-02T10:00:00+01:00'),
    say('visit.booked', '2026-03-03T10:00:00+01:00', { visit: VISIT, startsAt: STARTS, durationMinutes: 45 }),
    say('visit.held', '2026-03-12T11:00:00+01:00', { visit: VISIT, date: '2026-03-12', serviceCode: '0251' }),
    say('visit.booked', '2026-03-12T11:05:00+01:00', {
      visit: 'status-4-weeks',
      startsAt: '2026-03-17T10:00:00+01:00',
    }),
  ],
  until: toInstant('2026-03-16T12:00:00+01:00'),
};

/** What the clinic's system might have told besides. */
export const heard = (type: string, at: string, data: Told['data'] = {}): Told => ({
  eventId: `planted-${type}-${at}`,
  type,
  courseId: 'C-1',
  occurredAt: at,
  takenAt: toInstant(at),
  data,
});

/** A run in which nothing is wrong, to be changed by hand so that one promise is broken. */
export function usePlanted() {
  const { tell } = useFaults();
  let run: Run | undefined;
  let seen: Seen | undefined;
  beforeAll(async () => {
    run = await tell(STORY);
    seen = seenIn(STORY, run);
  });
  const sound = (): Seen => {
    if (!seen) throw new Error('the story is not told');
    return seen;
  };
  /** Every letter that is about something replaced by others. */
  const withLetters = (about: string, change: (letter: Letter) => readonly Letter[]): Seen => ({
    ...sound(),
    letters: sound().letters.flatMap((letter) =>
      letter.keys.some((key) => key.includes(about)) ? change(letter) : [letter],
    ),
  });
  return {
    seen: sound,
    run: (): Run => {
      if (!run) throw new Error('the story is not told');
      return run;
    },
    /** With events that the house did nothing about. */
    hearing: (...events: readonly Told[]): Seen => ({ ...sound(), told: [...sound().told, ...events] }),
    withLetters,
    changed: (about: string, change: Partial<Letter>) =>
      withLetters(about, (letter) => [{ ...letter, ...change }]),
    another: (about: string, change: Partial<Letter>) =>
      withLetters(about, (letter) => [letter, { ...letter, ...change }]),
  };
}
