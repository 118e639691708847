/** What a column of a clinic's file may tell. */
export const FIELDS = [
  'courseId',
  'patientId',
  'name',
  'firstName',
  'lastName',
  'email',
  'phone',
  'language',
  'consent',
  'protocol',
  'entry',
  'enrolledOn',
  'referralDate',
  'contactDate',
  'therapistId',
  'therapistName',
  'therapistEmail',
  'bookingId',
  'date',
  'time',
  'endTime',
  'durationMinutes',
  'serviceCode',
  'status',
  'changedAt',
] as const;
export type Field = (typeof FIELDS)[number];

/** How clinics' systems head such columns, in small letters and digits only; the first one stands in messages. */
const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
  courseId: ['forløbsnr', 'forløb-id', 'forløbsid', 'forløbsnummer', 'course id', 'course', 'course number'],
  patientId: [
    'patientnr',
    'patientnummer',
    'patient-id',
    'patient',
    'journalnr',
    'journalnummer',
    'kundenr',
    'kundenummer',
    'klientnr',
    'patient number',
    'patient no',
  ],
  name: ['navn', 'patientnavn', 'fulde navn', 'kundenavn', 'name', 'patient name', 'full name'],
  firstName: ['fornavn', 'fornavne', 'first name', 'given name'],
  lastName: ['efternavn', 'last name', 'surname', 'family name'],
  email: ['e-mail', 'mail', 'e-mailadresse', 'mailadresse', 'e-post', 'e-mail address'],
  phone: [
    'telefon',
    'mobil',
    'mobilnr',
    'mobilnummer',
    'mobiltelefon',
    'tlf',
    'telefonnr',
    'telefonnummer',
    'phone',
    'mobile',
  ],
  language: ['sprog', 'language'],
  consent: [
    'samtykke',
    'samtykke til e-mail',
    'e-mail-samtykke',
    'mailsamtykke',
    'consent',
    'e-mail consent',
  ],
  protocol: ['forløbstype', 'forløb', 'pakkeforløb', 'protokol', 'protocol', 'course type'],
  entry: ['adgangsvej', 'indgang', 'entry'],
  enrolledOn: [
    'startdato',
    'forløbsstart',
    'indskrevet',
    'oprettet',
    'enrolled',
    'enrolled on',
    'start date',
  ],
  referralDate: ['henvisningsdato', 'henvist', 'henvist den', 'referral date', 'referred', 'referred on'],
  contactDate: ['henvendelsesdato', 'første henvendelse', 'contact date'],
  therapistId: [
    'behandler',
    'behandlerinitialer',
    'initialer',
    'behandler-id',
    'behandlernr',
    'therapist',
    'therapist id',
  ],
  therapistName: ['behandlernavn', 'behandlers navn', 'fysioterapeut', 'therapist name'],
  therapistEmail: ['behandlers e-mail', 'behandler e-mail', 'behandlermail', 'therapist e-mail'],
  bookingId: [
    'aftalenr',
    'aftalenummer',
    'aftale-id',
    'bookingnr',
    'booking-id',
    'booking',
    'appointment id',
    'appointment',
  ],
  date: [
    'dato',
    'aftaledato',
    'tidspunkt',
    'dato og tid',
    'starttidspunkt',
    'date',
    'appointment date',
    'start',
  ],
  time: ['tid', 'klokkeslæt', 'kl', 'starttid', 'fra', 'time', 'start time', 'from'],
  endTime: ['sluttid', 'slut', 'til', 'sluttidspunkt', 'end time', 'end', 'to'],
  durationMinutes: ['varighed', 'minutter', 'varighed min', 'længde', 'duration', 'minutes'],
  serviceCode: ['ydelsesnr', 'ydelsesnummer', 'ydelseskode', 'ydelse', 'takstnr', 'service code', 'code'],
  status: ['status', 'aftalestatus', 'state'],
  changedAt: ['ændret', 'sidst ændret', 'ændringsdato', 'changed', 'changed at', 'last changed'],
};

/** A heading as headings are compared: letters and digits, small. */
export const plainHeading = (heading: string): string =>
  heading
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const FIELD_OF = new Map(
  FIELDS.flatMap((field) => HEADINGS[field].map((heading) => [plainHeading(heading), field] as const)),
);

/** The field that a heading means; undefined when it is not known. */
export const fieldOfHeading = (heading: string): Field | undefined => FIELD_OF.get(plainHeading(heading));

/** How a column of that field is usually headed, in Danish. */
export function usualHeading(field: Field): string {
  const [first = field] = HEADINGS[field];
  return first.charAt(0).toUpperCase() + first.slice(1);
}
