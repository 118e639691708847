import type { Clinic } from '../../../shared/clinic.ts';
import { addMinutes, type Instant, localTimeOf } from '../../../shared/core/time/instant.ts';
import type { LoadedCourse } from '../../../shared/ports/course-store.ts';
import { UnableError } from '../../terminal/unable-error.ts';

/** What a trial has to do with a deployed clinic. */
export type SmokeTools = {
  /** Puts an event on the clinic's bus. */
  readonly put: (envelope: { readonly type: string }) => Promise<void>;
  readonly load: (courseId: string) => Promise<LoadedCourse>;
  readonly now: () => Instant;
  /** Lets some seconds pass. */
  readonly wait: () => Promise<void>;
  /** Shows how far each trial is. */
  readonly show: (trials: readonly Trial[]) => void;
};

/** How far a trial has come; each step proves all before it. */
export const STEPS = ['nothing', 'recorded', 'sent', 'reported'] as const;
export type Step = (typeof STEPS)[number];

/** One course made to be tried and erased again: its patient is an address at which SES does as it says. */
export type Trial = {
  readonly courseId: string;
  readonly address: string;
  readonly expects: 'delivered' | 'bounced';
  readonly step: Step;
};

/** After the time at which the letter is due, each step has so long. */
const PATIENCE_MINUTES = 15;

/**
 * Enrols a patient whose e-mails arrive and one whose e-mails bounce, follows both until SES has reported, and erases
 * them, whatever happened.
 * @param id tells this run from others: letters and digits
 * @throws UnableError when no letter goes at this hour
 */
export async function smokeRun(tools: SmokeTools, clinic: Clinic, id: string): Promise<readonly Trial[]> {
  const { now } = tools;
  const settle = clinic.reminders.settleMinutes;
  checkHour(clinic, addMinutes(now(), settle));
  const until = addMinutes(now(), settle + PATIENCE_MINUTES);
  let trials: readonly Trial[] = [
    {
      courseId: `smoke-${id}-a`,
      address: 'success@simulator.amazonses.com',
      expects: 'delivered',
      step: 'nothing',
    },
    {
      courseId: `smoke-${id}-b`,
      address: 'bounce@simulator.amazonses.com',
      expects: 'bounced',
      step: 'nothing',
    },
  ];
  try {
    for (const trial of trials) await tools.put(enrolment(trial, now()));
    while (now() < until && trials.some(({ step }) => step !== 'reported')) {
      await tools.wait();
      trials = await Promise.all(trials.map((trial) => looked(trial, tools)));
      tools.show(trials);
    }
    return trials;
  } finally {
    for (const trial of trials) await tools.put(erasure(trial, now()));
  }
}

/** Whether a trial has left no name behind: its course is a tombstone, or was never heard of. */
export async function isErased(tools: Pick<SmokeTools, 'load' | 'wait'>, { courseId }: Trial, looks = 20) {
  for (let look = 0; look < looks; look += 1) {
    const { head } = await tools.load(courseId);
    if (head?.status === 'erased') return true;
    await tools.wait();
  }
  return false;
}

function checkHour({ quietHours: { from, to }, timeZone, sendNothingBefore }: Clinic, at: Instant): void {
  const time = localTimeOf(at, timeZone);
  if (time < to || time >= from)
    throw new UnableError(`No letter goes between ${from} and ${to} (${timeZone}): try again in the day.`);
  if (sendNothingBefore !== undefined && at < sendNothingBefore)
    throw new UnableError(
      `No letter goes before ${sendNothingBefore}: the clinic's sendNothingBefore says so.`,
    );
}

async function looked(trial: Trial, { load }: SmokeTools): Promise<Trial> {
  return { ...trial, step: stepOf(await load(trial.courseId), trial) };
}

function stepOf({ head, events, messages }: LoadedCourse, { expects }: Trial): Step {
  if (!head) return 'nothing';
  const sent = messages.find((message) => message.status === 'sent');
  if (!sent) return 'recorded';
  const isReported =
    expects === 'bounced'
      ? events.some(({ event }) => event.type === 'email.bounced')
      : sent.delivery?.outcome === 'delivered';
  return isReported ? 'reported' : 'sent';
}

const enrolment = ({ courseId, address }: Trial, at: Instant) => ({
  eventId: `${courseId}-enrolled`,
  type: 'course.enrolled',
  courseId,
  occurredAt: at,
  data: {
    protocol: 'lumbar-spinal-stenosis',
    entry: 'direct',
    patient: {
      patientId: courseId,
      name: 'Prøve Patient',
      email: address,
      language: 'da',
      consent: { email: true },
    },
    // Nobody has tasks because of a trial.
    therapist: { therapistId: courseId, name: 'Prøve Behandler', email: null },
  },
});

const erasure = ({ courseId }: Trial, at: Instant) => ({
  eventId: `${courseId}-erased`,
  type: 'course.erased',
  courseId,
  occurredAt: at,
  data: { reason: 'a trial is over' },
});
