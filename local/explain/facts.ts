import type { Plan } from '../../shared/core/plan.ts';
import { type History, type Message, readHistory } from '../../shared/core/reminders/log.ts';
import { calendarOf } from '../../shared/core/settings/clinic-calendar.ts';
import type { CoreSettings } from '../../shared/core/settings/settings.ts';
import type { Calendar } from '../../shared/core/time/calendar.ts';
import type { Instant } from '../../shared/core/time/instant.ts';

/** What a clinic's table holds of a course besides its facts. */
export type ExplainLog = {
  readonly messages: readonly Message[];
  /** When the course is to be looked at next; null when it is not. */
  readonly wakeAt: Instant | null;
  /** Until when the log is kept; null while contact details are not erased. */
  readonly logEndsAt: Instant | null;
};

/** What an explanation starts from: a plan, and what it was made from. */
export type ExplainInput = {
  readonly plan: Plan;
  readonly settings: CoreSettings;
  readonly asOf: Instant;
  /** When the course last received an event. */
  readonly lastReceivedAt: Instant;
  /** Null: the plan is as if nothing had been sent. */
  readonly log: ExplainLog | null;
};

/** The input with what the core derives from it. */
export type ExplainFacts = ExplainInput & {
  readonly calendar: Calendar;
  readonly history: History;
};

/** Derives what every part of an explanation needs. */
export function explainFacts(input: ExplainInput): ExplainFacts {
  const { plan, settings, log } = input;
  const history = readHistory(log?.messages ?? [], plan.course.bouncedMessages);
  return { ...input, calendar: calendarOf(settings), history };
}

/** Words joined as in a sentence: `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
}

/** Sentences one after the other; those that say nothing are left out. */
export const joined = (sentences: readonly string[]): string =>
  sentences.filter((sentence) => sentence !== '').join(' ');
