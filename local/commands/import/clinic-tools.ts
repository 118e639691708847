import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Clinic } from '../../../shared/clinic.ts';
import type { CourseEvent } from '../../../shared/core/events/events.ts';
import type { Instant } from '../../../shared/core/time/instant.ts';
import { onlyErased } from '../../../shared/import/compare.ts';
import { EVENT_SOURCE, resourceName } from '../../../shared/names.ts';
import { openDeployedTable } from '../../clinic/clinic-table.ts';
import { UnableError } from '../../terminal/unable-error.ts';
import type { ImportTools } from './import-run.ts';

/** So many events a call of the bus may bring. */
const MOST_ENTRIES = 10;
const TRIES = 5;
const MOMENT = 1000;

/** A deployed clinic, by its table and its bus; a local one with AWS_ENDPOINT_URL. */
export function clinicTools(clinic: Clinic, now: Instant): Omit<ImportTools, 'show'> {
  const bus = new EventBridgeClient({ region: clinic.region });
  const { courses } = openDeployedTable(clinic, now);
  const wait = () => new Promise<void>((done) => setTimeout(done, MOMENT));
  return {
    wait,
    recorded: async (courseId) => {
      const { head, events } = await courses.load(courseId);
      return head?.status === 'erased' ? onlyErased(courseId, now) : events.map(({ event }) => event);
    },
    async send(events) {
      for (let from = 0; from < events.length; from += MOST_ENTRIES)
        await put(bus, resourceName(clinic), events.slice(from, from + MOST_ENTRIES), wait);
    },
  };
}

/** @throws UnableError when the bus does not take them after some tries */
async function put(
  bus: EventBridgeClient,
  name: string,
  events: readonly CourseEvent[],
  wait: () => Promise<void>,
) {
  let left = events.map((event) => ({
    EventBusName: name,
    Source: EVENT_SOURCE,
    DetailType: event.type,
    Detail: JSON.stringify(event),
  }));
  for (let tried = 0; left.length > 0; tried += 1) {
    if (tried === TRIES)
      throw new UnableError(`The bus ${name} does not take events of yours; import again to go on.`);
    if (tried > 0) await wait();
    const { Entries = [] } = await bus.send(new PutEventsCommand({ Entries: left }));
    left = left.filter((_, index) => Entries[index]?.ErrorCode !== undefined);
  }
}
