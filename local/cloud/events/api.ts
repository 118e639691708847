import * as z from 'zod';
import type { AwsRequest, AwsResponse, AwsService } from '../base/aws-api.ts';
import type { VirtualClock } from '../base/clock.ts';
import type { EventBuses } from './bus.ts';

const MAX_ENTRIES = 10;
const MAX_BYTES = 1024 * 1024;

const entrySchema = z.looseObject({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  EventBusName: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  /** Epoch seconds. */
  Time: z.number().optional(),
});

const requestSchema = z.looseObject({ Entries: z.array(entrySchema).min(1).max(MAX_ENTRIES) });

/** One entry of a PutEvents request; `Time` in epoch seconds. */
export type PutEventsEntry = z.input<typeof entrySchema>;
export type PutEventsResultEntry =
  | { readonly EventId: string }
  | { readonly ErrorCode: string; readonly ErrorMessage: string };
export type PutEventsResult = { readonly FailedEntryCount: number; readonly Entries: PutEventsResultEntry[] };

const TARGET = /^AWSEvents\.(PutEvents|ListEventBuses)$/;

/** The EventBridge API that senders use: PutEvents, and ListEventBuses to look around. */
export class EventsApi implements AwsService {
  readonly #buses: EventBuses;
  readonly #clock: VirtualClock;
  readonly #warn: (sentence: string) => void;

  /** @param warn hears of what AWS passes over in silence */
  constructor(buses: EventBuses, clock: VirtualClock, warn: (sentence: string) => void = () => undefined) {
    this.#buses = buses;
    this.#clock = clock;
    this.#warn = warn;
  }

  operationOf(request: AwsRequest): string | undefined {
    return TARGET.exec(request.headers['x-amz-target'] ?? '')?.[1];
  }

  handle(request: AwsRequest): AwsResponse {
    if (this.operationOf(request) === 'ListEventBuses') return json(200, { EventBuses: this.#list() });
    const input = requestSchema.safeParse(parseJson(request.body));
    if (!input.success) return refusal(`Invalid request: ${z.prettifyError(input.error)}`);
    if (sizeOf(input.data.Entries) > MAX_BYTES) {
      return refusal('Total size of the entries in the request is over the limit.');
    }
    return json(200, this.putEvents(input.data.Entries));
  }

  /** Puts each entry on its bus; an entry that is refused does not stop the others. */
  putEvents(entries: readonly PutEventsEntry[], senderAccount?: string): PutEventsResult {
    const results = entries.map((entry) => this.#putOne(entry, senderAccount));
    return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
  }

  #putOne(entry: PutEventsEntry, account: string | undefined): PutEventsResultEntry {
    const busName = (entry.EventBusName ?? 'default').replace(/^arn:.*:event-bus\//, '');
    const detail = parseJson(entry.Detail ?? '');
    if (!entry.Source) return invalid('Source');
    if (!entry.DetailType) return invalid('DetailType');
    if (!entry.Detail) return invalid('Detail');
    if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) {
      return failed('MalformedDetail', 'Detail is malformed.');
    }
    if (/^aws\./.test(entry.Source)) {
      return failed('NotAuthorizedForSourceException', 'Not authorized for the source.');
    }
    if (!this.#buses.has(busName)) {
      const names = this.#buses.names().join(', ');
      this.#warn(
        `An event went to the bus ${busName}, which does not exist: AWS would lose it without a word. There are ${names}.`,
      );
    }
    const EventId = this.#buses.put({
      busName,
      source: entry.Source,
      detailType: entry.DetailType,
      detail,
      ...(account !== undefined && { account }),
      resources: entry.Resources ?? [],
      time: entry.Time === undefined ? this.#clock.millis() : entry.Time * 1000,
    });
    return { EventId };
  }

  #list() {
    return this.#buses.names().map((Name) => ({ Name, Arn: this.#buses.arnOf(Name) }));
  }
}

const failed = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage });

const invalid = (field: string) =>
  failed('InvalidArgument', `Parameter ${field} is not valid. Reason: ${field} is a required argument.`);

const json = (status: number, body: unknown): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});

const refusal = (message: string) => json(400, { __type: 'ValidationException', message });

const sizeOf = (entries: readonly PutEventsEntry[]) =>
  entries.reduce((sum, entry) => sum + Buffer.byteLength(JSON.stringify(entry)), 0);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
