import type { Protocol } from '../core/protocols/protocol.ts';
import { type Field, plainHeading } from './fields.ts';

/** What a row says of its appointment. */
export const STATUSES = ['booked', 'held', 'missed', 'cancelled'] as const;
export type AppointmentStatus = (typeof STATUSES)[number];

/** Fields whose cells are words for one of a few things, and the words that are known besides the thing's own name. */
const KNOWN: Readonly<Partial<Record<Field, Readonly<Record<string, readonly string[]>>>>> = {
  status: {
    booked: [
      'aftalt',
      'booket',
      'bekræftet',
      'planlagt',
      'reserveret',
      'aktiv',
      'confirmed',
      'planned',
      'scheduled',
      'tentative',
    ],
    held: [
      'afholdt',
      'gennemført',
      'fremmødt',
      'mødt',
      'ankommet',
      'udført',
      'afsluttet',
      'afregnet',
      'betalt',
      'completed',
      'attended',
      'arrived',
    ],
    missed: ['udeblevet', 'udeblivelse', 'ikke mødt', 'udebleven', 'no-show', 'no show'],
    cancelled: ['aflyst', 'afbud', 'annulleret', 'slettet', 'afmeldt', 'canceled'],
  },
  consent: {
    yes: ['ja', 'j', 'y', 'x', '1', 'true', 'sand', 'givet', 'given'],
    no: ['nej', 'n', '0', 'false', 'falsk', 'trukket tilbage', 'ikke givet', 'withdrawn', 'not given'],
  },
  language: { da: ['dansk', 'danish', 'dk'], en: ['engelsk', 'english', 'gb', 'uk'] },
  protocol: {
    'low-back-pain': ['lænderyg', 'lænderygbesvær', 'lænderygsmerter', 'lænd', 'rygforløb', 'low back'],
    'lumbar-spinal-stenosis': [
      'lumbal spinalstenose',
      'spinalstenose',
      'stenose',
      'lumbal stenose',
      'stenosis',
    ],
  },
  entry: {
    direct: ['direkte', 'ny patient', 'nyt forløb'],
    'from-individual-course': [
      'individuelt forløb',
      'fra individuelt forløb',
      'aktuelt forløb',
      'i aktuelt forløb',
    ],
  },
};

/**
 * What a word stands for in a field that knows a few things only; undefined when it is not known, null when the field
 * takes any text.
 */
export function meaningOfWord(
  field: Field,
  text: string,
  own: Readonly<Record<string, string>>,
  protocols: readonly Protocol[],
): string | undefined | null {
  const known = field === 'protocol' ? protocolsByWord(protocols) : KNOWN[field];
  if (!known) return null;
  const word = plainHeading(ownWord(text, own));
  return Object.entries(known).find(([meaning, words]) =>
    [meaning, ...words].some((each) => plainHeading(each) === word),
  )?.[0];
}

/** A protocol by what people call it, and by what the guides’ are called besides. */
const protocolsByWord = (protocols: readonly Protocol[]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    protocols.map(({ protocol, title }) => [
      protocol,
      [title.da, title.en, ...(KNOWN.protocol?.[protocol] ?? [])],
    ]),
  );

function ownWord(text: string, own: Readonly<Record<string, string>>): string {
  const word = plainHeading(text);
  return Object.entries(own).find(([each]) => plainHeading(each) === word)?.[1] ?? text;
}

/** What is expected in such a field. */
export const expectedWord = (field: Field, protocols: readonly Protocol[]): string =>
  field === 'protocol'
    ? `expected ${protocols.map(({ protocol }) => protocol).join(' or ')}, or a word for one of them`
    : `expected ${Object.keys(KNOWN[field] ?? {}).join(', ')}, or a Danish word for one of them; name yours in the mapping's words`;
