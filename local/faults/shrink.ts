import type { Trial } from './attempt.ts';
import type { CallFault, Fault, MeanwhileFault } from './stories/fault.ts';

/** How often a smaller trial may be tried before the best one so far has to do. */
const MOST_TRIES = 150;
/** Without some events there are fewer calls: the fault is looked for earlier. */
const MOST_CALLS_EARLIER = 12;

/**
 * The shortest history with the fewest faults that still fails: takes away one thing at a time for as long as it
 * does.
 * @param fails tries a smaller trial
 */
export async function shrink(
  failing: Trial,
  fails: (trial: Trial) => Promise<boolean>,
  mostTries = MOST_TRIES,
): Promise<Trial> {
  let smallest = failing;
  let tries = 0;
  for (let shrunk = true; shrunk && tries < mostTries; ) {
    shrunk = false;
    for (const smaller of smallerThan(smallest)) {
      tries += 1;
      if (tries > mostTries) break;
      if (!(await fails(smaller))) continue;
      smallest = smaller;
      shrunk = true;
      break;
    }
  }
  return smallest;
}

/** Trials with one thing less, the most promising first. */
function* smallerThan({ story, faults }: Trial): Generator<Trial> {
  const { neighbour, ...alone } = story;
  if (neighbour) yield { story: alone, faults };
  for (const index of story.deployments?.keys() ?? [])
    yield { story: { ...story, deployments: story.deployments?.toSpliced(index, 1) ?? [] }, faults };
  for (const index of faults.keys()) yield { story, faults: faults.toSpliced(index, 1) };
  for (const [index, fault] of faults.entries()) {
    for (const simpler of simplerThan(fault)) yield { story, faults: faults.with(index, simpler) };
  }
  for (let index = story.events.length - 1; index >= 0; index -= 1) {
    const shorter = { ...story, events: story.events.toSpliced(index, 1) };
    yield { story: shorter, faults };
    for (const earlier of withEarlierCalls(faults)) yield { story: shorter, faults: earlier };
  }
}

function simplerThan(fault: Fault): Fault[] {
  switch (fault.kind) {
    case 'call':
    case 'delivery':
      return fault.times !== undefined && fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
    case 'outage':
      return fault.hours > 1 ? [{ ...fault, hours: Math.floor(fault.hours / 2) }] : [];
    case 'early':
    case 'meanwhile':
    case 'restart':
    case 'restore':
      return [];
    default:
      return fault satisfies never;
  }
}

function* withEarlierCalls(faults: readonly Fault[]): Generator<Fault[]> {
  const calls = faults.filter(isCounted);
  if (calls.length === 0) return;
  for (let less = 1; less <= MOST_CALLS_EARLIER; less += 1) {
    if (calls.some(({ call }) => call <= less)) return;
    yield faults.map((fault) => (isCounted(fault) ? { ...fault, call: fault.call - less } : fault));
  }
}

const isCounted = (fault: Fault): fault is CallFault | MeanwhileFault =>
  fault.kind === 'call' || fault.kind === 'meanwhile';
