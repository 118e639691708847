import { isError } from '../play/person.ts';
import type { Pressed } from '../play/presses.ts';
import type { Run } from '../play/run.ts';
import type { PressedChange } from '../stories/press.ts';
import type { FaultStory, StoryEvent } from '../stories/story.ts';

/** What the presses of a run came to, besides what the story tells by itself. */
function madeIn({ events, presses }: FaultStory, { courses }: Pick<Run, 'courses'>): StoryEvent[] {
  if (!presses) return [];
  const told = new Set(events.map(({ courseId, eventId }) => `${courseId} ${eventId}`));
  return [...courses].flatMap(([courseId, course]) =>
    course.events
      .map(({ event: { eventId, type, occurredAt, data } }) => ({
        eventId,
        type,
        courseId,
        occurredAt,
        data,
      }))
      .filter(({ eventId, type }) => !told.has(`${courseId} ${eventId}`) && !type.startsWith('email.')),
  );
}

/** A story with what was said in it by presses. */
export const withPressed = (story: FaultStory, run: Pick<Run, 'courses'>): FaultStory => ({
  ...story,
  events: [...story.events, ...madeIn(story, run)],
});

type PressedRun = Pick<Run, 'courses' | 'pressed' | 'unarmed'>;
type PressVerdict = Readonly<Record<'lost' | 'twice' | 'stuck', readonly string[]>>;

/** What presses changed otherwise than once, or left undone; one sentence each. */
export function pressesIn(story: FaultStory, run: PressedRun): PressVerdict {
  const made = madeIn(story, run);
  const { changes = [] } = story;
  const saying = (change: PressedChange) => made.filter(({ type }) => change.includes(type));
  const strange = made.filter(({ type }) => !changes.some((change) => change.includes(type)));
  return {
    lost: [
      ...changes
        .filter((change) => saying(change).length === 0 && !run.pressed.some(isGivenUp))
        .map((change) => `a press that says ${change.join(' or ')}`),
      ...run.pressed.flatMap((pressed) => unheard(pressed, made)),
    ],
    twice: [
      ...changes
        .filter((change) => saying(change).length > 1)
        .map((change) => `presses said ${change.join(' or ')} ${saying(change).length} times`),
      ...strange.map(({ courseId, type }) => `${courseId}: nobody pressed for ${type}`),
      ...bothHeard(run.pressed),
    ],
    stuck: run.unarmed.map(({ courseId, at }) => `${courseId}: no wake was armed after a press at ${at}`),
  };
}

/** Somebody saw an error and left it at that: it may have counted, or not. */
const isGivenUp = ({ press, answers }: Pressed): boolean => press.givesUp === true && answers.every(isError);

/** What is said to a press that did not count. */
const NOTHING = ['gone', 'outdated'];
const heardOf = ({ answers }: Pressed) =>
  answers.flatMap(({ did }) => (did === null || NOTHING.includes(did) ? [] : [did]));

/** Whoever is told that a press counted can rely on it, and whoever presses again is told the same. */
function unheard(pressed: Pressed, made: readonly StoryEvent[]): string[] {
  const { press, id, answers } = pressed;
  if (answers.every(isError) && !press.givesUp) return [`a press at ${press.at}: it was never answered`];
  const isHeard = heardOf(pressed).length > 0;
  const isThere = id === null || press.by.page === 'after' || made.some(({ eventId }) => eventId === id);
  const said = new Set(answers.filter((answer) => !isError(answer)).map(({ did }) => did));
  if (said.size > 1) return [`a press at ${press.at}: it was answered ${[...said].join(', then ')}`];
  return isHeard && !isThere ? [`a press at ${press.at}: it was said to count, and is not there`] : [];
}

/** Of presses under one id one counts, and only of that it is said. */
function bothHeard(all: readonly Pressed[]): string[] {
  const forms = all.filter(({ id, press }) => id !== null && press.by.page !== 'after');
  return [...Map.groupBy(forms, ({ id }) => id).values()].flatMap((same) => {
    const heard = new Set(same.flatMap(heardOf));
    return heard.size > 1 ? [`of presses under one id it was said: ${[...heard].join(', ')}`] : [];
  });
}
