import { type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import type { Fault, OutageFault, RestartFault } from '../stories/fault.ts';
import { arrivalOf, type StoryEvent } from '../stories/story.ts';

/** What is done to the clinic from outside. */
export type Happening =
  | RestartFault
  | OutageFault
  | { readonly kind: 'events'; readonly events: readonly StoryEvent[] };
/** Something that happens, and when. */
export type Moment = { readonly at: Instant; readonly happens: Happening };

/** All that happens, in order of time. */
export function momentsOf(events: readonly StoryEvent[], faults: readonly Fault[]): Moment[] {
  const arrivals = [...Map.groupBy(events, (event) => toInstant(arrivalOf(event)))];
  return [
    ...arrivals.map(([at, each]): Moment => ({ at, happens: { kind: 'events', events: each } })),
    ...faults.flatMap((fault): Moment[] =>
      fault.kind === 'restart' || fault.kind === 'outage' ? [{ at: fault.at, happens: fault }] : [],
    ),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
