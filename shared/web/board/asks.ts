import type { EventOf, fromSender } from '../../core/events/events.ts';

/** What is said of a course by a form of its own; of tasks it is said on their pages, and links come from providers. */
export type BoardType = Exclude<
  keyof typeof fromSender,
  'task.completed' | 'task.snoozed' | 'task.dismissed' | 'questionnaire.linked'
>;

/** What one chooses from what there is. */
export type ChoiceKind =
  | 'language'
  | 'protocol'
  | 'entry'
  | 'visit'
  | 'session'
  | 'questionnaires'
  | 'assessments'
  | 'therapist'
  | 'call-reason'
  | 'close-reason';

/** What a field asks for. */
export type AskKind =
  | ChoiceKind
  | 'past-day'
  | 'day-to-come'
  | 'moment'
  | 'minutes'
  | 'words'
  | 'name'
  | 'number'
  | 'email'
  | 'phone'
  | 'yes-no';

/** What a field asks for; with `?` it may be left empty. */
export type Ask = AskKind | `${AskKind}?`;

/** For each field of an event's data what is asked for, or null: the course, or the page, tells. */
type AsksOf<Data> = {
  readonly [Field in keyof Data]-?: Ask | null | AsksOf<NonNullable<Data[Field]>>;
};

/**
 * What the form of each type of event asks for. It follows the events' own schema: a type or a field that is added there
 * does not compile before it is decided here whether people are asked for it.
 */
export const ASKS = {
  'course.enrolled': {
    patient: {
      name: 'name',
      patientId: 'number',
      phone: 'phone?',
      email: 'email?',
      consent: { email: 'yes-no' },
      language: 'language',
    },
    protocol: 'protocol',
    entry: 'entry',
    referralDate: 'past-day?',
    contactDate: 'past-day?',
    therapist: 'therapist',
  },
  'course.corrected': { referralDate: 'past-day?', contactDate: 'past-day?', entry: 'entry' },
  'visit.booked': {
    startsAt: 'moment',
    durationMinutes: 'minutes?',
    visit: null,
    serviceCode: null,
    bookingId: null,
  },
  'visit.cancelled': { visit: null, serviceCode: null, bookingId: null, startsAt: null },
  'visit.held': { date: 'past-day', visit: null, serviceCode: null },
  'visit.missed': { date: 'past-day', visit: null, serviceCode: null },
  'visit.waived': { reason: 'words', visit: null },
  'visit.confirmed': { visit: null, startsAt: null },
  'session.held': { session: 'session', date: 'past-day', serviceCode: null },
  'questionnaire.answered': { questionnaire: 'questionnaires', answeredOn: 'past-day', visit: null },
  'assessment.recorded': { assessment: 'assessments', recordedOn: 'past-day', visit: null },
  'patient.updated': {
    name: 'name',
    phone: 'phone?',
    email: 'email?',
    consent: { email: 'yes-no' },
    language: 'language',
  },
  'call.requested': { reason: 'call-reason', visit: 'visit?' },
  'therapist.assigned': { therapist: 'therapist' },
  'reminders.paused': { until: 'day-to-come?' },
  'reminders.resumed': {},
  'course.closed': { reason: 'close-reason', date: 'past-day' },
  'course.reopened': { reason: 'words' },
  'event.retracted': { reason: 'words', eventId: null },
  'course.erased': { reason: 'words' },
} as const satisfies { readonly [Type in BoardType]: AsksOf<EventOf<Type>['data']> };

export const BOARD_TYPES = Object.keys(ASKS) as readonly BoardType[];
export const isBoardType = (text: string): text is BoardType => Object.hasOwn(ASKS, text);

/** A field that people are asked for: `patient.consent.email`. */
export type AskedField = {
  readonly name: string;
  readonly kind: AskKind;
  readonly isOptional: boolean;
};

/** The fields of a type's form, in the order in which they are asked for. */
export const askedOf = (type: BoardType): readonly AskedField[] => within(ASKS[type], '');

function within(asks: object, path: string): AskedField[] {
  return Object.entries(asks).flatMap(([field, ask]: [string, unknown]) => {
    const name = path === '' ? field : `${path}.${field}`;
    if (typeof ask === 'object') return ask === null ? [] : within(ask, name);
    const text = String(ask);
    return [{ name, kind: text.replace('?', '') as AskKind, isOptional: text.endsWith('?') }];
  });
}
