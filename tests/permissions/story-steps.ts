import type { ClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { courseEvents, PATIENT, THERAPIST } from '../support/events.ts';
import { STENOSIS } from '../support/stories.ts';

/** Tells a clinic something on an empty cloud, and returns what came of it, each line something good. */
export type Story = (clinic: ClinicCloud) => Promise<string[]>;

/** The stories start then: somebody is enrolled at 10:00 local time, and the first e-mail goes at 10:15. */
export const START = toInstant('2026-02-26T08:59:00Z');
export const ENROLLED = '2026-02-26T09:00:00Z';
export const BEFORE_EMAIL = '2026-02-26T09:14:00Z';
export const AFTER_EMAIL = '2026-02-26T09:15:01Z';

/** What a form provider tells of the questionnaires of the first visit. */
export const ANSWER = { courseId: 'C-1', visit: 'pre-examination', questionnaire: 'ODI' };

/** Puts an event on the clinic's bus when it occurs. */
export async function tell({ cloud, putEvent }: ClinicCloud, event: { occurredAt: string }): Promise<void> {
  await cloud.advanceTo(toInstant(event.occurredAt));
  putEvent(event);
  await cloud.settle();
}

/** Lets time go on. */
export const until = ({ cloud }: ClinicCloud, at: string) => cloud.advanceTo(toInstant(at));

/** Someone whose course begins with an e-mail: the questionnaires of the first visit. */
export async function enrol(clinic: ClinicCloud, email: string = PATIENT.email) {
  const course = courseEvents();
  await tell(clinic, course.enrolled(ENROLLED, { ...STENOSIS, patient: { ...PATIENT, email } }));
  return course;
}

/** The address that a mailbox asks when its owner presses "unsubscribe" beside the first e-mail. */
export function stopAddressIn({ cloud }: ClinicCloud): string {
  const { headers } = cloud.inbox()[0] ?? {};
  return /<(https:[^>]+)>/.exec(JSON.stringify(headers ?? {}))?.[1] ?? '';
}

/** A patient asks to be called, and the list of the next morning has it. */
export async function openCallBack(clinic: ClinicCloud) {
  const course = await enrol(clinic);
  await tell(clinic, course.event('call.requested', '2026-02-26T09:20:00Z', { reason: 'question' }));
  await until(clinic, '2026-02-27T07:00:00Z');
  return course;
}

/** The list that the last digest leads to, without its host. */
export function listIn({ cloud }: ClinicCloud): string {
  const digest = cloud.inbox().findLast(({ to }) => to.includes(THERAPIST.email));
  return /\/s\/[\w.-]+/.exec(digest?.text ?? '')?.[0] ?? '';
}

/** One press in the mailbox: no more e-mails. */
export const stopByMail = (clinic: ClinicCloud): Promise<Response> =>
  clinic.open(stopAddressIn(clinic), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
