import { ANSWERS_PATH } from '../../shared/api/app.ts';
import type { CourseEvent } from '../../shared/core/events/events.ts';
import type { Instant } from '../../shared/core/time/instant.ts';
import { initialsOf } from '../../shared/course/initials.ts';
import { BOARD } from '../../shared/web/board/paths.ts';
import { decodedWords, mailSource } from '../clinic/mail-source.ts';
import type { AttentionData } from '../page/attention-page.ts';
import { readFilter } from '../page/board-filter.ts';
import type { EventFields } from '../page/event-form.ts';
import type { Frame, Notice } from '../page/frame.ts';
import { search } from '../words/search.ts';
import type { ClinicSession } from './session.ts';

/** What each page of a session is to show; the pages in `local/page` only draw it. */

export const frameOf = (session: ClinicSession, notice?: Notice): Frame => ({
  staffBoard: staffBoardOf(session),
  clinic: session.clinicCloud.clinic,
  now: session.now,
  emailCount: session.emails.length,
  version: session.version,
  attentionCount: session.attention.count(),
  busy: session.isBusy,
  lastStep: session.lastStep,
  notice,
});

const staffBoardOf = ({ clinicCloud: { clinic, cloud, pagesUrl } }: ClinicSession): string | undefined =>
  clinic.board && cloud.localUrl(`${pagesUrl}${BOARD}`);

export const boardView = async (session: ClinicSession, query: Readonly<Record<string, string>>) => ({
  ...frameOf(session),
  courses: await session.courses(),
  filter: readFilter(query),
});

export const plannedView = async (session: ClinicSession, query: Readonly<Record<string, string>>) => ({
  ...frameOf(session),
  courses: await session.courses(),
  query,
});

export type CourseQuery = {
  readonly courseId: string;
  /** The type of event whose example the form shows. */
  readonly eventType: string | undefined;
  readonly notice?: Notice | undefined;
  /** What was typed into the form before, when that was refused. */
  readonly typed?: EventFields | undefined;
  /** The id of an event of the course that the form is filled with. */
  readonly copy?: string | undefined;
};

/** @returns null when there is no such course */
export async function courseView(
  session: ClinicSession,
  { courseId, notice, eventType, typed, copy }: CourseQuery,
) {
  const found = await session.course(courseId);
  if (!found) return null;
  const { events } = found;
  const copied = events.find(({ eventId }) => eventId === copy);
  return {
    ...frameOf(session, notice),
    ...found,
    emails: session.emails,
    events: events.map((event) => ({ event, retractionId: newId() })),
    eventId: newId(),
    eventType,
    typed: typed ?? (copied && fieldsLike(copied, session.now)),
  };
}

const newId = () => `page-${crypto.randomUUID()}`;

const fieldsLike = ({ courseId, type, data }: CourseEvent, now: Instant): EventFields => ({
  courseId,
  type,
  occurredAt: now,
  data: JSON.stringify(data, null, 2),
});

export async function searchView(session: ClinicSession, query: string) {
  const frame = frameOf(session);
  const courses = (await session.everyCourse()).map(({ course: { courseId, status }, patient }) => ({
    courseId,
    status,
    patient: patient && { ...patient, initials: initialsOf(patient.name) },
  }));
  return { ...frame, query, found: search(query, { courses, emails: session.emails }) };
}

export const inboxView = (session: ClinicSession, audience: string | undefined) => ({
  ...frameOf(session),
  emails: session.emails,
  audience,
});

/** @returns null when there is no such e-mail */
export function emailView(session: ClinicSession, messageId: string) {
  const email = session.emails.find((each) => each.messageId === messageId);
  const sent = session.sentEmail(messageId);
  if (!email || !sent) return null;
  const { from, replyTo, cc, bcc, attachments: files } = sent;
  const source = mailSource(sent, session.clinicCloud.clinic.region);
  const pages = pagesIn(email.text, session.clinicCloud);
  const whole = { from: decodedWords(from), replyTo, copies: [...cc, ...bcc], files, pages, source };
  return { ...frameOf(session), email, whole };
}

/** Where this machine shows the pages that an e-mail leads to. */
const pagesIn = (text: string, { cloud, pagesUrl }: ClinicSession['clinicCloud']): string[] => [
  ...new Set(
    text
      .split(/[\s<>]+/)
      .filter((word) => word.startsWith(`${pagesUrl}/`))
      .map((address) => cloud.localUrl(address)),
  ),
];

export const notFoundView = (session: ClinicSession) => frameOf(session);

/** What the form of the page holds. */
type FormQuery = Pick<CourseQuery, 'eventType' | 'notice' | 'typed'>;

/** @param page the address of the page itself, as the browser knows it */
export function connectView(session: ClinicSession, page: string, { notice, ...form }: FormQuery) {
  const { clinic, cloud, stackName, pagesUrl } = session.clinicCloud;
  const endpoints = {
    page,
    aws: cloud.endpoint,
    region: clinic.region,
    clinicId: clinic.clinicId,
    bus: stackName,
    table: cloud.tableName(stackName),
    scheduleGroup: stackName,
    answers: cloud.localUrl(`${pagesUrl}${ANSWERS_PATH}`),
    api: cloud.localUrl(`${pagesUrl}/v1`),
  };
  return { ...frameOf(session, notice), endpoints, eventId: newId(), ...form };
}

export const attentionView = async (
  session: ClinicSession,
  { notice, typed }: { notice?: Notice | undefined; typed?: AttentionData['typed'] } = {},
) => ({
  work: await session.attention.work({ action: 'list' }),
  alarms: session.attention.alarms(),
  errors: session.attention.errors(),
  ...frameOf(session, notice),
  typed,
});
