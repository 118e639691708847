import { addDays, type CivilDate, parseCivilDate } from '../../../shared/core/time/civil-date.ts';
import { atLocalTime } from '../../../shared/core/time/instant.ts';
import type { Chance } from './chance.ts';
import { randomDeployments } from './harsh-story.ts';
import { randomBeginning, ZONE } from './random-beginning.ts';
import { randomEvents, TIMES } from './random-events.ts';
import { arrivalOf, courseTeller, type FaultStory, type StoryEvent } from './story.ts';

/** Before Easter with a change of the clock, before Christmas, and ordinary weeks. */
const STARTS = ['2026-03-02', '2026-03-05', '2026-03-19', '2026-03-27', '2026-09-07', '2026-12-21'];

/** How much is told and goes wrong: a little, for some hours, or all sorts of things, for days. */
export type Mixture = 'mild' | 'harsh';

/** One or two courses of either protocol over some days, now and then over months, told at random; harsh: up to four. */
export function randomStory(chance: Chance, seed: number, mixture: Mixture = 'mild'): FaultStory {
  const start = addDays(parseCivilDate(chance.of(STARTS)), chance.int(0, 3));
  if (mixture === 'harsh') {
    const ids = ['C-1', 'C-2', 'C-3', 'C-4'].slice(0, chance.int(1, 4));
    const days = chance.int(4, 16);
    return harsh(
      chance,
      storyOf(chance, { name: `harsh seed ${seed}`, ids, start, days, most: 8 }),
      start,
      days,
    );
  }
  const isLong = chance.onceIn(20);
  const days = isLong ? chance.int(40, 110) : chance.int(1, 9);
  const ids = chance.onceIn(3) ? ['C-1', 'C-2'] : ['C-1'];
  return storyOf(chance, { name: `seed ${seed}`, ids, start, days, most: isLong ? 16 : 7 });
}

/** Now and then other settings meanwhile, and another clinic with courses of the same names. */
function harsh(chance: Chance, story: FaultStory, start: CivilDate, days: number): FaultStory {
  const deployments = chance.onceIn(3) ? randomDeployments(chance, start, days) : [];
  const ids = ['C-1', 'C-2'].slice(0, chance.int(1, 2));
  const neighbour = chance.onceIn(4) ? ids.flatMap((id) => randomCourse(chance, id, start, days, 6)) : [];
  return {
    ...story,
    ...(deployments.length > 0 && { deployments }),
    ...(neighbour.length > 0 && { neighbour }),
  };
}

type Frame = {
  readonly name: string;
  readonly ids: readonly string[];
  readonly start: CivilDate;
  readonly days: number;
  /** So many times at most something happens in a course. */
  readonly most: number;
};

function storyOf(chance: Chance, { name, ids, start, days, most }: Frame): FaultStory {
  return {
    name,
    events: ids.flatMap((id) => randomCourse(chance, id, start, days, most)),
    until: atLocalTime(addDays(start, days), '12:00', ZONE),
  };
}

function randomCourse(
  chance: Chance,
  courseId: string,
  start: CivilDate,
  days: number,
  most: number,
): StoryEvent[] {
  const say = courseTeller(courseId);
  const events = randomBeginning(chance, say, start, chance.of(TIMES));
  const count = chance.int(0, most);
  for (let index = 0; index < count; index += 1) {
    const day = addDays(start, chance.int(0, days));
    const told = randomEvents(chance, say, day, events);
    events.push(...(chance.onceIn(5) ? told.map((event) => late(event, chance)) : told));
    if (chance.onceIn(8)) events.push(...told.map((event) => late(event, chance)));
  }
  return events;
}

const late = (event: StoryEvent, chance: Chance): StoryEvent => ({
  ...event,
  receivedAt: new Date(Date.parse(arrivalOf(event)) + chance.of([1, 3, 20, 600]) * 60_000).toISOString(),
});
