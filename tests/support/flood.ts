import type { courseEvents, Raw } from './events.ts';

type Course = ReturnType<typeof courseEvents>;

/** Events that a course could do without, as a sender repeats them that has gone wrong. */
export const flood = ({ event }: Course, count: number, on = '2026-03-02'): Raw[] =>
  Array.from({ length: count }, () => event('session.held', on, { session: 'self-training', date: on }));

/** Every kind of event that stops something. */
export const stops = ({ event, closed, paused, patientUpdated }: Course, on = '2026-03-02') => ({
  'course.closed': closed(on, 'declined'),
  'reminders.paused': paused(on),
  'consent withdrawn': patientUpdated(on, { consent: { email: false } }),
  'address removed': patientUpdated(on, { email: null }),
  'email.bounced': event('email.bounced', on, REPORT),
  'email.complained': event('email.complained', on, REPORT),
});

/** An event with everything in it as long as it may be, in letters of three bytes. */
export const largest = ({ enrolled }: Course): Raw => {
  const id = 'x'.repeat(64);
  const name = '漢'.repeat(120);
  const email = `${'x'.repeat(242)}@clinic.test`;
  const language = 'da';
  return {
    ...enrolled('2026-03-02T12:00:00.000+01:00', {
      protocol: 'lumbar-spinal-stenosis',
      referralDate: '2026-03-01',
      contactDate: '2026-03-01',
      patient: { patientId: id, name, email, language, consent: { email: false } },
      therapist: { therapistId: id, name, email },
    }),
    courseId: id,
  };
};

const REPORT = { messageId: '0001', addressFingerprint: 'abc' };
