import type { DayWords } from './dates.ts';
import type { DateTexts, DigestTexts, PatientTexts, SubjectTexts, Texts } from './texts.ts';

const plainDay = ({ day, month, year }: DayWords) => `${day}. ${month} ${year}`;
const shortDay = ({ weekday, day, month }: DayWords) => `${weekday} den ${day}. ${month}`;

const dates: DateTexts = {
  day: (words) => `${shortDay(words)} ${words.year}`,
  shortDay,
  plainDay,
  moment: (words) => `${shortDay(words)} ${words.year} kl. ${words.hour}.${words.minute}`,
  shortMoment: (words) => `${shortDay(words)} kl. ${words.hour}.${words.minute}`,
  range: (from, to) => {
    if (from === null) return to && `senest den ${plainDay(to)}`;
    if (to === null) return `tidligst den ${plainDay(from)}`;
    if (plainDay(from) === plainDay(to)) return `den ${plainDay(to)}`;
    const month = from.month === to.month && from.year === to.year ? '' : ` ${from.month}`;
    const year = from.year === to.year ? '' : ` ${from.year}`;
    return `mellem den ${from.day}.${month}${year} og den ${plainDay(to)}`;
  },
};

const subject: SubjectTexts = {
  appointment: (moment, changed) => `${changed ? 'Ny tid' : 'Din tid'} ${moment}`,
  appointments: (clinic) => `Dine tider hos ${clinic}`,
  nudge: (day) => `Husk spørgeskemaet før din tid ${day}`,
  questionnaire: (day) => `Spørgeskema før din tid ${day}`,
  questionnaireUnbooked: (clinic) => `Spørgeskema før dit besøg hos ${clinic}`,
  questionnaires: (clinic) => `Spørgeskemaer før dine besøg hos ${clinic}`,
  booking: (clinic) => `Bestil tid hos ${clinic}`,
  rebooking: (clinic) => `Bestil en ny tid hos ${clinic}`,
  combined: (booked, questionnaire, booking) => {
    if (booked === null) return 'Bestil en tid – og udfyld et spørgeskema';
    if (questionnaire && booking) return `${booked} – et spørgeskema og en tid, du kan bestille`;
    return `${booked} – ${questionnaire ? 'og et spørgeskema før besøget' : 'og en tid, du kan bestille'}`;
  },
};

const patient: PatientTexts = {
  subject,
  intro: (clinic) => `Her er en besked fra ${clinic}.`,
  signature: (clinic) => `Venlig hilsen\n${clinic}`,
  footer: (clinic, phone) => [
    `Har du spørgsmål, så ring til os på ${phone}, eller svar på denne mail.`,
    `Du får denne mail, fordi du har en aftale hos ${clinic} og har sagt ja til påmindelser. Vil du ikke have flere, så svar på mailen og skriv det til os.`,
  ],
  appointment: {
    lead: (changed) => (changed ? 'Din tid er ændret. Den nye tid er:' : 'Vi glæder os til at se dig.'),
    when: 'Tid',
    where: 'Sted',
    minutes: (minutes) => `(ca. ${minutes} ${minutes === 1 ? 'minut' : 'minutter'})`,
    calendar: 'Tiden er vedhæftet som en fil, du kan åbne og gemme i din kalender.',
    unable: (phone) => `Kan du ikke komme, så ring til os på ${phone}, eller svar på denne mail.`,
  },
  nudge: (moment) =>
    `Vi mangler stadig dit svar på spørgeskemaet før ${moment === null ? 'besøget' : `din tid ${moment}`}. Når du har svaret, er vi bedre forberedt, og der er mere tid til dig. Har du lige svaret, kan du se bort fra dette.`,
  questionnaire: (moment) =>
    `Vil du udfylde et spørgeskema før ${moment === null ? 'besøget' : `din tid ${moment}`}? Så er vi bedre forberedt, og der er mere tid til dig.`,
  questionnaireUnbooked: (day) =>
    `Vil du udfylde et spørgeskema før dit næste besøg hos os${day === null ? '' : ` omkring ${day}`}? Så er vi bedre forberedt, og der er mere tid til dig.`,
  booking: (range) =>
    `Det er ved at være tid til dit næste besøg hos os. Vil du bestille en tid${after(range)}?`,
  rebooking: (range) =>
    `Din tidligere tid er ikke længere i vores kalender, og vi vil gerne finde en ny til dig. Vil du bestille en tid${after(range)}?`,
  howToBook: (phone) => `Du kan bestille på nettet eller ringe til os på ${phone}.`,
  answer: 'Udfyld spørgeskemaet',
  book: 'Bestil tid',
  event: (clinic) => `Aftale hos ${clinic}`,
  fileName: 'aftale',
};

const digest: DigestTexts = {
  therapistSubject: (count, clinic) => `${overdue(count)} – ${clinic}`,
  managerSubject: (count, clinic) => `${overdue(count)} i klinikken – ${clinic}`,
  therapistIntro: (count, day) => `Du har ${overdue(count)}. Den ældste står først. Opgjort ${day}.`,
  managerIntro: (count, weekdays, day) =>
    `Klinikken har ${tasks(count)}, der er mere end ${days(weekdays)} over fristen. Den ældste står først. Opgjort ${day}.`,
  footer: (clinic) => [
    'Patienterne vises kun med initialer og patientnummer.',
    `Denne mail er sendt automatisk fra ${clinic}.`,
  ],
  patient: (initials, patientId) => `${initials} (patient ${patientId})`,
  isNew: 'NY',
  columns: { task: 'Opgave', due: 'Frist', overdue: 'Over fristen' },
  weekdays: (count) => (count < 1 ? 'under 1 hverdag' : days(count)),
  visits: {
    'first-consultation': 'første konsultation',
    'supplementary-initial': 'supplerende indledende konsultation',
    closing: 'afsluttende konsultation',
    'follow-up-3-months': 'opfølgning efter 3 måneder',
    'follow-up-9-months': 'opfølgning efter 9 måneder',
    'pre-examination': 'forundersøgelse',
    'status-4-weeks': 'status efter 4 uger',
    'final-status': 'sidste status',
  },
  assessments: {
    PSFS: 'skema udfyldt sammen med patienten',
    'sit-to-stand': 'test (rejse-sætte-sig)',
    neurological: 'undersøgelse',
    'pain-and-function': 'statussamtale',
  },
  tasks: {
    book: (visit) => `Aftal tid til ${visit}`,
    hold: (visit) => `Afhold og registrér ${visit}`,
    answer: (visit) => `Få svar på spørgeskemaet før ${visit}`,
    assess: (assessment, visit) => `Registrér ${assessment} ved ${visit}`,
    'call-patient': (visit) => `Ring til patienten om ${visit}`,
    'discharge-letter': 'Send epikrise til patientens læge',
    'review-follow-ups': 'Tag stilling til opfølgning, der ikke kan nås',
    'confirm-referral-date': 'Bekræft henvisningsdatoen',
    other: 'Se opgaven i systemet',
  },
};

/** Every Danish phrase. */
export const da: Texts = {
  locale: 'da-DK',
  greeting: (firstName) => (firstName === null ? 'Hej' : `Hej ${firstName}`),
  dates,
  patient,
  digest,
};

function after(range: string | null): string {
  return range === null ? '' : ` ${range}`;
}

function days(count: number): string {
  return `${count} ${count === 1 ? 'hverdag' : 'hverdage'}`;
}

function tasks(count: number): string {
  return `${count} ${count === 1 ? 'opgave' : 'opgaver'}`;
}

function overdue(count: number): string {
  return `${tasks(count)} over fristen`;
}
