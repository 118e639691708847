import type { Therapist } from '../../shared/core/course/course.ts';
import type { Entry, ProtocolName } from '../../shared/core/protocols/protocol.ts';
import { addDays, parseCivilDate } from '../../shared/core/time/civil-date.ts';
import { CourseLog, type SampleLine } from './course-log.ts';
import { calendar } from './local-time.ts';
import { patientOf, type SamplePatient, THERAPISTS } from './people.ts';
import { educate } from './steps.ts';

/** One course of the sample: what it is there to show, and its lines. */
export type Story = {
  readonly courseId: string;
  readonly protocol: ProtocolName;
  readonly story: string;
  readonly lines: readonly SampleLine[];
};

type Telling = {
  readonly number: number;
  readonly enrolled: string;
  readonly story: string;
  readonly entry?: Entry;
  readonly referral?: string | null;
  readonly contact?: string;
  /** Changes to the patient of this number. */
  readonly patient?: Partial<SamplePatient>;
  readonly therapist?: Therapist;
  /** When the enrolment arrives, if not at once. */
  readonly enrolmentArrives?: readonly [day: string, time: string];
};

const therapists = Object.values(THERAPISTS);

/** A course for low back pain. */
export const lowBackPain = (telling: Telling, steps: (log: CourseLog) => void): Story =>
  tell('low-back-pain', telling, (log) => {
    steps(log);
    educate(log);
  });

/** A course for lumbar spinal stenosis. */
export const stenosis = (telling: Telling, steps: (log: CourseLog) => void): Story =>
  tell('lumbar-spinal-stenosis', telling, steps);

function tell(protocol: ProtocolName, telling: Telling, steps: (log: CourseLog) => void): Story {
  const { number, enrolled, contact, referral, entry = 'direct', enrolmentArrives } = telling;
  const enrolledOn = parseCivilDate(enrolled);
  const usualReferral = calendar.weekdayOnOrBefore(addDays(enrolledOn, -3 - ((number * 7) % 15)));
  const log = new CourseLog({
    number,
    protocol,
    entry,
    enrolledOn,
    referralDate:
      referral === undefined ? usualReferral : referral === null ? null : parseCivilDate(referral),
    contactDate: contact === undefined ? null : parseCivilDate(contact),
    patient: { ...patientOf(number), ...telling.patient },
    therapist: telling.therapist ?? therapists[number % therapists.length] ?? THERAPISTS.mette,
  });
  const enrol = () => enrolment(log);
  if (enrolmentArrives) {
    const [day, time] = enrolmentArrives;
    log.enteredOn(parseCivilDate(day), time, enrol);
  } else enrol();
  steps(log);
  return { courseId: log.courseId, protocol, story: telling.story, lines: log.lines };
}

function enrolment(log: CourseLog): void {
  const { protocol, entry, enrolledOn, referralDate, contactDate, patient, therapist } = log.profile;
  const { email, ...rest } = patient;
  const data = {
    protocol,
    entry,
    ...(referralDate && { referralDate }),
    ...(contactDate && { contactDate }),
    patient: email === null ? rest : { ...rest, email },
    therapist,
  };
  log.say('course.enrolled', data, enrolledOn, log.pick('08:20', '08:55', '09:15', '09:40'));
}
