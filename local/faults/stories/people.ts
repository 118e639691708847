import type { courseTeller, StoryEvent } from './story.ts';

type Say = ReturnType<typeof courseTeller>;

/** An invented patient. */
export const PATIENT = {
  patientId: 'P-17',
  name: 'Anna Marie Jensen',
  email: 'anna@patients.example',
  language: 'da',
  consent: { email: true },
} as const;

export const THERAPIST = { therapistId: 'T-1', name: 'Bo Holm', email: 'bo@clinic.example' } as const;

/** An enrolment, for spinal stenosis unless changed. */
export const enrolment = (say: Say, at: string, changes: object = {}): StoryEvent =>
  say('course.enrolled', at, {
    protocol: 'lumbar-spinal-stenosis',
    entry: 'direct',
    patient: PATIENT,
    therapist: THERAPIST,
    ...changes,
  });

/** A stenosis course whose first visit is over minutes after the enrolment, and written down. */
export const heldFirst = (say: Say, day: string, changes: object = {}): StoryEvent[] => {
  const visit = 'pre-examination';
  const at = `${day}T10:05:00+01:00`;
  return [
    enrolment(say, `${day}T10:00:00+01:00`, changes),
    say('visit.held', at, { visit, date: day, serviceCode: '0251' }),
    say('assessment.recorded', at, { visit, assessment: 'PSFS', recordedOn: day }),
    say('assessment.recorded', at, { visit, assessment: 'neurological', recordedOn: day }),
  ];
};
