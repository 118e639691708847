import { addMinutes, type Instant, toInstant } from '../../../shared/core/time/instant.ts';
import type { Fault, OutageFault, RestartFault, RestoreFault } from '../stories/fault.ts';
import type { StoryPress } from '../stories/press.ts';
import { arrivalOf, type Deployment, type FaultStory, type StoryEvent } from '../stories/story.ts';

/** What is done to a clinic from outside. */
export type Happening =
  | RestartFault
  | OutageFault
  | RestoreFault
  /** The moment to which a restore will go back. */
  | { readonly kind: 'backup'; readonly of: RestoreFault }
  | { readonly kind: 'deployment'; readonly changes: Deployment['changes'] }
  | { readonly kind: 'presses'; readonly presses: readonly StoryPress[] }
  | { readonly kind: 'events'; readonly to: 'clinic' | 'neighbour'; readonly events: readonly StoryEvent[] };
/** Something that happens, and when. */
export type Moment = { readonly at: Instant; readonly happens: Happening };

/** All that happens, in order of time. */
export function momentsOf(story: FaultStory, faults: readonly Fault[]): Moment[] {
  const { events, presses = [], neighbour = [], deployments = [] } = story;
  return [
    ...deployments.map(({ at, changes }): Moment => ({ at, happens: { kind: 'deployment', changes } })),
    ...arrivals(events, 'clinic'),
    ...arrivals(neighbour, 'neighbour'),
    ...[...Map.groupBy(presses, ({ at }) => toInstant(at))].map(
      ([at, each]): Moment => ({ at, happens: { kind: 'presses', presses: each } }),
    ),
    ...faults.flatMap(momentsOfFault),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const arrivals = (events: readonly StoryEvent[], to: 'clinic' | 'neighbour'): Moment[] =>
  [...Map.groupBy(events, (event) => toInstant(arrivalOf(event)))].map(([at, each]) => ({
    at,
    happens: { kind: 'events', to, events: each },
  }));

function momentsOfFault(fault: Fault): Moment[] {
  switch (fault.kind) {
    case 'restart':
    case 'outage':
      return [{ at: fault.at, happens: fault }];
    case 'restore':
      return [
        { at: addMinutes(fault.at, -fault.hours * 60), happens: { kind: 'backup', of: fault } },
        { at: fault.at, happens: fault },
      ];
    case 'call':
    case 'delivery':
    case 'early':
    case 'meanwhile':
      return [];
    default:
      return fault satisfies never;
  }
}
