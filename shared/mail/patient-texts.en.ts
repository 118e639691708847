import type { PatientTexts } from './texts.ts';

const PREPARED = 'Your answers help us prepare and leave more time for you.';

/** What patients who read English are told. */
export const patientEn: PatientTexts = {
  intro: 'This is a message from {clinic}.',
  signature: 'Kind regards\n{therapist}\n{clinic}',
  footer:
    'If you have any questions, call us on {phone} or reply to this e-mail.\nYou are receiving this e-mail because you are a patient at {clinic} and agreed to receive reminders. If you do not want any more, reply to this e-mail and tell us.',
  cancelRule:
    'If you cannot come, please tell us by 18:00 the day before. Call us on {phone} or reply to this e-mail.',
  newTime: 'If you would like a new appointment, call us on {phone} or reply to this e-mail.',
  howToBook: 'You can book online or call us on {phone}.',
  answerButton: 'Fill in the questionnaire',
  bookButton: 'Book an appointment',
  letters: {
    appointment: {
      subject: 'Your appointment on {moment}',
      text: 'We look forward to seeing you.',
    },
    appointmentNew: {
      subject: 'Your appointment is booked: {moment}',
      text: 'Your appointment is booked. We look forward to seeing you.',
    },
    appointmentChanged: {
      subject: 'Your appointment has moved to {moment}',
      text: 'Your appointment has moved, so the time on {before} no longer applies.\nYour new time is:',
    },
    durationChanged: {
      subject: 'Your appointment on {moment} has a new length',
      text: 'Your appointment begins as before and now takes {minutes}.\nYour time is:',
    },
    cancelled: {
      subject: 'Your appointment on {moment} is cancelled',
      text: 'Your appointment on {moment} is cancelled.',
    },
    cancelledMistake: {
      subject: 'You have no appointment on {moment}',
      text: 'We wrote to you by mistake about an appointment on {moment}. You do not have that appointment. We are sorry.',
    },
    nudge: {
      subject: 'Please remember the questionnaire before {day}',
      text: 'We have not yet received your answers to the questionnaire before {visit}. Your answers help us prepare and leave more time for you. If you have just answered, you can ignore this.',
    },
    questionnaires: {
      subject: 'A questionnaire before your appointment on {day}',
      text: `Please fill in a questionnaire before {visit}. ${PREPARED}`,
    },
    questionnairesAgain: {
      subject: 'A questionnaire before your appointment on {day}',
      text: `It is some time since you answered a questionnaire from us. Please fill it in again before {visit}. ${PREPARED}`,
    },
    questionnairesUnbooked: {
      subject: 'A questionnaire before your visit to {clinic}',
      text: `Please fill in a questionnaire before your next visit to us. ${PREPARED}\nYour visit has to be no later than {latest}.`,
    },
    rebookingCancelled: {
      subject: 'Please book a new appointment at {clinic}',
      text: 'Now that your earlier appointment is cancelled, we would like to find you a new one. Please book an appointment.\nYour visit has to be {range}.',
    },
    rebookingMissed: {
      subject: 'Please book a new appointment at {clinic}',
      text: 'We did not see you at your last appointment, and we would like to find you a new one. Please book an appointment.\nYour visit has to be {range}.',
    },
    booking: {
      subject: 'Please book an appointment at {clinic}',
      text: 'It is nearly time for your next visit to us. Please book an appointment.\nYour visit has to be {range}.',
    },
  },
};
