import { hasDecisions } from '../../shared/core/plan.ts';
import { addMinutes } from '../../shared/core/time/instant.ts';
import { GRACE_MINUTES } from '../../shared/course/sweep.ts';
import { momentInWords } from '../words/dates-in-words.ts';
import { reminderTitle, visitTitle } from '../words/words.ts';
import type { ExplainFacts } from './facts.ts';

/** What happens next by itself. */
export function nextSentence(facts: ExplainFacts): string {
  const { plan, settings, log } = facts;
  if (log && hasDecisions(plan)) return dueSentence(facts);
  const { nextWakeAt, end } = plan;
  if (!nextWakeAt) return 'Nothing more happens by itself; an event may change that.';
  const when = momentInWords(nextWakeAt, settings.timeZone);
  const due = plan.reminders.filter(({ sendAt, status }) => status === 'planned' && sendAt === nextWakeAt);
  if (due.length > 0)
    return `The next e-mail goes on ${when}: ${due.map((reminder) => `${reminderTitle(reminder)} (${visitTitle(reminder.visit)})`).join(', ')}.`;
  if (end?.contactsErasedAt === nextWakeAt) return `On ${when} contact details are erased.`;
  return `On ${when} the plan is looked at again.`;
}

/** Something is due that is not in the log yet: the course's wake does it, and the sweep when that is lost. */
function dueSentence({ asOf, log, settings }: ExplainFacts): string {
  const wakeAt = log?.wakeAt ?? null;
  if (wakeAt && addMinutes(wakeAt, GRACE_MINUTES) >= asOf)
    return 'Something is due now: the wake of the course does it within minutes.';
  const overdue = wakeAt
    ? `the wake of ${momentInWords(wakeAt, settings.timeZone)} has not done it`
    : 'the course has no wake';
  return `Something is due now, and ${overdue}: the hourly sweep looks after it.`;
}
