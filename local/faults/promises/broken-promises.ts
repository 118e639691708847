import { callsAreMailed } from './call-mails.ts';
import { nothingAtNight, oneADay, toWhomItMay } from './letters.ts';
import { namedTimesAreRight } from './named-times.ts';
import { tasksAreOpen } from './owed-tasks.ts';
import type { Seen } from './seen.ts';
import { tasksAreTold } from './told-tasks.ts';
import { timesAreRight } from './told-times.ts';

/** Every promise that can be seen from outside, by its name in the verdict. */
const PROMISES = {
  'one a day': oneADay,
  'not at night': nothingAtNight,
  'to whom it may': toWhomItMay,
  'told times': timesAreRight,
  'named times': namedTimesAreRight,
  'call mails': callsAreMailed,
  'told tasks': tasksAreTold,
  'owed tasks': tasksAreOpen,
} satisfies Readonly<Record<string, (seen: Seen) => string[]>>;

/** The promises that a run breaks, one sentence each. They are read from the documents, and share no code with the house. */
export const brokenPromises = (seen: Seen): string[] =>
  Object.entries(PROMISES).flatMap(([name, holds]) => holds(seen).map((sentence) => `${name}: ${sentence}`));
