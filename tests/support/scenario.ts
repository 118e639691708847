import { appendFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type ClinicCloud, startClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { playStory, readCourses, type Simulation } from '../../local/clinic/play-events.ts';
import { Operator } from '../../local/faults/inject/operator.ts';
import { protocolsOf } from '../../shared/core/protocols/index.ts';
import { localDateOf, localTimeOf, toInstant } from '../../shared/core/time/instant.ts';
import { parsed, type Raw } from './events.ts';
import { clinicWith } from './plan.ts';

/** A story told to the embedded cloud, and what came of it. */
export type Told = Simulation & {
  /** Every e-mail to a patient: `2026-03-19 09:00 C-1: status-4-weeks/booking/2026-03-05/1`. */
  readonly patientEmails: readonly string[];
  /** Every digest: `2026-03-09 07:00 T-1's address: C-1 book:closing, …`. */
  readonly digests: readonly string[];
  /** Every other mail to the clinic: `2026-04-01 07:00 the manager's address: its subject`. */
  readonly clinicMails: readonly string[];
};

/**
 * An embedded cloud with one clinic, shared by the tests of a file and emptied before each. The events need not
 * be in order: one with `receivedAt` arrives then, the others when they occurred. The hourly sweep rests unless it is
 * asked for: it finds nothing in health and takes most of the time.
 */
export function useClinic(changes: Record<string, unknown> = {}, { sweeps = false } = {}) {
  const clinic = clinicWith(changes);
  let running: ClinicCloud | undefined;
  let operator: Operator | undefined;
  const cloud = (): ClinicCloud => {
    if (!running) throw new Error('the cloud is not running');
    return running;
  };
  beforeAll(async () => {
    running = await startClinicCloud(clinic, { startAt: toInstant('2026-01-01T00:00:00Z') });
    operator = new Operator(running);
  });
  afterAll(async () => {
    operator?.stop();
    await running?.cloud.stop();
  });
  let isFresh = true;
  let told: readonly Raw[] = [];
  beforeEach(() => {
    isFresh = true;
    told = [];
  });

  /** Tells events to the clinic until an instant. A second call in one test goes on where the first stopped. */
  async function tell(raw: readonly (Raw & { receivedAt?: string })[], until: string): Promise<Told> {
    const events = raw
      .map((json) => {
        const { receivedAt, ...envelope } = json;
        const [event] = parsed([envelope], undefined, protocolsOf(clinic));
        if (!event) throw new Error('no event');
        return { event, json, arrivesAt: toInstant(receivedAt ?? event.occurredAt) };
      })
      .sort((a, b) => (a.arrivesAt < b.arrivesAt ? -1 : a.arrivesAt > b.arrivesAt ? 1 : 0));
    if (isFresh) {
      await cloud().cloud.reset(events[0]?.arrivesAt ?? toInstant(until));
      if (!sweeps) await operator?.switch('sweep', 'DISABLED');
    }
    told = [...told, ...raw];
    note({ settings: changes, events: told, until });
    const goesOn = !isFresh;
    isFresh = false;
    const simulation = await playStory(cloud(), { events, until: toInstant(until) });
    expect(cloud().cloud.denials()).toEqual([]);
    const earlier = goesOn && (await readCourses(cloud(), await cloud().courseIds(), toInstant(until)));
    return { ...simulation, ...earlier, ...linesOf(simulation, clinic.timeZone) };
  }

  /** Lets months pass in which nobody is told anything: the digest rests, which finds nothing each morning and takes most of the time. */
  async function pass(until: string, raw: readonly Raw[] = []): Promise<Told> {
    if (isFresh) throw new Error('nothing has been told yet');
    await operator?.switch('digest', 'DISABLED');
    const told = await tell(raw, until);
    await operator?.switch('digest', 'ENABLED');
    return told;
  }

  /** Deploys this clinic over what an earlier deployment of it has left; the next story goes on from there. */
  async function deployOver(earlier: ClinicCloud): Promise<void> {
    await cloud().cloud.restore(await earlier.cloud.dump());
    if (!sweeps) await operator?.switch('sweep', 'DISABLED');
    isFresh = false;
  }
  return { clinic, cloud, tell, pass, deployOver };
}

/** Where stories are noted, to be told again with a crash at every call: `npm run faults -- --help`. */
const NOTES = process.env['NOTE_STORIES'];

function note(story: { settings: Record<string, unknown>; events: readonly Raw[]; until: string }): void {
  if (!NOTES || story.events.length === 0) return;
  const { testPath, currentTestName } = expect.getState();
  const name = `${testPath?.replace(/^.*\/scenarios\//, '')}: ${currentTestName}`;
  appendFileSync(NOTES, `${JSON.stringify({ name, ...story })}\n`);
}

function linesOf({ emails }: Simulation, timeZone: string) {
  const at = (sentAt: (typeof emails)[number]['sentAt']) =>
    `${localDateOf(sentAt, timeZone)} ${localTimeOf(sentAt, timeZone)}`;
  const patientEmails = emails
    .filter(({ audience }) => audience === 'patient')
    .map(({ sentAt, courseIds, reminders }) => `${at(sentAt)} ${courseIds}: ${reminders.join(', ')}`);
  const digests = emails
    .filter(({ audience, tasks }) => audience !== 'patient' && tasks.length > 0)
    .map(({ sentAt, to, courseIds, tasks }) => {
      const items = tasks.map((task, index) => `${courseIds[index]} ${task}`);
      return `${at(sentAt)} ${to}: ${items.join(', ')}`;
    });
  const clinicMails = emails
    .filter(({ audience, tasks }) => audience !== 'patient' && tasks.length === 0)
    .map(({ sentAt, to, subject }) => `${at(sentAt)} ${to}: ${subject}`);
  return { patientEmails, digests, clinicMails };
}
