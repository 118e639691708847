import { isClosedAhead } from '../course/closing.ts';
import type { Course } from '../course/course.ts';
import type { CourseNotice } from '../course/notice.ts';
import { titleOfVisit } from '../protocols/index.ts';
import { theVisit } from '../protocols/protocol.ts';
import { referralDoubt } from '../visits/referral.ts';
import { offsetWords } from '../visits/window.ts';
import { dateWords } from '../words/words.ts';
import type { NoticeFacts } from './notice-facts.ts';

/** What does not fit the course as a whole. */
export const courseNotices = (facts: NoticeFacts): CourseNotice[] => [
  ...addressNotices(facts.course),
  ...referralNotices(facts),
  ...closingNotices(facts),
  ...strangers(facts),
];

function addressNotices({ malformedAddresses }: Course): CourseNotice[] {
  const notices: CourseNotice[] = [];
  if (malformedAddresses.has('patient')) {
    notices.push({
      kind: 'patient-address-malformed',
      en: "The patient's e-mail address is none that can be written to: correct it.",
      da: 'Patientens e-mailadresse kan ikke bruges: ret den.',
    });
  }
  if (malformedAddresses.has('therapist')) {
    notices.push({
      kind: 'therapist-address-malformed',
      en: "The therapist's e-mail address is none that can be written to: correct it.",
      da: 'Fysioterapeutens e-mailadresse kan ikke bruges: ret den.',
    });
  }
  return notices;
}

function referralNotices({ protocol, course }: NoticeFacts): CourseNotice[] {
  const doubt = referralDoubt(protocol, course);
  if (!doubt || !course.referralDate || !course.enrolment) return [];
  const [referred, enrolled] = [dateWords(course.referralDate), dateWords(course.enrolment.enrolledOn)];
  const within = offsetWords(protocol.referralWithin);
  const kind = protocol.cap && !course.closed ? 'referral-doubted' : 'referral-doubted-in-vain';
  switch (doubt) {
    case 'after-enrolment':
      return [
        {
          kind,
          en: `The referral date (${referred.en}) lies after the enrolment (${enrolled.en}): correct it.`,
          da: `Henvisningsdatoen (${referred.da}) ligger efter forløbets start (${enrolled.da}): ret den.`,
        },
      ];
    case 'too-old':
      return [
        {
          kind,
          en: `The referral date (${referred.en}) lies more than ${within.en} before the enrolment (${enrolled.en}): is it right?`,
          da: `Henvisningsdatoen (${referred.da}) ligger mere end ${within.da} før forløbets start (${enrolled.da}): er den rigtig?`,
        },
      ];
    default:
      return doubt satisfies never;
  }
}

function closingNotices({ course: { closed }, timeZone }: NoticeFacts): CourseNotice[] {
  if (!closed || !isClosedAhead(closed, timeZone)) return [];
  const date = dateWords(closed.date);
  return [
    {
      kind: 'closed-ahead',
      en: `The course was closed with a date to come (${date.en}): correct it.`,
      da: `Forløbet er afsluttet med en dato ude i fremtiden (${date.da}): ret den.`,
    },
  ];
}

/** Facts about visits that this protocol, or this entry, does not have. */
function strangers({ course, visits }: NoticeFacts): CourseNotice[] {
  const known = new Set(visits.map(({ visit }) => visit));
  return [...course.visits.keys()]
    .filter((visit) => !known.has(visit))
    .map((visit) => ({
      kind: 'visit-of-another-course',
      visit,
      en: `Something was recorded for ${visit}, which is no visit of this course.`,
      da: `Der er registreret noget for ${theVisit(titleOfVisit(visit, course.protocols)).da}, som ikke hører til dette forløb.`,
    }));
}
