import * as z from 'zod';
import { checkProtocol } from './check-protocol.ts';
import {
  ASSESSMENTS,
  NAME,
  type Offset,
  type Protocol,
  type ProtocolName,
  QUESTIONNAIRES,
  RESERVED,
  SESSION_KINDS,
  type VisitName,
} from './protocol.ts';

const SHAPE = '2 to 32 small letters, digits and hyphens, starting with a letter';
const named = (what: string) => {
  const message = `expected the name of a ${what}: ${SHAPE}`;
  return z
    .string(message)
    .regex(NAME, message)
    .refine((name) => !RESERVED.includes(name), `expected a name other than ${RESERVED.join(' and ')}`);
};

/** The name of a visit, of whatever protocol: whether the clinic has such a visit, its protocols tell. */
export const visitName = named('visit') as unknown as z.ZodType<VisitName, VisitName>;
/** The name of a protocol: whether the clinic has it, its files tell. */
export const protocolName = named('protocol') as unknown as z.ZodType<ProtocolName, ProtocolName>;

const title = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'expected text without control characters');
const code = z.string().regex(/^\d{4}$/, 'expected a service code of four digits');
const number = z.int().min(0).max(400);

const OFFSET = 'expected a distance: {"days": 7}, {"weeks": 4} or {"months": 3}';
const offset: z.ZodType<Offset, Offset> = z.union(
  [z.strictObject({ days: number }), z.strictObject({ weeks: number }), z.strictObject({ months: number })],
  OFFSET,
);

const window = z.discriminatedUnion(
  'kind',
  [
    z
      .strictObject({ kind: z.literal('weekdays'), count: number })
      .describe('So many weekdays around the day that the offset gives.'),
    z
      .strictObject({ kind: z.literal('days'), count: number })
      .describe('So many days around the day that the offset gives.'),
    z
      .strictObject({ kind: z.literal('from-anchor'), days: number })
      .describe('From the day that the visit is counted from until so many days after it.'),
  ],
  'expected a kind of window: weekdays, days or from-anchor',
);

const timing = z.strictObject({
  anchor: z
    .union([z.literal('enrolment'), visitName], 'expected "enrolment" or the name of a visit')
    .describe('The visit that this one is counted from; "enrolment" for the one that starts the course.'),
  offset: offset.describe('How long after it.'),
  window,
  strict: z
    .boolean()
    .describe('Whether the window is a rule, and a booking outside of it a task, or an approximation.'),
  earlierByAgreement: z
    .boolean()
    .exactOptional()
    .describe('Whether an earlier day may be agreed on without a notice.'),
});

const byEntry = <T extends z.ZodType>(each: T) =>
  z.strictObject({ direct: each.exactOptional(), 'from-individual-course': each.exactOptional() });

const visit = z.strictObject({
  visit: visitName.describe('Its name in events. No other visit of any protocol may have it.'),
  title: z
    .strictObject({
      en: title.describe('As an English sentence has it behind "the": closing consultation.'),
      da: title.describe('In Danish: afsluttende konsultation.'),
      daInText: title.describe('As a Danish sentence has it: den afsluttende konsultation.'),
    })
    .describe('What people at the clinic call it. Patients never read it.'),
  serviceCodes: byEntry(code).describe('The code that it is billed under, for each way into the course.'),
  timing: byEntry(timing).describe('When it is, for each way into the course that it is part of.'),
  questionnaires: z.array(z.enum(QUESTIONNAIRES)).describe('What the patient answers before it.'),
  entryQuestionnaires: z
    .array(z.enum(QUESTIONNAIRES))
    .exactOptional()
    .describe('What the patient answers besides, when it is the visit that starts the course.'),
  assessments: z.array(z.enum(ASSESSMENTS)).describe('What the therapist records at it.'),
  followUp: z
    .strictObject({
      after: visitName.describe('The visit that it must not come too close to.'),
      atLeastDays: number.describe('How many days after that visit it makes sense.'),
      cappedWindowDays: number.describe(
        'How many days before the cap its window begins when the cap moves it.',
      ),
    })
    .exactOptional()
    .describe('Present when it lies within the cap, counted from the referral.'),
});

const kinds = z.array(z.enum(SESSION_KINDS)).min(1);

/** The JSON of a protocol's file. */
const protocolFile = z.strictObject({
  $schema: z.string().exactOptional(),
  protocol: protocolName.describe('The name of this file, and of the course in events.'),
  title: z.strictObject({ da: title, en: title }).describe('What people at the clinic call the course.'),
  version: z.int().min(1).max(9999).describe('Raised with every change, for people to tell them apart.'),
  closingVisit: visitName.describe('The visit after which the general practitioner gets a discharge letter.'),
  cap: offset
    .nullable()
    .describe('How long after the referral the last follow-up may lie; null without any.'),
  referralWithin: offset.describe('A referral older than this when the course starts is doubted.'),
  education: z
    .strictObject({ kinds, within: offset })
    .nullable()
    .describe('Sessions that educate, and how soon after the first visit one should be; null without any.'),
  visits: z.array(visit).min(1).max(20).describe('In order: each stands behind the one it is counted from.'),
  sessions: z
    .array(
      z.strictObject({
        kind: z.enum(SESSION_KINDS),
        serviceCode: code.exactOptional(),
        atMost: z.int().min(1).max(400).exactOptional().describe('One more raises a notice.'),
      }),
    )
    .max(20)
    .describe('Training and education between visits: counted, never reminded.'),
  training: z
    .strictObject({ kinds, usual: z.strictObject({ from: number, to: number }) })
    .nullable()
    .describe('Sessions that count as training, and how many are usual; null where no number is.'),
});

/** A protocol as its file has it, and everything that it must keep by itself. */
export const protocolSchema: z.ZodType<Protocol> = protocolFile
  .check(checkProtocol)
  .transform(({ $schema: _, ...protocol }): Protocol => protocol);

/** What a file's shape is, for its JSON Schema. */
export const protocolShape = protocolFile;
