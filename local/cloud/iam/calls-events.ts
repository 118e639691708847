import * as z from 'zod';
import type { AwsCall } from '../base/calls.ts';
import type { PutEventsEntry } from '../events/api.ts';
import { type AccessRequest, jsonOf, onEverything, type Place } from './request.ts';

const bodySchema = z.looseObject({
  Entries: z.array(
    z.looseObject({
      Source: z.string().optional(),
      DetailType: z.string().optional(),
      EventBusName: z.string().optional(),
    }),
  ),
});

/** What a call of EventBridge needs. */
export function eventsRequests({ operation, request }: AwsCall, place: Place): AccessRequest[] {
  const parsed = operation === 'PutEvents' ? bodySchema.safeParse(jsonOf(request.body)) : undefined;
  return parsed?.success
    ? putEventsRequests(parsed.data.Entries, place)
    : onEverything(`events:${operation}`);
}

/** One request for each bus; the events' sources and types are keys with many values. */
export function putEventsRequests(
  entries: readonly PutEventsEntry[],
  { account, region }: Omit<Place, 'identities'>,
): AccessRequest[] {
  const byBus = Map.groupBy(entries, ({ EventBusName }) => EventBusName ?? 'default');
  return [...byBus].map(([bus, ofBus]) => ({
    action: 'events:PutEvents',
    resource: bus.startsWith('arn:') ? bus : `arn:aws:events:${region}:${account}:event-bus/${bus}`,
    context: {
      'events:source': distinct(ofBus.map(({ Source }) => Source)),
      'events:detail-type': distinct(ofBus.map(({ DetailType }) => DetailType)),
    },
  }));
}

const distinct = (values: readonly (string | undefined)[]) => [
  ...new Set(values.filter((value) => value !== undefined)),
];
