import type { CivilDate } from '../../core/time/civil-date.ts';
import { rangeWords } from '../../core/words/days.ts';
import { dateWords, type Words } from '../../core/words/words.ts';
import { type CourseWords, type MailCounts, visitTitle } from './course-words.ts';
import type { Lane, Mail, Timeline } from './timeline.ts';

/** The text with a capital letter first. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A course in a few sentences, one for each visit, for those who do not see its picture. */
export function summaryOf({ lanes, capDate }: Timeline, words: CourseWords): string {
  const { language } = words;
  const visits = lanes.map((lane) => {
    const parts = [
      stateOf(lane, words),
      ...(lane.window ? [words.window(rangeWords(lane.window.from, lane.window.to)[language])] : []),
      words.mails(countsOf(lane)),
    ];
    return `${capital(visitTitle(lane.visit, words))}: ${parts.join(', ')}.`;
  });
  return [...visits, ...(capDate ? [words.followUpsBy(dateWords(capDate)[language])] : [])].join(' ');
}

/** How many of a visit's e-mails became what. */
export function countsOf({ mails }: Lane): MailCounts {
  const count = (...wanted: readonly Mail['status'][]) =>
    mails.filter(({ status }) => wanted.includes(status)).length;
  return {
    sent: count('sent'),
    toCome: count('planned', 'due'),
    lost: count('missed', 'undeliverable'),
  };
}

/** How a visit stands: `held 13 Apr 2026`. @param dayIn how days are written */
export function stateOf(
  { heldOn, bookedOn, status }: Lane,
  { statuses, heldOn: heldOnDay, bookedFor, language }: CourseWords,
  dayIn: (day: CivilDate) => Words = dateWords,
): string {
  if (status === 'held' && heldOn) return heldOnDay(dayIn(heldOn)[language]);
  if (status === 'booked' && bookedOn) return bookedFor(dayIn(bookedOn)[language]);
  return statuses[status];
}
