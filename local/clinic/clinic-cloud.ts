import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDigestStore } from '../../shared/aws/dynamo-digest-store.ts';
import { createSweepStore } from '../../shared/aws/dynamo-sweep-store.ts';
import { lean } from '../../shared/aws/lean.ts';
import type { Clinic } from '../../shared/clinic.ts';
import { type Instant, toInstant } from '../../shared/core/time/instant.ts';
import { EVENT_SOURCE } from '../../shared/names.ts';
import type { CourseStore } from '../../shared/ports/course-store.ts';
import type { DigestStore } from '../../shared/ports/digest-store.ts';
import { type Cloud, CloudError, type CloudOptions, startCloud } from '../cloud/index.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { type ClinicTable, openTable } from './clinic-table.ts';
import { stackOf } from './template-cache.ts';

/** One clinic's stack in an embedded cloud, with an onlooker's view of its table that counts as nobody's calls. */
export type ClinicCloud = {
  readonly clinic: Clinic;
  readonly cloud: Cloud;
  readonly stackName: string;
  /** The address of its pages, as e-mails have it, without a slash at the end. */
  readonly pagesUrl: string;
  readonly courses: CourseStore;
  readonly digests: DigestStore;
  /** The table as an operator reads it. */
  readonly table: ClinicTable;
  /** A client of the onlooker's own. */
  readonly documents: DynamoDBDocumentClient;
  /** Ids of all courses in the table, sorted. */
  courseIds(): Promise<string[]>;
  /** The first instant after this one at which some course is to be woken; null when none is. */
  nextWakeAfter(at: Instant): Promise<Instant | null>;
  /** Puts an event on the clinic's bus, as its system would. @throws Error when the bus refuses it */
  putEvent(envelope: unknown): void;
  /** Asks for a page of the clinic's, as a browser does. @param address whole, as it stands in an e-mail, or a path */
  open(address: string, init?: RequestInit): Promise<Response>;
};

/**
 * Starts the embedded cloud with one clinic's stack, as it would be deployed.
 * @throws UsageError when it cannot run with these options
 * @throws CloudError when it cannot run on this machine
 */
export async function startClinicCloud(
  clinic: Clinic,
  options: Omit<CloudOptions, 'stacks'>,
): Promise<ClinicCloud> {
  const stack = await stackOf(clinic);
  const cloud = await startCloud({ sandboxes: 'here', ...options, stacks: [stack] }).catch(asUsageError);
  return clinicCloudOf(cloud, clinic, stack.name);
}

function asUsageError(error: unknown): never {
  // An engine that does not come up is nobody's wrong use.
  if (error instanceof CloudError && error.name === 'CloudError') throw new UsageError(error.message);
  throw error;
}

const END_OF_TIME = toInstant('9999-12-31T00:00:00Z');
/** Far more than can be overdue on a clock that stands still while it works. */
const WAKES_LOOKED_AT = 1_000;

/** A clinic's view of a cloud that runs its stack, perhaps among others. */
export function clinicCloudOf(cloud: Cloud, clinic: Clinic, stackName: string): ClinicCloud {
  const tableName = cloud.tableName(stackName);
  let onlooker: { readonly endpoint: string; readonly client: DynamoDBClient } | undefined;
  // The engine may be renewed.
  const client = () => {
    const endpoint = cloud.engineEndpoint;
    if (onlooker?.endpoint === endpoint) return onlooker.client;
    onlooker?.client.destroy();
    const credentials = { accessKeyId: 'onlooker', secretAccessKey: 'onlooker' };
    const { region } = clinic;
    onlooker = { endpoint, client: lean(new DynamoDBClient({ endpoint, region, credentials })) };
    return onlooker.client;
  };
  const documents = () => DynamoDBDocumentClient.from(client());
  const [host] = cloud.stacks.find(({ name }) => name === stackName)?.httpApis[0]?.hosts ?? [];
  const pagesUrl = `https://${host}`;
  const open = () => openTable(client(), tableName, () => cloud.clock.now());
  return {
    clinic,
    cloud,
    stackName,
    pagesUrl,
    get courses() {
      return open().courses;
    },
    get digests() {
      return createDigestStore(documents(), tableName);
    },
    get table() {
      return open();
    },
    get documents() {
      return documents();
    },
    courseIds: () => open().courseIds(),
    async nextWakeAfter(at) {
      const store = createSweepStore(documents(), tableName);
      const { entries } = await store.wakes(END_OF_TIME, null, WAKES_LOOKED_AT);
      const next = entries.find(({ by }) => by > at);
      return next ? toInstant(next.by) : null;
    },
    putEvent(envelope) {
      const type =
        typeof envelope === 'object' && envelope !== null && 'type' in envelope ? String(envelope.type) : '';
      const entry = { Source: EVENT_SOURCE, DetailType: type, Detail: JSON.stringify(envelope) };
      const { FailedEntryCount, Entries } = cloud.putEvents(stackName, [entry]);
      if (FailedEntryCount > 0) throw new Error(`the bus refused an event: ${JSON.stringify(Entries)}`);
    },
    open: (address, init) => fetch(cloud.localUrl(new URL(address, pagesUrl).href), init),
  };
}
