import { courseToJson } from '../../../shared/core/course-json.ts';
import { protocolsOf } from '../../../shared/core/protocols/index.ts';
import type { Instant } from '../../../shared/core/time/instant.ts';
import {
  simulate as runSimulation,
  type Simulation,
  type SimulationOptions,
} from '../../clinic/play-events.ts';
import { type Command, optional, required, requiredInstant } from '../../command-line/command.ts';
import { writeRejected } from '../../command-line/rejected.ts';
import { clinicFor } from '../../files/clinic-file.ts';
import { type EventLine, type Rejected, readEventsFile } from '../../files/events-file.ts';
import { lookOf } from '../../terminal/look.ts';
import { createProgress } from '../../terminal/progress-bar.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { writeCourses } from '../../words/courses.ts';
import { prepareFolder, writeFolder } from './out-folder.ts';
import { renderSummary } from './summary.ts';

/** `simulate`: a clinic's stack on the embedded cloud, over a file of events. */
export const simulate: Command = {
  summary: 'Runs a clinic over a file of events on the embedded cloud, and shows every e-mail.',
  help: `Usage: simulate --events FILE|- --until INSTANT [--clinic FILE] [--json] [--out DIR]

Puts each event on the bus when it occurred (or at its "receivedAt"), lets virtual time jump from one due thing to
the next, and captures every e-mail.

  --events FILE     events, one JSON envelope a line; - reads standard input
  --until INSTANT   when to stop, e.g. 2027-03-01T00:00:00+01:00
  --clinic FILE     a clinic's settings; without it the sample clinic's, with no closures
  --json            print JSON instead of tables
  --out DIR         write each e-mail as .html and .txt, with its calendar file, and result.json, into a folder
                    instead of what an earlier run left there

DYNAMODB_ENGINE chooses the engine: memory (usual), dynoxide, dynamodb-local, or the address of a running one.
Exit code 1 when a line was rejected or a message ended as a dead letter.
`,
  examples: ['--events local/sample/events.jsonl --until 2026-06-01T09:00:00+02:00'],
  options: {
    events: { type: 'string' },
    until: { type: 'string' },
    clinic: { type: 'string' },
    json: { type: 'boolean' },
    out: { type: 'string' },
  },
  async run(values) {
    const file = required(values, 'events', 'a file of events, or - for standard input');
    const until = requiredInstant(values, 'until');
    const clinic = clinicFor(optional(values, 'clinic'));
    const { events, rejected } = await readEventsFile(file, {
      timeZone: clinic.timeZone,
      protocols: protocolsOf(clinic),
    });
    assertNotBefore(until, events);
    const out = optional(values, 'out');
    if (out) await prepareFolder(out);
    const startedAt = performance.now();
    const simulation = await withProgress({ clinic, events, until });
    const result = { ...simulationToJson(simulation), rejected };
    if (out) await writeFolder(out, result, simulation.attachments);
    if (values['json']) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    else writeForPeople(simulation, result, clinic.timeZone, performance.now() - startedAt);
    writeRejected(file, rejected);
    return rejected.length > 0 || simulation.deadLetters.length > 0 ? 1 : 0;
  },
};

function withProgress(options: SimulationOptions): Promise<Simulation> {
  const from = Date.parse(options.events[0]?.arrivesAt ?? options.until);
  const progress = createProgress({ total: Date.parse(options.until) - from, label: 'Simulating' });
  const onProgress = (at: Instant, emails: number) =>
    progress.update(Date.parse(at) - from, `${at.slice(0, 10)}, ${emails} e-mails`);
  return runSimulation({ ...options, onProgress }).finally(() => progress.finish());
}

type Result = ReturnType<typeof simulationToJson> & { readonly rejected: readonly Rejected[] };

function writeForPeople(
  { from, until }: Simulation,
  result: Result,
  timeZone: string,
  elapsedMs: number,
): void {
  writeCourses(result.courses, { asOf: until, timeZone });
  const summary = renderSummary(
    { ...result, elapsedMs, from, until },
    { ...lookOf(process.stdout), timeZone },
  );
  process.stdout.write(`\n${summary}\n`);
}

/** The published shape of a simulation, but for the rejected lines. */
function simulationToJson({ emails, plans, deadLetters, calls, audit }: Simulation) {
  return {
    emails,
    courses: plans.map(courseToJson),
    deadLetters: deadLetters.map(({ queue, messageId, receiveCount, reason }) => ({
      queue,
      messageId,
      receiveCount,
      reason: reason ?? null,
    })),
    calls,
    audit,
  };
}

/** @throws UsageError when there would be nothing to run */
function assertNotBefore(until: Instant, [first]: readonly EventLine[]): void {
  if (!first || first.arrivesAt <= until) return;
  throw new UsageError(`--until: the first event arrives at ${first.arrivesAt}; expected a later instant.`);
}
