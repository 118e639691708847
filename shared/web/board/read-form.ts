import { isDeepStrictEqual } from 'node:util';
import type { Clinic } from '../../clinic.ts';
import { isAddress, readAddress } from '../../core/events/address.ts';
import { holdsCpr } from '../../core/events/cpr.ts';
import { type CourseEvent, isId } from '../../core/events/events.ts';
import { parseEvent } from '../../core/events/parse-event.ts';
import { protocolsOf } from '../../core/protocols/index.ts';
import { unreachableBecause } from '../../core/reminders/reachability.ts';
import type { CivilDate } from '../../core/time/civil-date.ts';
import { atLocalTime } from '../../core/time/instant.ts';
import { startsAt } from '../../core/visits/planned-visit.ts';
import { type Because, dayToCome, nearDay, pastDay, timeIn, wordsIn } from '../typed.ts';
import { type AskedField, type AskKind, askedOf, type BoardType, type ChoiceKind } from './asks.ts';
import { choicesOf } from './choices.ts';
import { codeOf, type FormContext } from './form-context.ts';

/** What a form sent, by the names of its inputs; empty where nothing was typed. */
export type Typed = (name: string) => string;

export type FormWrong = {
  /** The input that is to be mended; of a group the group's name. */
  readonly name: string;
  readonly because: Because | 'no-id' | 'no-email' | 'no-number' | 'unchanged' | 'taken' | 'refused';
};

/** The data of what was said: of some things one for each that was ticked; or everything that is to be mended. */
export type FormRead =
  | { readonly ok: true; readonly data: readonly Readonly<Record<string, unknown>>[] }
  | { readonly ok: false; readonly wrong: readonly FormWrong[] };

type Value = { readonly value: unknown } | { readonly wrong: readonly FormWrong[] };

const LONGEST_NAME = 120;
const LONGEST_PHONE = 40;
const LONGEST_MINUTES = 600;

/** Reads what was typed into the form of a type of event. */
export function readForm(type: BoardType, typed: Typed, context: FormContext): FormRead {
  const wrong: FormWrong[] = [];
  let data: Record<string, unknown> = knownOf(type, context);
  let each: readonly unknown[] | null = null;
  let listed = '';
  for (const field of askedOf(type)) {
    const said = read(field, typed, context);
    if ('wrong' in said) wrong.push(...said.wrong);
    else if (Array.isArray(said.value)) [each, listed] = [said.value, field.name];
    else data = withField(data, field.name, said.value);
  }
  if (wrong.length > 0) return { ok: false, wrong };
  if (type === 'patient.updated' || type === 'course.corrected') return changesOf(type, data, context);
  return { ok: true, data: each ? each.map((one) => ({ ...data, [listed]: one })) : [data] };
}

/** What the course tells by itself. */
function knownOf(type: BoardType, { visit, plan, mistake }: FormContext): Record<string, unknown> {
  if (type === 'event.retracted') return { eventId: mistake?.eventId };
  if (!visit || type === 'call.requested') return {};
  switch (type) {
    case 'visit.held':
      return { visit: visit.visit, serviceCode: codeOf(visit, plan) };
    case 'visit.cancelled':
    case 'visit.confirmed':
      return { visit: visit.visit, startsAt: startsAt(visit) };
    default:
      return { visit: visit.visit };
  }
}

type TextKind = Exclude<AskKind, 'moment' | 'minutes' | 'yes-no' | ChoiceKind>;

/** What is written is read as it is meant. */
const AS_TEXT: Readonly<
  Record<TextKind, (text: string, today: CivilDate) => string | { readonly because: FormWrong['because'] }>
> = {
  'past-day': (text, today) => (text === '' ? { because: 'nothing' } : pastDay(text, today)),
  'day-to-come': dayToCome,
  words: (text) => wordsIn(text),
  name: (text) => wordsIn(text, LONGEST_NAME),
  phone: (text) => wordsIn(text, LONGEST_PHONE),
  number: numberIn,
  email: emailIn,
};

function read({ name, kind, isOptional }: AskedField, typed: Typed, context: FormContext): Value {
  const text = typed(name).trim();
  if (isOptional && text === '') return { value: null };
  switch (kind) {
    case 'moment':
      return momentIn(name, typed, context);
    case 'minutes':
      return minutesIn(name, text);
    case 'yes-no':
      return { value: text === 'on' };
    case 'questionnaires':
    case 'assessments':
      return ticked(name, choicesOf(kind, context), typed);
    case 'past-day':
    case 'day-to-come':
    case 'words':
    case 'name':
    case 'phone':
    case 'number':
    case 'email': {
      const value = AS_TEXT[kind](text, context.today);
      return typeof value === 'string' ? { value } : wrongIn(name, value.because);
    }
    default:
      return chosen(name, kind, text, context);
  }
}

const wrongIn = (name: string, because: FormWrong['because']): Value => ({ wrong: [{ name, because }] });

