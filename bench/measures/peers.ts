import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { join } from 'node:path';
import { figureOf, median } from '../figure.ts';
import { CannotMeasureError, type Measure, ROUNDS } from '../measure.ts';
import { pipelineEvents } from '../sample-courses.ts';

const COURSES_A_ROUND = 60;
const POSTGRES = process.env['POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const REDIS = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';
/** Far ahead, as a next wake is. */
const WAKE_IN_SECONDS = 14 * 86_400;

type Peer = {
  /** Takes an event in, hands it to a worker, and puts the course's next wake ahead. */
  handle(event: object): Promise<void>;
  stop(): Promise<void>;
};

/** Other ways to keep work and its time, with what they need: enrol, hold and book as jobs, each of which sets a later one. */
export const PEERS: Readonly<Record<string, Measure>> = {
  'pg-boss': peer('pg-boss', ['PostgreSQL', POSTGRES], async (load) => {
    const PgBoss = load('pg-boss');
    const boss = new PgBoss({ connectionString: POSTGRES, schema: 'bench_pg_boss', supervise: false });
    await boss.start();
    for (const queue of ['events', 'wakes']) await boss.createQueue(queue);
    return {
      async handle(event) {
        await boss.send('events', event);
        const [job] = await boss.fetch('events');
        await boss.send('wakes', job.data, { startAfter: WAKE_IN_SECONDS });
        await boss.complete('events', job.id);
      },
      stop: () => boss.stop({ graceful: false }),
    };
  }),
  'graphile-worker': peer('graphile-worker', ['PostgreSQL', POSTGRES], async (load) => {
    const { makeWorkerUtils, run, Logger } = load('graphile-worker');
    const pgPool = new (load('pg').Pool)({ connectionString: POSTGRES });
    const options = {
      connectionString: POSTGRES,
      schema: 'bench_graphile',
      logger: new Logger(() => () => {}),
    };
    const utils = await makeWorkerUtils(options);
    await utils.migrate();
    const later = { runAt: new Date(Date.now() + WAKE_IN_SECONDS * 1000) };
    let done = () => {};
    const event = async (told: object) => {
      await utils.addJob('wake', told, later);
      done();
    };
    const runner = await run({ ...options, concurrency: 1, noHandleSignals: true, taskList: { event } });
    return {
      async handle(told) {
        const { promise, resolve } = Promise.withResolvers<void>();
        done = resolve;
        await utils.addJob('event', told);
        await promise;
      },
      async stop() {
        await runner.stop();
        await utils.release();
        await pgPool.end();
      },
    };
  }),
  bullmq: peer('bullmq', ['Redis', REDIS], async (load) => {
    const { Queue, Worker } = load('bullmq');
    const connection = { url: REDIS, maxRetriesPerRequest: null };
    const [events, wakes] = [
      new Queue('bench-events', { connection }),
      new Queue('bench-wakes', { connection }),
    ];
    const worker = new Worker('bench-events', null, { connection });
    // Whoever asks something of them hears of it as well.
    for (const each of [events, wakes, worker]) each.on('error', () => {});
    return {
      async handle(event) {
        await events.add('event', event);
        const job = await worker.getNextJob('bench');
        await wakes.add('wake', job.data, { delay: WAKE_IN_SECONDS * 1000 });
        await job.moveToCompleted('done', 'bench', false);
      },
      async stop() {
        await Promise.all([events.obliterate({ force: true }), wakes.obliterate({ force: true })]);
        await Promise.all([events.close(), wakes.close(), worker.close()]);
      },
    };
  }),
};

// biome-ignore lint/suspicious/noExplicitAny: what is loaded only when asked has no types here.
type Load = (name: string) => any;

function peer(
  name: string,
  [service, url]: readonly [string, string],
  start: (load: Load) => Promise<Peer>,
): Measure {
  return {
    about: `the same as \`pipeline\` on ${name}, when ${service} answers`,
    async run(show) {
      const load = loaderOf(name);
      await assertAnswers(service, url);
      try {
        return [figureOf({ name: `peers.${name}`, value: await measured(), unit: 'courses/s' })];
      } catch (error) {
        // A program that is not ours may fail as it likes: the others are measured all the same.
        throw new CannotMeasureError(`it failed: ${error instanceof Error ? error.message : error}`);
      }

      async function measured(): Promise<number> {
        const running = await start(load);
        try {
          const rounds: number[] = [];
          for (let round = 0; round < ROUNDS; round += 1) {
            show(round / ROUNDS, name);
            rounds.push(await coursesASecond(running, round));
          }
          return median(rounds);
        } finally {
          await running.stop();
        }
      }
    },
  };
}

async function coursesASecond({ handle }: Peer, round: number): Promise<number> {
  const before = performance.now();
  for (let index = 0; index < COURSES_A_ROUND; index += 1)
    for (const event of pipelineEvents(`C-${round}-${index}`)) await handle(event);
  return (COURSES_A_ROUND * 1000) / (performance.now() - before);
}

/** @throws CannotMeasureError when they were not installed */
function loaderOf(name: string): Load {
  const load = createRequire(join(import.meta.dirname, '../peers/package.json'));
  try {
    load.resolve(name);
  } catch {
    throw new CannotMeasureError('it is not installed here: npm install --prefix bench/peers.');
  }
  return load;
}

/** @throws CannotMeasureError when nothing listens there */
async function assertAnswers(service: string, url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect({ host: hostname, port: Number(port) }, resolve);
  socket.on('error', reject);
  try {
    await promise;
  } catch {
    const variable = service === 'Redis' ? 'REDIS_URL' : 'POSTGRES_URL';
    throw new CannotMeasureError(`no ${service} answers at ${hostname}:${port}; ${variable} names another.`);
  } finally {
    socket.destroy();
  }
}
