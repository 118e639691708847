import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import type { Clinic } from '../../shared/clinic.ts';
import { protocolsOf } from '../../shared/core/protocols/index.ts';
import { toInstant } from '../../shared/core/time/instant.ts';
import { startClinicCloud } from '../clinic/clinic-cloud.ts';
import { readSnapshot, type Snapshot } from '../cloud/index.ts';
import { sampleClinic } from '../files/clinic-file.ts';
import { readEventsFile } from '../files/events-file.ts';
import { ClinicSession } from './session.ts';

const sample = (name: string) => fileURLToPath(new URL(`../sample/${name}`, import.meta.url));

/** The events of the sample clinic. */
export const SAMPLE_EVENTS = sample('events.jsonl');
/** Where the sample's story is interesting from the first look: courses under way, e-mails sent. */
export const SAMPLE_START = toInstant('2026-03-02T08:00:00Z');

const FILE = sample('state.json.br');

/** The state at SAMPLE_START, and what tells whether it was made of this clinic and these events. */
type SampleState = { readonly madeOf: string; readonly state: unknown };

/**
 * The sample clinic's state at SAMPLE_START, as it was kept.
 * @returns undefined when settings or events have changed since; what else it depends on, a test watches
 */
export function keptSampleFor(clinic: Clinic): Snapshot | undefined {
  const { madeOf, state } = keptSample();
  return madeOf === digestOf(clinic) ? readSnapshot(state) : undefined;
}

/** What is kept, whatever it was made of. */
export const keptSample = (): SampleState => JSON.parse(brotliDecompressSync(readFileSync(FILE)).toString());

/** Plays the sample from its first event until SAMPLE_START: what is to be kept. The same in every run. */
export async function playSample(): Promise<SampleState> {
  const clinic = sampleClinic();
  const { events } = await readEventsFile(SAMPLE_EVENTS, {
    timeZone: clinic.timeZone,
    protocols: protocolsOf(clinic),
  });
  const clinicCloud = await startClinicCloud(clinic, { startAt: events[0]?.arrivesAt ?? SAMPLE_START });
  const session = new ClinicSession(clinicCloud, events, SAMPLE_START);
  try {
    await session.moveTo(SAMPLE_START);
    return { madeOf: digestOf(clinic), state: withoutChance(await clinicCloud.cloud.dump()) };
  } finally {
    await session.close();
  }
}

const digestOf = (clinic: Clinic): string =>
  createHash('sha256').update(JSON.stringify(clinic)).update(readFileSync(SAMPLE_EVENTS)).digest('hex');

/** The order of items and of their attributes is the engine's; `createdBy` stems from a token that the SDK invents. */
function withoutChance({ tables, ...others }: Snapshot): unknown {
  const sorted = Object.entries(tables).map(([name, items]) => {
    const texts = items.map((item) => JSON.stringify(inOrder(item))).sort();
    return [name, texts.map((text) => JSON.parse(text))];
  });
  const text = JSON.stringify(others, (key, value) => (key === 'createdBy' ? null : value));
  return { ...JSON.parse(text), tables: Object.fromEntries(sorted) };
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, inOrder(member)]));
}

/** A link in an e-mail, and the keys that made it: of chance, and kept, so that the kept e-mails lead somewhere. */
const LINK = /(?<=\/[ps]\/)[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+/g;
const KEY = /"(?:kid|secret)":(?:\{"S":)?"[^"]+"/g;

/** The same state with the chance of links left out, to be compared with another run's. */
export const withoutLinks = ({ madeOf, state }: SampleState): SampleState => ({
  madeOf,
  state: JSON.parse(
    JSON.stringify(state)
      .replace(LINK, '…')
      .replace(KEY, (key) => `${key.slice(0, key.lastIndexOf('"', key.length - 2))}"…"`),
  ),
});

/** Writes what playing the sample leaves behind, if that has changed by more than the chance of links. */
async function keepSample(): Promise<void> {
  const made = await playSample();
  if (!existsSync(FILE) || !isDeepStrictEqual(withoutLinks(keptSample()), withoutLinks(made)))
    writeFileSync(FILE, brotliCompressSync(JSON.stringify(made)));
}

if (import.meta.main) await keepSample();
