import type { DigestNotice, DigestTask, StaffPatient, TherapistDigest } from '../../shared/mail/index.ts';
import { day } from './letters.ts';

export const TODAY = day('2026-03-09');

export const anna: StaffPatient = { patientId: 'P-1042', initials: 'AMJ', sessions: null };
export const bo: StaffPatient = {
  patientId: 'P-1077',
  initials: 'BH',
  sessions: { training: 9, usual: { from: 12, to: 16 } },
};

/** A task of Anna's that was due a week ago. */
export const task = (changes: Partial<DigestTask> = {}): DigestTask => ({
  courseId: 'kq7',
  patient: anna,
  task: 'book:closing',
  due: day('2026-03-02'),
  weekdaysOverdue: 5,
  isNew: false,
  ...changes,
});

/** A task of Anna's that is due today, and new. */
export const dueToday = (changes: Partial<DigestTask> = {}): DigestTask =>
  task({ due: TODAY, weekdaysOverdue: 0, isNew: true, ...changes });

export const known = (changes: Partial<DigestNotice> = {}): DigestNotice => ({
  courseId: 'kq7',
  patient: anna,
  text: {
    da: 'Den afsluttende konsultation er booket til den 4. maj 2026, uden for tidsrummet.',
    en: 'The closing consultation is booked for 4 May 2026, outside its window.',
  },
  isNew: true,
  ...changes,
});

export const digest = (changes: Partial<TherapistDigest> = {}): TherapistDigest => ({
  therapistName: 'Mette Holm',
  readBy: 'therapist',
  today: TODAY,
  dueToday: [],
  overdue: [],
  duringClosure: null,
  worthKnowing: [],
  listUrl: null,
  ...changes,
});
