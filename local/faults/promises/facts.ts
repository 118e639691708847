import { guideVisits } from './guides.ts';
import { dayOf, inUtc } from './local-time.ts';
import type { Told } from './seen.ts';
import { VisitFacts } from './visit-facts.ts';

/** What a therapist said last of a task. */
type Said = { completedAt?: string; dismissedAt?: string; snoozedUntil?: string };

/** What is known of a course, by the rules of `docs/events.md` and no code of the house. */
export class CourseFacts {
  enrolment: { readonly protocol: string; readonly entry: string; readonly on: string } | null = null;
  email: string | null = null;
  consents = false;
  therapistId: string | null = null;
  closed: { readonly reason: string; readonly at: string } | null = null;
  isErased = false;
  /** Reminders rest until this day; `''` until resumed. */
  pausedUntil: string | null = null;
  readonly visits = new Map<string, VisitFacts>();
  readonly tasks = new Map<string, Said>();
  readonly calls: { readonly visit: string | null; readonly reason: string; readonly at: string }[] = [];

  /** @param told events of one course */
  constructor(told: readonly Told[], timeZone: string) {
    const retracted = new Set(
      told.flatMap(({ type, data }) => (type === 'event.retracted' ? data['eventId'] : [])),
    );
    const stands = ['event.retracted', 'course.erased'];
    const counts = ({ eventId, type }: Told) => !retracted.has(eventId) || stands.includes(type);
    for (const event of told.filter(counts).sort(byOccurrence)) this.#take(event, timeZone);
  }

  /** The visits of the protocol, with what happened to them. */
  get guided() {
    if (!this.enrolment) return [];
    const { protocol, entry } = this.enrolment;
    return guideVisits(protocol, entry).map((guide) => ({ ...guide, facts: this.visitFacts(guide.visit) }));
  }

  visitFacts(visit: string): VisitFacts {
    const known = this.visits.get(visit) ?? new VisitFacts();
    this.visits.set(visit, known);
    return known;
  }

  /** Whether a visit may still be: it is ahead, and the course goes on, or keeps its follow-ups. */
  isAhead(visit: string): boolean {
    const found = this.guided.find((each) => each.visit === visit);
    if (!found || found.facts.heldOn || found.facts.waivedAt) return false;
    return !this.closed || (found.isFollowUp === true && this.#keepsFollowUps());
  }

  #keepsFollowUps(): boolean {
    const isGood = this.closed?.reason === 'completed' || this.closed?.reason === 'goals-reached';
    return isGood && this.visits.get('closing')?.heldOn != null;
  }

  #take(event: Told, timeZone: string): void {
    const { type, data, occurredAt } = event;
    const named = typeof data['visit'] === 'string' ? data['visit'] : null;
    const visit = named ?? (type.startsWith('visit.') ? this.#visitMeant(event, timeZone) : null);
    const facts = visit === null ? new VisitFacts() : this.visitFacts(visit);
    const at = inUtc(occurredAt);
    this.#takeOfVisit(event, facts, at, timeZone);
    this.#takeOfCourse(event, visit, at, timeZone);
  }

  #takeOfVisit({ type, data }: Told, facts: VisitFacts, at: string, timeZone: string): void {
    switch (type) {
      case 'visit.booked':
        return facts.book(data, at);
      case 'visit.cancelled':
        return facts.cancel(textIn(data, 'startsAt'), textIn(data, 'bookingId'));
      case 'visit.missed':
        return facts.miss(String(data['date']), timeZone);
      case 'visit.held':
        facts.heldOn = String(data['date']);
        return;
      case 'visit.waived':
        facts.waivedAt = at;
        return;
      case 'questionnaire.answered':
        facts.answered.set(String(data['questionnaire']), String(data['answeredOn']));
        return;
      case 'assessment.recorded':
        facts.recorded.add(String(data['assessment']));
        return;
      default:
        return;
    }
  }

  #takeOfCourse({ type, data }: Told, visit: string | null, at: string, timeZone: string): void {
    switch (type) {
      case 'course.enrolled':
        return this.#enrol(data, dayOf(at, timeZone));
      case 'patient.updated':
        return this.#person(data);
      case 'therapist.assigned':
        this.therapistId = therapistIn(data);
        return;
      case 'call.requested':
        this.calls.push({ visit, reason: String(data['reason']), at });
        return;
      case 'task.completed':
        return this.#say(data, { completedAt: at });
      case 'task.dismissed':
        return this.#say(data, { dismissedAt: at });
      case 'task.snoozed':
        return this.#say(data, { snoozedUntil: String(data['until']) });
      case 'reminders.paused':
        this.pausedUntil = textIn(data, 'until') ?? '';
        return;
      case 'reminders.resumed':
        this.pausedUntil = null;
        return;
      default:
        return this.#takeOfEnd(type, data, at);
    }
  }

  #takeOfEnd(type: string, data: Told['data'], at: string): void {
    if (type === 'course.erased') this.isErased = true;
    if (type === 'course.reopened') this.closed = null;
    // A death is the last word.
    if (type === 'course.closed' && this.closed?.reason !== 'deceased')
      this.closed = { reason: String(data['reason']), at };
  }

  #enrol(data: Told['data'], on: string): void {
    this.enrolment ??= { protocol: String(data['protocol']), entry: String(data['entry']), on };
    this.therapistId = therapistIn(data);
    this.#person(data['patient']);
  }

  #person(said: unknown): void {
    const { email, consent } = Object(said) as { email?: string | null; consent?: { email: boolean } };
    if (email !== undefined) this.email = email?.trim() || null;
    if (consent) this.consents = consent.email;
  }

  #say(data: Told['data'], said: Said): void {
    const task = String(data['task']);
    this.tasks.set(task, { ...this.tasks.get(task), ...said });
  }

  /** The visit that a code means at this point. */
  #visitMeant({ type, data }: Told, timeZone: string): string | null {
    const open = this.guided.filter(
      ({ codes, facts }) => codes.includes(String(data['serviceCode'])) && !facts.heldOn && !facts.waivedAt,
    );
    const startsAt = textIn(data, 'startsAt');
    const day = startsAt ? dayOf(startsAt, timeZone) : data['date'];
    const isAny = type === 'visit.cancelled' && !startsAt;
    const onDay = open.find(
      ({ facts }) => facts.booking && (isAny || dayOf(facts.booking.startsAt, timeZone) === day),
    );
    return ((type === 'visit.booked' ? undefined : onDay) ?? open[0])?.visit ?? null;
  }
}

const textIn = (data: Told['data'], name: string): string | null =>
  typeof data[name] === 'string' ? data[name] : null;

const therapistIn = (data: Told['data']): string =>
  String((Object(data['therapist']) as { therapistId?: string }).therapistId);

/** What clears a booking stands before what makes one, when both are said of one instant. */
const CLEARS: readonly string[] = ['visit.cancelled', 'visit.missed'];

function byOccurrence(a: Told, b: Told): number {
  const [first, second] = [a, b].map((event) => [
    event.type === 'course.enrolled' ? 0 : 1,
    inUtc(event.occurredAt),
    CLEARS.includes(event.type) ? 0 : 1,
    event.eventId,
  ]);
  return String(first) < String(second) ? -1 : 1;
}
