import type { DigestCounts, StaffTexts } from './texts.ts';
import { visitsIn } from './visit-words.ts';

const amount = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const tasks = (count: number) => amount(count, 'opgave', 'opgaver');
const weekdays = (count: number) => amount(count, 'hverdag', 'hverdage');
const trainings = (count: number) => amount(count, 'træning', 'træninger');

/** `2 opgaver i dag og 4 over fristen`: what must be done, or else what is worth knowing. */
const holds = (counts: DigestCounts): string => owed(counts) || worthKnowing(counts);

function owed({ dueToday, overdue, duringClosure }: DigestCounts): string {
  const parts: readonly (readonly [number, string])[] = [
    [dueToday, 'i dag'],
    [overdue, 'over fristen'],
    [duringClosure, 'mens klinikken har lukket'],
  ];
  const some = parts.filter(([count]) => count > 0);
  return listed(some.map(([count, when], index) => `${index === 0 ? tasks(count) : count} ${when}`));
}

const worthKnowing = ({ worthKnowing: count }: DigestCounts): string =>
  count === 0 ? '' : `${count} ting, du bør vide`;

const all = (counts: DigestCounts): string =>
  listed([owed(counts), worthKnowing(counts)].filter((part) => part !== ''));

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} og ${parts.at(-1)}`;
}

/** What Danish therapists and managers are told. */
export const staffDa: StaffTexts = {
  footer: (clinic) => [
    'Patienterne vises kun med initialer og patientnummer.',
    `Denne mail er sendt automatisk fra ${clinic}.`,
  ],
  patient: (initials, patientId) => `${initials} (patient ${patientId})`,
  sessions: (training, from, to) => `${trainings(training)} (normalt ${from}–${to})`,
  isNew: 'NY',
  columns: { task: 'Opgave', due: 'Frist', overdue: 'Over fristen' },
  weekdays: (count) => (count < 1 ? 'under 1 hverdag' : weekdays(count)),
  more: (counts) => `Der er flere: ${all(counts)}. Åbn listen for at se det hele.`,
  moreLines: (count) => `Der er ${count} til.`,
  openList: 'Åbn listen',
  therapist: {
    subject: (counts, clinic) => `${capital(holds(counts))} – ${clinic}`,
    intro: (counts, day) => `Opgjort ${day}: ${holds(counts)}.`,
    forManager: (therapist) =>
      `Det her er listen til ${therapist}. Den kommer til dig, fordi mails ikke når frem til ${therapist}.`,
    forNobody: 'Det her er forløb, hvor vi ikke ved, hvilken fysioterapeut der har dem.',
    dueToday: 'I dag',
    overdue: 'Over fristen',
    duringClosure: (from, to) => `Mens klinikken har lukket fra ${from} til ${to}`,
    worthKnowing: 'Værd at vide',
  },
  manager: {
    subject: (arrived, known, clinic) =>
      arrived > 0
        ? `${arrived === 1 ? '1 ny opgave' : `${arrived} nye opgaver`} langt over fristen – ${clinic}`
        : `${tasks(known)} langt over fristen – ${clinic}`,
    intro: (arrived, after, day) =>
      arrived > 0
        ? `Siden sidst er ${tasks(arrived)} kommet mere end ${weekdays(after)} over fristen. Opgjort ${day}.`
        : `Siden sidst er ingen nye opgaver kommet mere end ${weekdays(after)} over fristen. Opgjort ${day}.`,
    known: 'Fra tidligere',
    knownColumns: { therapist: 'Behandler', count: 'Opgaver' },
    nobody: 'Uden behandler',
  },
  quality: {
    subject: (month, clinic) => `Kvalitetstal for ${month} – ${clinic}`,
    intro: (month) => `Her er klinikkens tal for ${month} og for de 12 måneder til og med ${month}.`,
    columns: (month) => ({ measure: 'Mål', month, twelveMonths: '12 måneder' }),
    heldInWindow: (visit) => `Afholdt inden for perioden: ${visit}`,
    measures: {
      'answered-before-visit': 'Spørgeskemaer besvaret før besøget',
      'assessments-recorded': 'Test registreret',
      'discharge-letters-in-time': 'Epikriser sendt til tiden',
      'follow-ups-within-cap': 'Opfølgninger afholdt inden for 12 måneder',
      'no-shows': 'Udeblivelser',
      'not-reachable-by-email': 'Patienter, der ikke kan få e-mail',
    },
    share: (numerator, denominator, percent) =>
      percent === null ? 'ingen' : `${numerator} af ${denominator} (${percent} %)`,
  },
  call: {
    subject: {
      'cannot-come': (initials) => `Ring til ${initials}: kan ikke komme`,
      book: (initials) => `Ring til ${initials}: vil bestille tid`,
      question: (initials) => `Ring til ${initials}: har et spørgsmål`,
    },
    text: {
      'cannot-come': 'En patient kan ikke komme og vil gerne ringes op.',
      book: 'En patient vil gerne ringes op for at bestille tid.',
      question: 'En patient har et spørgsmål og vil gerne ringes op.',
    },
    patient: 'Patient',
    visit: 'Besøg',
    when: 'Tid',
    open: 'Åbn opgaven',
  },
  deadAddress: {
    subject: (therapist) => `Mails til ${therapist} kommer ikke frem`,
    text: {
      bounced: (therapist) => `Mails til ${therapist} kommer retur.`,
      complained: (therapist) =>
        `Mails til ${therapist} er blevet meldt som uønskede. Derfor sendes der ikke flere til den adresse.`,
    },
    what: 'Ret adressen i klinikkens system. Indtil da kommer listen over opgaver til dig i stedet.',
  },
  unknownCourses: {
    subject: (count, clinic) => `${count} forløb uden indskrivning – ${clinic}`,
    text: (count) =>
      count === 1
        ? 'Der er oplysninger om et forløb, som ingen har indskrevet i mere end et døgn. Så længe minder vi ingen om noget. Indskriv forløbet, eller find ud af, om nummeret er forkert:'
        : 'Der er oplysninger om forløb, som ingen har indskrevet i mere end et døgn. Så længe minder vi ingen om noget. Indskriv forløbene, eller find ud af, om numrene er forkerte:',
  },
  visits: visitsIn('da'),
  assessments: {
    PSFS: 'PSFS',
    'sit-to-stand': 'rejse-sætte-sig-testen',
    neurological: 'neurologisk undersøgelse',
    'pain-and-function': 'smerte og funktion',
  },
  tasks: {
    book: (visit) => `Aftal tid til ${visit}`,
    hold: (visit) => `Afhold og registrér ${visit}`,
    answer: (visit) => `Få svar på spørgeskemaerne før ${visit}`,
    'record-answers': (visit) => `Registrér svarene på spørgeskemaerne fra ${visit}`,
    'review-booking': (visit) => `Flyt eller godkend tiden til ${visit}: den ligger uden for perioden`,
    'review-window': (visit) => `Find en dag til ${visit}: der er ingen åben dag tilbage i perioden`,
    assess: (assessment, visit) => `Registrér ${assessment} ved ${visit}`,
    'call-patient': (visit) => `Ring til patienten om ${visit}`,
    'discharge-letter': 'Send epikrise til patientens læge',
    'review-follow-ups': 'Tag stilling til den opfølgning, der ikke kan nås',
    'confirm-referral-date': 'Bekræft henvisningsdatoen',
    'call-back': 'Ring tilbage til patienten',
    'close-course': 'Afslut forløbet',
  },
};

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('da') + text.slice(1);
}
