import type { Words } from '../words/words.ts';

/** The two ways into a course: directly, or from an individual course already under way. */
export type Entry = (typeof ENTRIES)[number];
export const ENTRIES = ['direct', 'from-individual-course'] as const;

export const QUESTIONNAIRES = ['NPRS', 'ODI', 'ZCQ'] as const;
/** A questionnaire that the patient answers before a visit. */
export type Questionnaire = (typeof QUESTIONNAIRES)[number];

export const ASSESSMENTS = ['PSFS', 'sit-to-stand', 'neurological', 'pain-and-function'] as const;
/** Something the therapist records at a visit. */
export type Assessment = (typeof ASSESSMENTS)[number];

/** A distance in the calendar; months are clamped to the end of the month. */
export type Offset = { readonly days: number } | { readonly weeks: number } | { readonly months: number };

/**
 * The days on which a visit counts as on time.
 * - `weekdays`: that many weekdays around the nominal day
 * - `days`: that many days around the nominal day
 * - `from-anchor`: from the anchor's day until that many days after it
 */
export type Window =
  | { readonly kind: 'weekdays'; readonly count: number }
  | { readonly kind: 'days'; readonly count: number }
  | { readonly kind: 'from-anchor'; readonly days: number };

/** From where a visit's date is counted, and how far it may lie from the day that gives. */
export type Timing = {
  readonly anchor: 'enrolment' | VisitName;
  readonly offset: Offset;
  readonly window: Window;
  /** Whether the agreement gives the window as a rule (±5 weekdays) or as an approximation ("ca."). */
  readonly strict: boolean;
  /** Whether therapist and patient may agree on an earlier day ("eller fælles vurdering"). */
  readonly earlierByAgreement?: boolean;
};

/** How far a follow-up may be pulled forward by the cap before it no longer makes sense. */
export type FollowUpRule = {
  /** The visit from whose day the shortest sensible distance is counted. */
  readonly after: VisitName;
  readonly atLeastDays: number;
  /** Earliest day of a capped follow-up: this many days before its latest. */
  readonly cappedWindowDays: number;
};

/** What people call a visit: `closing consultation`, `afsluttende konsultation`. */
export type VisitTitle = Words & {
  /** As a Danish sentence has it: `den afsluttende konsultation`. */
  readonly daInText: string;
};

/** A visit within a sentence: `the closing consultation`. */
export const theVisit = ({ en, daInText }: VisitTitle): Words => ({ da: daInText, en: `the ${en}` });

/** One visit of a protocol. A visit without a timing for an entry is not part of the course with that entry. */
export type VisitDefinition = {
  readonly visit: VisitName;
  readonly title: VisitTitle;
  readonly serviceCodes: Readonly<Partial<Record<Entry, string>>>;
  readonly timing: Readonly<Partial<Record<Entry, Timing>>>;
  readonly questionnaires: readonly Questionnaire[];
  /** Questionnaires only when this is the visit that starts the course. */
  readonly entryQuestionnaires?: readonly Questionnaire[];
  readonly assessments: readonly Assessment[];
  /** Present for follow-ups: they lie within `cap` of the referral. */
  readonly followUp?: FollowUpRule;
};

/** Training or education between visits; counted, never reminded. */
export type SessionDefinition = {
  readonly kind: SessionKind;
  readonly serviceCode?: string;
  /** The agreement's usual upper number; one more raises a notice. */
  readonly atMost?: number;
};

/** The definition of a course as data. */
export type Protocol = {
  readonly protocol: ProtocolName;
  /** What people at the clinic call the course. */
  readonly title: Words;
  /** Raised with every change that can move a date; a running course is replanned at its next event or wake. */
  readonly version: number;
  readonly visits: readonly VisitDefinition[];
  readonly sessions: readonly SessionDefinition[];
  /** Sessions that count as training, and how many of them are usual; null where no number is. */
  readonly training: {
    readonly kinds: readonly SessionKind[];
    readonly usual: { readonly from: number; readonly to: number };
  } | null;
  /** The visit after which the general practitioner gets a discharge letter. */
  readonly closingVisit: VisitName;
  /** How long after the referral the last follow-up may lie; null when the course has none. */
  readonly cap: Offset | null;
  /** A referral that is older than this when the course starts is doubtful. */
  readonly referralWithin: Offset;
  /** Patient education, and how soon after the visit that starts the course it is to come; null where there is none. */
  readonly education: { readonly kinds: readonly SessionKind[]; readonly within: Offset } | null;
};

declare const own: unique symbol;
/** What a clinic has named itself: only a file, an event or a stored item that was read gives one. */
type OwnName<Kind extends string> = string & { readonly [own]: Kind };

/** The protocols of the guides. */
export const PROTOCOL_NAMES = ['low-back-pain', 'lumbar-spinal-stenosis'] as const;
export type GuideProtocol = (typeof PROTOCOL_NAMES)[number];
/** A protocol of the guides, or one that the clinic has added. */
export type ProtocolName = GuideProtocol | OwnName<'protocol'>;

/** The visits of the guides. */
export const VISIT_NAMES = [
  'first-consultation',
  'supplementary-initial',
  'closing',
  'follow-up-3-months',
  'follow-up-9-months',
  'pre-examination',
  'status-4-weeks',
  'final-status',
] as const;
/** A visit of the guides, or of a protocol that the clinic has added. */
export type VisitName = (typeof VISIT_NAMES)[number] | OwnName<'visit'>;

/** What a clinic may call a protocol or a visit. */
export const NAME = /^[a-z][a-z0-9-]{1,31}$/;
/** Names that mean something else: where courses begin, and what every object of this language has. */
export const RESERVED: readonly string[] = ['enrolment', 'constructor'];
/** Whether a text can be the name of a visit, of whatever protocol: whether the clinic has it, its protocols tell. */
export const isVisitName = (text: string): text is VisitName => NAME.test(text) && !RESERVED.includes(text);
/** Whether a text can be the name of a protocol: whether the clinic has it, its files tell. */
export const isProtocolName = (text: string): text is ProtocolName =>
  NAME.test(text) && !RESERVED.includes(text);

export const SESSION_KINDS = [
  'group-education',
  'group-training',
  'individual-education',
  'individual-training',
  'manual-treatment',
  'individual-training-or-manual-treatment',
  'self-training',
  'other',
] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

/** Whether the visit starts the course, counted from the enrolment. */
export const isEntryVisit = (timing: Timing): boolean => timing.anchor === 'enrolment';

/** Whether the visit may lie on its anchor's own day. */
export const isSameDay = ({ offset }: Timing): boolean => amountOf(offset) === 0;

function amountOf(offset: Offset): number {
  if ('days' in offset) return offset.days;
  return 'weeks' in offset ? offset.weeks : offset.months;
}
