import type { PatientPageTexts } from './page-texts.ts';

/** What patients read on their page in English. */
export const textsEn: PatientPageTexts = {
  title: 'Your page at {clinic}',
  greeting: (firstName) => (firstName === null ? 'Hello' : `Hello ${firstName}`),
  intro: 'Here you can see what comes next at {clinic}, and tell us if something should be different.',
  done: {
    coming: 'Thank you. We have noted that you are coming. There is nothing more to do.',
    'cannot-come':
      'Thank you for telling us. The clinic has been told and will call you. The appointment is only cancelled once we have spoken to you.',
    'call-me': 'The clinic has been told and will call you as soon as we can.',
    'no-call': 'We have noted that. We will not call you about it.',
    pause: 'Your messages are paused. You can start them again here whenever you like.',
    resume: 'You will get messages from us again.',
    stop: 'You will get no more e-mails from us. Your appointments still stand, and we will call if there is anything.',
    start: 'You will get e-mails from us again.',
    outdated: 'Something has changed since you opened this page. This is how things stand now.',
  },
  over: {
    title: 'There is nothing more for you to do',
    text: 'There is nothing to answer here. If you have any questions, call us on {phone}.',
  },
  slowDown: {
    title: 'Please wait a little',
    text: 'There were many presses in a short time. Try again in an hour, or call us on {phone}.',
  },
  times: {
    heading: (count) => (count === 1 ? 'Your next appointment' : 'Your next appointments'),
    when: 'Time',
    where: 'Place',
    withWhom: 'With',
    map: 'Show on a map',
    calendar: 'Add to calendar',
    none: 'You have no appointment at the moment.',
    confirmed: 'You have told us that you are coming.',
    declined:
      'You have told us that you cannot come. We will call you. Until the appointment is cancelled you may still get messages about it.',
    coming: 'I am coming',
    comingAfterAll: 'I am coming after all',
    cannotCome: 'I cannot come',
  },
  asks: {
    heading: 'What we ask of you',
    none: 'There is nothing for you to do right now.',
    book: (range) =>
      range === null
        ? 'It is time to book your next visit.'
        : `It is time to book your next visit. The visit should be ${range}.`,
    bookButton: 'Book an appointment',
    answer: (moment) =>
      moment === null
        ? 'Please fill in a questionnaire before your next visit.'
        : `Please fill in a questionnaire before your appointment on ${moment}.`,
    answerButton: 'Fill in the questionnaire',
    orCall: 'You can also call us on {phone}.',
  },
  call: {
    heading: 'Shall we call you?',
    text: 'If you are unsure about something, or would rather talk to us, ask us to call.',
    asked: 'You have asked us to call. We will call you on a weekday, as soon as we can.',
    button: 'Call me',
    noButton: 'It is no longer necessary',
  },
  mails: {
    heading: 'E-mails from us',
    on: 'You get an e-mail when there is something to remember.',
    paused: (until) =>
      until === null ? 'Your messages are paused.' : `Your messages are paused until ${until}.`,
    stopped: 'You get no e-mails from us.',
    unreachable: 'Our e-mails do not reach you. Call us on {phone}, and we will correct your address.',
    pauseLegend: 'Pause the e-mails',
    lengths: { '2-weeks': 'For two weeks', '4-weeks': 'For four weeks', until: 'Until a certain day' },
    untilLabel: 'Messages start again on',
    untilHint: 'For example 24-12-2026',
    untilWrong: {
      'no-date': 'Write a date, for example 24-12-2026.',
      past: 'Choose a day that is still to come.',
      'too-far': 'Choose a day within half a year. Call us if the pause should be longer.',
    },
    pauseButton: 'Pause',
    resumeButton: 'Start again now',
    stopButton: 'Stop all e-mails',
    startButton: 'Send me e-mails again',
  },
  stop: {
    title: 'Do you want to stop all e-mails?',
    text: 'You will get no more e-mails from {clinic}. Your appointments still stand. You can always start again on your page.',
    back: 'No, go to my page',
  },
  footer: 'This page is only for you. Call {clinic} on {phone} if you have any questions.',
};
