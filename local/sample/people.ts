import type { Patient, Therapist } from '../../shared/core/course/course.ts';

const therapist = (number: number, name: string, mailbox: string): Therapist => ({
  therapistId: `T-${number}`,
  name,
  email: `${mailbox}@sundby-fysioterapi.example`,
});

/** The therapists of the sample clinic. */
export const THERAPISTS = {
  mette: therapist(1, 'Mette Lindqvist Holm', 'mette'),
  jonas: therapist(2, 'Jonas Bjerregaard', 'jonas'),
  aylin: therapist(3, 'Aylin Demir', 'aylin'),
  rasmus: therapist(4, 'Rasmus Thorup', 'rasmus'),
} as const;

/** Invented people in the order of their courses; `en` marks those who read English. */
const NAMES = `
Kirsten Mollerup|Bent Aagaard Lund|Louise Vestergaard|Thomas Nyborg
Else Krabbe|Camilla Riis Jepsen|Jørgen Hvid|Priya Raman en|Gudrun Steffensen
Morten Kjærgaard|Ole Bundgaard|Sofie Damsgaard|Birthe Ravn|Henrik Østergård
Poul Erik Winther|Svend Aage Brix|Trine Skovgaard|Lis Hauge|Nikolaj Friis
Kurt Meldgaard|Anette Borup|Marek Zielinski en|Ruth Dalsgaard|Emil Nørregaard
Jytte Kloster|Kasper Lyngby|Ulla Bækgaard|Maria Teglgaard
Daniel Okafor en|Grethe Sandholm|Verner Hjort|Pernille Stougaard|Hans Jakob Thuesen
Line Rosendal|Simon Ellegaard|Aase Kirkeby|Helle Bagger
Margaret Whitfield en|Preben Nygaard|Niels Ole Vang|Astrid Lauritsen
Bodil Hessel|Peter Falkenberg|Vibeke Storm|Jens Christian Bro|Tove Rask
Connie Mathiasen|Finn Rosager|Karen Elbæk|Oscar Lindegaard|Dorthe Kvist`;

const people = NAMES.trim()
  .split(/[|\n]/)
  .map(
    (entry) => ({ name: entry.replace(/ en$/, ''), language: entry.endsWith(' en') ? 'en' : 'da' }) as const,
  );

/** A patient of the sample: reached by e-mail or not at all. */
export type SamplePatient = Omit<Patient, 'phone'>;

/**
 * The patient of the sample's n-th course.
 * @throws RangeError when the sample has no such patient
 */
export function patientOf(courseNumber: number): SamplePatient {
  const person = people[courseNumber - 1001];
  if (!person) throw new RangeError(`the sample has no patient for course ${courseNumber}`);
  return {
    patientId: `P-${courseNumber}`,
    name: person.name,
    email: `${mailboxOf(person.name)}@patients.example`,
    language: person.language,
    consent: { email: true },
  };
}

/** The part of an address before the @: the name in plain letters. */
export const mailboxOf = (name: string): string =>
  name.toLowerCase().replaceAll('æ', 'ae').replaceAll('ø', 'oe').replaceAll('å', 'aa').replaceAll(' ', '.');
