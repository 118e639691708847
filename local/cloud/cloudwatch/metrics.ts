import type { MetricName, Statistic } from '../base/metric-name.ts';

/** Epoch milliseconds: from the first on, before the second. */
export type Span = { readonly from: number; readonly to: number };

type Point = { readonly at: number; readonly value: number };
/** What a queue looks like from an instant on; `oldest` is when the oldest message that counts was sent. */
type Sight = { readonly at: number; readonly visible: number; readonly oldest: number | null };

/** The metrics of a run: points that somebody published, and what AWS itself would see of queues. Times in epoch milliseconds. */
export class Metrics {
  readonly #points = new Map<string, Point[]>();
  readonly #sights = new Map<string, Sight[]>();

  put(metric: MetricName, at: number, value: number): void {
    const key = keyOf(metric);
    const points = this.#points.get(key) ?? [];
    points.push({ at, value });
    this.#points.set(key, points);
  }

  /** Notes a queue as it is now, if it differs from before. */
  see(queue: string, sight: Sight): void {
    const sights = this.#sights.get(queue) ?? [];
    const last = sights.at(-1);
    if (last?.visible === sight.visible && last.oldest === sight.oldest) return;
    sights.push(sight);
    this.#sights.set(queue, sights);
  }

  /** A statistic of a metric in a span; null when it has no data. */
  statistic(metric: MetricName, statistic: Statistic, span: Span): number | null {
    const values =
      metric.namespace === 'AWS/SQS' ? this.#valuesOfQueue(metric, span) : this.#valuesIn(metric, span);
    if (values.length === 0) return null;
    const sum = values.reduce((total, value) => total + value, 0);
    switch (statistic) {
      case 'Maximum':
        return values.reduce((most, value) => Math.max(most, value));
      case 'Minimum':
        return values.reduce((least, value) => Math.min(least, value));
      case 'Sum':
        return sum;
      case 'SampleCount':
        return values.length;
      case 'Average':
        return sum / values.length;
      default:
        return statistic satisfies never;
    }
  }

  clear(): void {
    this.#points.clear();
    this.#sights.clear();
  }

  #valuesIn(metric: MetricName, { from, to }: Span): number[] {
    const points = this.#points.get(keyOf(metric)) ?? [];
    const values: number[] = [];
    for (let index = firstFrom(points, from); index < points.length; index += 1) {
      const point = points[index];
      if (!point || point.at >= to) break;
      values.push(point.value);
    }
    return values;
  }

  /** The extremes of what a queue looked like: what it was at the start, and after every change. */
  #valuesOfQueue({ name, dimensions }: MetricName, { from, to }: Span): number[] {
    const sights = this.#sights.get(dimensions['QueueName'] ?? '') ?? [];
    const values: number[] = [];
    for (let index = Math.max(0, firstFrom(sights, from + 1) - 1); index < sights.length; index += 1) {
      const sight = sights[index];
      if (!sight || sight.at >= to) break;
      const until = Math.min(to, sights[index + 1]?.at ?? to);
      values.push(name === 'ApproximateNumberOfMessagesVisible' ? sight.visible : ageIn(sight, until));
    }
    return values;
  }
}

/** The age of a queue's oldest message at the end of a sight, in seconds. */
const ageIn = ({ oldest }: Sight, until: number): number => (oldest === null ? 0 : (until - oldest) / 1000);

/** The index of the first point that is not before an instant. */
function firstFrom(points: readonly { readonly at: number }[], from: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.at ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function keyOf({ namespace, name, dimensions }: MetricName): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, name, sorted]);
}
