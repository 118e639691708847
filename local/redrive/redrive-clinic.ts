import type { Clinic } from '../../shared/clinic.ts';
import { protocolsOf } from '../../shared/core/protocols/index.ts';
import type { Instant } from '../../shared/core/time/instant.ts';
import type { DigestStore } from '../../shared/ports/digest-store.ts';
import { type ClinicTable, UnreadableCourseError } from '../clinic/clinic-table.ts';
import type { DeadLetters } from './dead-letters.ts';
import { type Diagnosis, diagnose, type Found } from './diagnose.ts';
import { type Content, type Letter, readLetter, type Subject } from './letter.ts';
import type { OperatorLog } from './operator-log.ts';

/** What the operator wants done. */
export type Order =
  | { readonly action: 'list' }
  /** `all`: those that would be handled now. */
  | { readonly action: 'redrive'; readonly ids: ReadonlySet<string> | 'all' }
  | { readonly action: 'discard'; readonly ids: ReadonlySet<string>; readonly reason: string };

/** `skipped`: redriving all leaves it where it is, because it would come back. */
export type Outcome = 'left' | 'skipped' | 'redriven' | 'discarded';

/** A letter without its body. */
export type WorkedLetter = Omit<Letter, 'body'> &
  Subject & { readonly diagnosis: Diagnosis; readonly outcome: Outcome };

export type Work = {
  readonly letters: readonly WorkedLetter[];
  /** Ids that the operator named and no letter has. */
  readonly unknown: readonly string[];
  /** Letters that SQS counts and did not hand out: somebody else looks at them, or the count lags behind. */
  readonly unseen: number;
};

/** The dead letters of one queue, in whatever way they are reached. */
export type DeadLetterQueue = Pick<DeadLetters, keyof DeadLetters>;

export type RedriveTools = {
  readonly queues: readonly DeadLetterQueue[];
  readonly table: Pick<ClinicTable, 'course'>;
  readonly worklist: DigestStore['worklist'];
  readonly log: Pick<OperatorLog, 'add'>;
  readonly clinic: Clinic;
  readonly now: Instant;
};

type OnProgress = (done: number, total: number) => void;

/** Diagnoses a clinic's dead letters and does with them what the operator wants; gives back all that stay. */
export async function redriveClinic(
  tools: RedriveTools,
  order: Order,
  onProgress: OnProgress = () => undefined,
): Promise<Work> {
  const counts = await Promise.all(tools.queues.map((queue) => queue.count()));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const letters: WorkedLetter[] = [];
  const take = (letter: WorkedLetter) => {
    letters.push(letter);
    onProgress(letters.length, total);
  };
  // Each queue gives back what it holds, whatever becomes of the others.
  const ends = await Promise.allSettled(tools.queues.map((queue) => workQueue(queue, tools, order, take)));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  const known = new Set(letters.map(({ letterId }) => letterId));
  const named = order.action === 'list' || order.ids === 'all' ? [] : [...order.ids];
  return {
    letters: letters.sort(byQueueAndAge(tools)),
    unknown: named.filter((id) => !known.has(id)),
    unseen: Math.max(0, total - letters.length),
  };
}

async function workQueue(
  queue: DeadLetterQueue,
  tools: RedriveTools,
  order: Order,
  take: (letter: WorkedLetter) => void,
): Promise<void> {
  try {
    for await (const batch of queue.batches()) {
      const diagnosed = await Promise.all(batch.map((letter) => diagnoseLetter(letter, tools)));
      for (const [letter, about] of diagnosed) {
        const outcome = outcomeOf(letter, about.diagnosis, order);
        await act(queue, letter, about, outcome, order, tools);
        const { body: _, ...told } = letter;
        take({ ...told, ...about, outcome });
      }
    }
  } finally {
    await queue.giveBack();
  }
}

type About = Subject & { readonly diagnosis: Diagnosis };

async function diagnoseLetter(letter: Letter, tools: RedriveTools): Promise<[Letter, About]> {
  const { clinic, now } = tools;
  const { subject, content } = readLetter(letter, {
    now,
    timeZone: clinic.timeZone,
    protocols: protocolsOf(clinic),
  });
  const found = await lookUp(content, tools);
  return [letter, { ...subject, diagnosis: diagnose(letter, content, found, { clinic, now }) }];
}

async function lookUp(content: Content, { table, worklist }: RedriveTools): Promise<Found> {
  switch (content.kind) {
    case 'events':
    case 'wake': {
      const loaded = await table.course(content.courseId);
      if (loaded instanceof UnreadableCourseError) return { kind: 'unreadable', error: loaded.message };
      return { kind: 'course', loaded };
    }
    case 'digest': {
      const { unreadable } = await worklist();
      return { kind: 'worklist', unreadable };
    }
    case 'request':
    case 'invalid':
      return { kind: 'nothing' };
    default:
      return content satisfies never;
  }
}

function outcomeOf({ letterId }: Letter, { advice }: Diagnosis, order: Order): Outcome {
  switch (order.action) {
    case 'list':
      return 'left';
    case 'discard':
      return order.ids.has(letterId) ? 'discarded' : 'left';
    case 'redrive':
      if (order.ids === 'all') return advice === 'redrive' ? 'redriven' : 'skipped';
      return order.ids.has(letterId) ? 'redriven' : 'left';
    default:
      return order satisfies never;
  }
}

/** Notes what is done before it is done: nothing leaves the dead letters without a trace. */
async function act(
  queue: DeadLetterQueue,
  letter: Letter,
  { diagnosis, ...subject }: About,
  outcome: Outcome,
  order: Order,
  { log, now, clinic }: RedriveTools,
): Promise<void> {
  if (outcome !== 'redriven' && outcome !== 'discarded') return;
  const { letterId } = letter;
  const { cause, reason: text } = diagnosis;
  const reason = order.action === 'discard' ? order.reason : null;
  const entry = { at: now, action: outcome, queue: letter.queue, letterId, ...subject };
  await log.add({ ...entry, cause, diagnosis: text, reason }, clinic.retention.logDays);
  await (outcome === 'redriven' ? queue.redrive(letter) : queue.remove(letter));
}

const byQueueAndAge =
  ({ queues }: RedriveTools) =>
  (a: WorkedLetter, b: WorkedLetter): number => {
    const place = ({ queue }: WorkedLetter) => queues.findIndex(({ name }) => name === queue);
    return (
      place(a) - place(b) || (a.firstSentAt < b.firstSentAt ? -1 : a.firstSentAt > b.firstSentAt ? 1 : 0)
    );
  };
