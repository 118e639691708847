import type { Clinic } from '../../shared/clinic.ts';
import { protocolsOf } from '../../shared/core/protocols/index.ts';
import { type Instant, toInstant } from '../../shared/core/time/instant.ts';
import type { StaffMember } from '../../shared/ports/staff-list.ts';
import { openBoard } from '../clinic/board-sign-in.ts';
import { type ClinicCloud, startClinicCloud } from '../clinic/clinic-cloud.ts';
import type { Snapshot } from '../cloud/index.ts';
import { type Command, optional, requiredInstant, type Values } from '../command-line/command.ts';
import { writeRejected } from '../command-line/rejected.ts';
import { toldToStop } from '../command-line/told-to-stop.ts';
import { clinicFor, sampleClinic } from '../files/clinic-file.ts';
import { type EventLine, readEventsFile } from '../files/events-file.ts';
import { SAMPLE_STAFF } from '../sample/staff.ts';
import { createApp } from '../server/app.ts';
import { DEFAULT_PORT, type Door, ifFree, openDoor } from '../server/listen.ts';
import { settleForOutsiders } from '../server/outsiders.ts';
import { keptSampleFor, SAMPLE_EVENTS, SAMPLE_START } from '../server/sample-state.ts';
import { ClinicSession, endOfStory } from '../server/session.ts';
import { createProgress } from '../terminal/progress-bar.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** `serve`: a clinic on this machine, to look at and to play with. */
export const serve: Command = {
  summary: 'A local clinic with a page, an inbox and a clock that can be moved (npm start).',
  help: `Usage: serve [--clinic FILE] [--events FILE|-] [--at INSTANT] [--port N] [--data DIR]

Runs a clinic on the embedded cloud and prints the address of its page. Without options: the sample clinic.

  --clinic FILE   a clinic's settings
  --events FILE   events that arrive as the clock comes to them; - reads standard input
  --at INSTANT    where the clock stands at first; the events before it have arrived. A kept clinic's clock
                  stays where it stood unless this is given
  --port N        the page's port (default 8080, or a free one when that is taken); the AWS APIs get the next one
  --data DIR      keep the state in a folder between runs; one clinic's, by one program at a time

State survives only as long as it runs, unless --data is given: then it is written every few seconds, and at the end.
Stop it with Ctrl+C.
`,
  examples: ['', '--clinic clinics/sundby.json --at 2026-03-02T09:00:00+01:00 --data .data'],
  options: {
    clinic: { type: 'string' },
    events: { type: 'string' },
    at: { type: 'string' },
    port: { type: 'string' },
    data: { type: 'string' },
  },
  async run(values) {
    const clinicFile = optional(values, 'clinic');
    const clinic = clinicFile ? clinicFor(clinicFile) : sampleClinic();
    const eventsFile = optional(values, 'events') ?? (clinicFile ? undefined : SAMPLE_EVENTS);
    const { events, rejected } = eventsFile
      ? await readEventsFile(eventsFile, { timeZone: clinic.timeZone, protocols: protocolsOf(clinic) })
      : { events: [], rejected: [] };
    if (eventsFile !== SAMPLE_EVENTS) writeRejected(eventsFile ?? '', rejected);
    const port = portOf(values);
    const at = optional(values, 'at') ? requiredInstant(values, 'at') : undefined;
    // First, so that a taken port is told at once, and before anything runs that would have to be ended.
    const door = await openDoor(port);
    const stop = toldToStop();
    try {
      const dataDir = optional(values, 'data');
      const apiPort = port === 0 ? undefined : await ifFree((port ?? DEFAULT_PORT) + 1);
      const first = at ?? firstLook(events, eventsFile);
      const clinicCloud = await startClinicCloud(clinic, {
        startAt: events[0]?.arrivesAt ?? first,
        state: stateBefore(first, eventsFile, clinic),
        // The clock stands still while somebody looks around: what was too much once would be so for ever.
        throttling: 'ignored',
        // Code that is being worked on may never let go.
        sandboxes: 'threads',
        ...(apiPort && { port: apiPort }),
        ...(dataDir && { dataDir }),
        onWarning: (sentence) => process.stderr.write(`${sentence}\n`),
      });
      const people = eventsFile === SAMPLE_EVENTS ? SAMPLE_STAFF : [];
      await look(clinicCloud, { events, at, first, door, stop, people });
    } finally {
      await door.close();
    }
    return 0;
  },
};

