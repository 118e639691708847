/** What a figure is to be: its own value, or its ratio to the floor, at least or at most so much. */
export type Target = {
  readonly of: 'value' | 'ratio';
  readonly at: 'least' | 'most';
  readonly limit: number;
};

/** One figure beside the least that this machine needs for the like of it, measured in the same run. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  /** What value and floor are counted in: `ms`, `courses/s`, `KB`. */
  readonly unit: string;
  /** Null: there is nothing to compare it with. */
  readonly floor: number | null;
  readonly ratio: number | null;
  /** As people read it: `ratio >= 0.8`; null: it is told, and nothing is asked of it. */
  readonly target: string | null;
  readonly met: boolean | null;
};

type Measured = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor?: number;
  readonly target?: Target;
};

/** A figure, held to its target. */
export function figureOf({ name, value, unit, floor, target }: Measured): Figure {
  const ratio = floor === undefined || floor === 0 ? null : value / floor;
  const judged = target?.of === 'ratio' ? ratio : value;
  return {
    name,
    value: rounded(value),
    unit,
    floor: floor === undefined ? null : rounded(floor),
    ratio: ratio === null ? null : rounded(ratio),
    target: target ? `${target.of} ${target.at === 'least' ? '>=' : '<='} ${target.limit}` : null,
    met: target ? judged !== null && isMet(judged, target) : null,
  };
}

const isMet = (judged: number, { at, limit }: Target): boolean =>
  at === 'least' ? judged >= limit : judged <= limit;

/** Three digits say all that a measurement knows. */
const rounded = (value: number): number => Number(value.toPrecision(3));

/** The one in the middle. @param values at least one */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}