function chosen(name: string, kind: ChoiceKind, text: string, context: FormContext): Value {
  const value = choicesOf(kind, context).find((each) => each === text);
  if (value === undefined) return wrongIn(name, text === '' ? 'nothing' : 'unknown');
  if (kind !== 'therapist') return { value };
  return { value: context.therapists.find(({ therapistId }) => therapistId === value) };
}

const minutesIn = (name: string, text: string): Value =>
  /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= LONGEST_MINUTES
    ? { value: Number(text) }
    : wrongIn(name, 'no-number');

function momentIn(name: string, typed: Typed, { today, clinic }: FormContext): Value {
  const day = nearDay(typed(`${name}.date`), today);
  const time = timeIn(typed(`${name}.time`));
  if (typeof day === 'string' && time !== null) return { value: atLocalTime(day, time, clinic.timeZone) };
  return {
    wrong: [
      ...(typeof day === 'string' ? [] : [{ name: `${name}.date`, because: day.because }]),
      ...(time === null ? [{ name: `${name}.time`, because: 'no-time' as const }] : []),
    ],
  };
}

function ticked(name: string, all: readonly string[], typed: Typed): Value {
  const some = all.filter((each) => typed(`${name}.${each}`) === 'on');
  return some.length > 0 ? { value: some } : { wrong: [{ name, because: 'nothing' }] };
}

function numberIn(text: string): string | { readonly because: FormWrong['because'] } {
  if (text === '') return { because: 'nothing' };
  if (holdsCpr(text)) return { because: 'cpr' };
  return isId(text) ? text : { because: 'no-id' };
}

function emailIn(text: string): string | { readonly because: FormWrong['because'] } {
  if (holdsCpr(text)) return { because: 'cpr' };
  const address = readAddress(text);
  return address !== null && isAddress(address) ? address : { because: 'no-email' };
}

/** Sets a field by its path; what was left empty is not said. */
function withField(data: Record<string, unknown>, path: string, value: unknown): Record<string, unknown> {
  const [field = '', ...rest] = path.split('.');
  if (rest.length === 0) return value === null ? data : { ...data, [field]: value };
  const inside = (data[field] ?? {}) as Record<string, unknown>;
  return { ...data, [field]: withField(inside, rest.join('.'), value) };
}

/** Of what a form shows as it is, only what was changed is said: a colleague may have changed the rest. */
function changesOf(
  type: 'patient.updated' | 'course.corrected',
  data: Readonly<Record<string, unknown>>,
  context: FormContext,
): FormRead {
  const current: Readonly<Record<string, unknown>> = currentOf(type, context);
  const fields = Object.keys(current);
  const changed = fields.filter((field) => !isDeepStrictEqual(data[field] ?? null, current[field] ?? null));
  const told = [...new Set([...changed, ...givenAnew(data, context)])];
  if (told.length === 0) return { ok: false, wrong: [{ name: fields[0] ?? '', because: 'unchanged' }] };
  return { ok: true, data: [Object.fromEntries(told.map((field) => [field, data[field] ?? null]))] };
}

/** An address to which nothing can be sent works anew once it is said again, with the consent. */
function givenAnew(
  { email }: Readonly<Record<string, unknown>>,
  { plan: { course } }: FormContext,
): string[] {
  const reason = course.patient && unreachableBecause(course);
  const isBlocked = reason === 'bounced' || reason === 'complained';
  return isBlocked && email === course.patient?.email ? ['email', 'consent'] : [];
}

/** What the course says now of what a form may change. */
export function currentOf(type: 'patient.updated' | 'course.corrected', { plan: { course } }: FormContext) {
  if (type === 'course.corrected') {
    const { referralDate, contactDate, entry } = course;
    return { referralDate, contactDate, entry };
  }
  const { name, phone, email, consent, language } = course.patient ?? {};
  return { name, phone, email, consent, language };
}

/** The events that a form makes, the first under its id; or where they would be refused. */
export function eventsIn(
  type: BoardType,
  data: readonly Readonly<Record<string, unknown>>[],
  { courseId, id, now, clinic }: { courseId: string; id: string; now: FormContext['now']; clinic: Clinic },
): { readonly ok: true; readonly events: CourseEvent[] } | Extract<FormRead, { ok: false }> {
  const parsed = data.map((each, index) =>
    parseEvent(
      { eventId: index === 0 ? id : `${id}-${index + 1}`, type, courseId, occurredAt: now, data: each },
      { now, timeZone: clinic.timeZone, protocols: protocolsOf(clinic), from: 'sender' },
    ),
  );
  const wrong = parsed.flatMap((each) =>
    each.ok
      ? []
      : each.issues.map(({ path }) => ({ name: path.replace(/^data\./, ''), because: 'refused' as const })),
  );
  if (wrong.length > 0) return { ok: false, wrong };
  return { ok: true, events: parsed.flatMap((each) => (each.ok ? [each.event] : [])) };
}