type Looking = {
  readonly events: readonly EventLine[];
  readonly at: Instant | undefined;
  readonly first: Instant;
  readonly door: Door;
  readonly stop: Promise<void>;
  /** Who may sign in at the clinic's board when nobody may yet. */
  readonly people: readonly StaffMember[];
};

/** Shows the clinic until it is told to stop; then, and when something fails, nothing keeps running. */
async function look(clinicCloud: ClinicCloud, looking: Looking): Promise<void> {
  const { events, at, first, door, stop, people } = looking;
  const { cloud } = clinicCloud;
  const session = new ClinicSession(clinicCloud, events, endOfStory(events, cloud.clock.now()));
  const board = openBoard(clinicCloud, people);
  try {
    settleForOutsiders(session);
    const goal = cloud.isRestored ? goesOnAt(at, cloud.clock.now()) : first;
    await Promise.race([Promise.all([catchUp(session, goal), board]), stop]);
    door.show(createApp(session));
    announce(door.url, clinicCloud);
    // The page comes first. What fails here fails again at the first step of the clock, and is told there.
    cloud.prepare().catch(() => undefined);
    await stop;
  } finally {
    await board.then(
      (opened) => opened?.stop(),
      () => undefined,
    );
    await session.close();
  }
}

/** Where a clinic that begins is first looked at. */
function firstLook(events: readonly EventLine[], file: string | undefined): Instant {
  if (file === SAMPLE_EVENTS) return SAMPLE_START;
  return events[0]?.arrivesAt ?? toInstant(Date.now());
}

/** The sample clinic needs not be played from its beginning: what came before its first look was kept. */
const stateBefore = (first: Instant, file: string | undefined, clinic: Clinic): Snapshot | undefined =>
  file === SAMPLE_EVENTS && first >= SAMPLE_START ? keptSampleFor(clinic) : undefined;

/** A clinic whose state was kept stays where it stood, unless it is told to go on. */
function goesOnAt(at: Instant | undefined, now: Instant): Instant {
  if (at === undefined || at >= now) return at ?? now;
  throw new UsageError(`--at: the kept clinic's clock stands at ${now}, and does not go back.`);
}

/** Lets everything happen that lies before the instant at which the clinic is first looked at. */
async function catchUp(session: ClinicSession, goal: Instant): Promise<void> {
  const from = Date.parse(session.now);
  const total = Date.parse(goal) - from;
  if (total <= 0) return session.moveTo(session.now);
  const progress = createProgress({ total, label: 'Catching up', stream: process.stderr });
  if (!process.stderr.isTTY)
    process.stderr.write(`Catching up from ${session.now.slice(0, 10)} to ${goal.slice(0, 10)} …\n`);
  await session.moveTo(goal, (now) => progress.update(Date.parse(now) - from, now.slice(0, 10)));
  progress.finish();
}

function portOf(values: Values): number | undefined {
  const text = optional(values, 'port');
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_534)
    throw new UsageError('--port: expected 0 to 65534.');
  return port;
}

function announce(url: string, { clinic, cloud, pagesUrl, stackName }: ClinicCloud): void {
  const { endpoint } = cloud;
  const board = clinic.board ? `The board of its staff: ${cloud.localUrl(`${pagesUrl}/board`)}\n` : '';
  process.stdout.write(`Course Reminders is open: ${url}
${board}
DynamoDB, Scheduler, SES, SQS and the event bus answer at ${endpoint}; for the AWS command line:
  export AWS_ENDPOINT_URL=${endpoint} AWS_DEFAULT_REGION=eu-north-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
  aws scheduler list-schedules --group-name ${stackName}
Events: POST ${url}/events, or aws events put-events on the bus ${stackName}. Ctrl+C stops it.
`);
}
