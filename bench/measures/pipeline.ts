import {
  DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { stackOf } from '../../local/clinic/template-cache.ts';
import { CloudError, readTemplate, startDynamo, Tables } from '../../local/cloud/index.ts';
import { sampleClinic } from '../../local/files/clinic-file.ts';
import { createCourseStore } from '../../shared/aws/dynamo-course-store.ts';
import { lean } from '../../shared/aws/lean.ts';
import { fingerprintOf } from '../../shared/core/settings/fingerprint.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { advance } from '../../shared/course/advance.ts';
import { figureOf, median } from '../figure.ts';
import { byTurns, CannotMeasureError, type Measure, processorTime } from '../measure.ts';
import { pipelineEvents } from '../sample-courses.ts';

const COURSES_A_ROUND = 60;
const NOW = toInstant('2026-03-10T10:00:00Z');
/** Stands in recorded calls where a course's id is. */
const RECORDED = 'C-recorded';

type Recorded =
  | { readonly kind: 'query'; readonly input: QueryCommandInput }
  | { readonly kind: 'write'; readonly input: TransactWriteItemsCommandInput };
/** What is done with one course, by what is made once. */
type Side = (client: DynamoDBClient, tableName: string) => (courseId: string) => Promise<void>;
type Round = { readonly coursesASecond: number; readonly cpuMs: number };

/** Enrolled, held, booked: what the system does with a course against the bare calls that write the same items. */
export const pipeline: Measure = {
  about: 'enrol, hold and book through `advance` with the AWS clients, against the bare calls of a client',
  async run(show) {
    const recorded = await record();
    const sides = { advance: advanced, floor: replayed(recorded) };
    const figures = [];
    for (const [index, atOnce] of [1, 16].entries()) {
      const shown = await byTurns(
        {
          advance: () => round(sides.advance, atOnce),
          floor: () => round(sides.floor, atOnce),
        },
        (done, doing) => show((index + done) / 2, `${doing}, ${atOnce} at once`),
      );
      const of = (side: readonly Round[], what: keyof Round) => median(side.map((each) => each[what]));
      figures.push(
        figureOf({
          name: `pipeline.${atOnce}-at-once`,
          value: of(shown.advance, 'coursesASecond'),
          unit: 'courses/s',
          floor: of(shown.floor, 'coursesASecond'),
          target: { of: 'ratio', at: 'least', limit: 0.8 },
        }),
        figureOf({
          name: `pipeline.${atOnce}-at-once.cpu`,
          value: of(shown.advance, 'cpuMs'),
          unit: 'ms/operation',
          floor: of(shown.floor, 'cpuMs'),
        }),
      );
    }
    return figures;
  },
};

/** One side, on an engine of its own: what it does with so many courses, and at what cost of this process. */
async function round(side: Side, atOnce: number): Promise<Round> {
  return onEngine(async (client, tableName) => {
    const course = side(client, tableName);
    // What only the first courses pay is no part of it.
    for (let index = 0; index < 5; index += 1) await course(`C-warm-${index}`);
    const courseIds = Array.from({ length: COURSES_A_ROUND }, (_, index) => `C-${index}`);
    const before = performance.now();
    const { cpuMs } = await processorTime(async () => {
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          for (let next = courseIds.pop(); next !== undefined; next = courseIds.pop()) await course(next);
        }),
      );
    });
    const seconds = (performance.now() - before) / 1000;
    return { coursesASecond: COURSES_A_ROUND / seconds, cpuMs: cpuMs / (COURSES_A_ROUND * 3) };
  });
}

async function onEngine<T>(work: (client: DynamoDBClient, tableName: string) => Promise<T>): Promise<T> {
  const { tables } = readTemplate(await stackOf(sampleClinic()));
  const engine = await ownEngine();
  const client = new DynamoDBClient({
    endpoint: engine.endpoint,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  try {
    await new Tables(engine.endpoint, tables).createEmpty();
    return await work(client, tables[0]?.name ?? '');
  } finally {
    client.destroy();
    await engine.stop();
  }
}

/** An engine in a process of its own: what it computes is no part of what a client costs. */
async function ownEngine() {
  try {
    return await startDynamo('dynoxide');
  } catch (error) {
    if (error instanceof CloudError) throw new CannotMeasureError(error.message);
    throw error;
  }
}

/** As a function does it, but for the Scheduler, to which the floor has nothing alike. */
const advanced: Side = (client, tableName) => {
  const documents = DynamoDBDocumentClient.from(lean(client), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const clinic = sampleClinic();
  const tools = {
    store: createCourseStore(documents, tableName, () => NOW),
    wakes: { arm: async () => true },
    clinic,
    fingerprint: fingerprintOf(clinic),
    now: () => NOW,
    pause: async () => {},
  };
  return async (courseId) => {
    for (const event of pipelineEvents(courseId))
      await advance(tools, courseId, { kind: 'events', events: [event] });
  };
};

/** The calls of one course, as they go out. */
async function record(): Promise<readonly Recorded[]> {
  return onEngine(async (client, tableName) => {
    const calls: Recorded[] = [];
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          // What goes over the wire is what a client without a document's layer takes.
          const { body } = args.request as { readonly body: Uint8Array };
          calls.push(callOf(String(commandName), JSON.parse(new TextDecoder().decode(body))));
          return next(args);
        },
      { step: 'build' },
    );
    await advanced(client, tableName)(RECORDED);
    return calls;
  });
}

function callOf(commandName: string, input: unknown): Recorded {
  if (commandName === 'QueryCommand') return { kind: 'query', input: input as QueryCommandInput };
  if (commandName === 'TransactWriteItemsCommand') {
    // Each call has a token of its own, which the client makes.
    const { ClientRequestToken: _, ...write } = input as TransactWriteItemsCommandInput;
    return { kind: 'write', input: write };
  }
  throw new Error(`${commandName} is no call that the floor has`);
}

const replayed =
  (calls: readonly Recorded[]): Side =>
  (client) =>
  async (courseId) => {
    for (const { kind, input } of calls.map((call) => forCourse(call, courseId)))
      await (kind === 'query'
        ? client.send(new QueryCommand(input as QueryCommandInput))
        : client.send(new TransactWriteItemsCommand(input as TransactWriteItemsCommandInput)));
  };

const forCourse = (call: Recorded, courseId: string): Recorded =>
  JSON.parse(JSON.stringify(call).replaceAll(RECORDED, courseId));
