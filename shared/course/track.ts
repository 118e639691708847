import { changesPlan } from '../core/reminders/delivery.ts';
import { type AdvanceTools, advance, type Occasion } from './advance.ts';
import type { Refusal } from './intake.ts';
import type { PatientReport } from './provider-report.ts';

/**
 * Notes what the provider reports of an e-mail, and looks at its course again if that changes the plan. A report of a
 * message that is forgotten, or was never there, changes nothing.
 * @param repeated it was tried before, and may have got no further than the note
 * @returns the event about the patient's address, if it was refused
 */
export async function track(
  tools: AdvanceTools,
  { courseId, report, event }: PatientReport,
  repeated: boolean,
): Promise<readonly Refusal[]> {
  const reported = await tools.store.report(courseId, report);
  if (!reported) return [];
  if (!event && !repeated && !changesPlan(reported, report)) return [];
  const occasion: Occasion = event ? { kind: 'events', events: [event] } : { kind: 'look' };
  const { refused } = await advance(tools, courseId, occasion);
  return refused;
}
