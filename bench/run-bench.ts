import { parseArgs } from 'node:util';
import { lookOf, paint } from '../local/terminal/look.ts';
import { createProgress } from '../local/terminal/progress-bar.ts';
import { renderTable } from '../local/terminal/text-table.ts';
import type { Figure } from './figure.ts';
import { CannotMeasureError, type Measure } from './measure.ts';

/** What is there to measure, and where it is told. */
export type Bench = {
  readonly measures: Readonly<Record<string, Measure>>;
  readonly peers: Readonly<Record<string, Measure>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
};

const helpOf = ({
  measures,
  peers,
}: Bench) => `Usage: npm run -s bench -- [--only NAME,NAME] [--peers] [--json]

Measures this system on this machine, each figure beside the least that the machine needs for the like of it in the same run.

  --only NAMES   some of the measures, by their names, with commas; without it all but those that are measured when named
  --peers        besides, ${Object.keys(peers).join(', ')}: what npm install --prefix bench/peers brings, where it can run
  --json         one line of JSON at the end: {"figures":[{"name","value","unit","floor","ratio","target","met"}]}

${Object.entries(measures)
  .map(
    ([name, { about, isOnlyNamed }]) => `  ${name.padEnd(14)}${about}${isOnlyNamed ? ': when named' : ''}\n`,
  )
  .join('')}
Exit code 0: every target is met; 1: one is missed; 2: something could not be measured, or was asked wrongly.
`;

/**
 * Measures what is asked for. What cannot be measured here is told in a sentence; the rest is measured all the same.
 * @returns the exit code
 */
export async function runBench(args: readonly string[], bench: Bench): Promise<number> {
  const complain = (sentence: string) => bench.err(`bench: ${sentence}\n`);
  const asked = optionsOf(args, bench, complain);
  if (asked === null) return 2;
  if (asked.help) {
    bench.out(helpOf(bench));
    return 0;
  }
  const figures: Figure[] = [];
  let isComplete = asked.unknown.length === 0;
  for (const name of asked.unknown)
    complain(
      `there is no measure ${JSON.stringify(name)}; there are ${Object.keys(bench.measures).join(', ')}.`,
    );
  for (const [name, measure] of asked.measures) {
    const found = await measured(name, measure, complain);
    if (found === null) isComplete = false;
    else figures.push(...found);
  }
  bench.out(asked.json ? `${JSON.stringify({ figures })}\n` : `${tableOf(figures).join('\n')}\n`);
  if (!isComplete) return 2;
  return figures.some(({ met }) => met === false) ? 1 : 0;
}

type Complain = (sentence: string) => void;

function optionsOf(args: readonly string[], { measures: known, peers }: Bench, complain: Complain) {
  const options = {
    only: { type: 'string' },
    peers: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    const usual = Object.keys(known).filter((name) => !known[name]?.isOnlyNamed);
    const names = values.only?.split(',').map((name) => name.trim()) ?? usual;
    const own = Object.entries(known).filter(([name]) => names.includes(name));
    const measures = [...own, ...(values.peers ? Object.entries(peers) : [])];
    const unknown = names.filter((name) => !Object.hasOwn(known, name));
    return { measures, unknown, json: values.json === true, help: values.help === true };
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)} (see --help)`);
    return null;
  }
}

async function measured(
  name: string,
  measure: Measure,
  complain: Complain,
): Promise<readonly Figure[] | null> {
  const progress = createProgress({ total: 1, label: `Measuring ${name}` });
  try {
    return await measure.run((done, doing) => progress.update(done, doing));
  } catch (error) {
    if (!(error instanceof CannotMeasureError)) throw error;
    complain(`${name}: ${error.message}`);
    return null;
  } finally {
    progress.finish();
  }
}

function tableOf(figures: readonly Figure[]): string[] {
  const look = lookOf(process.stdout);
  const verdict = (met: boolean | null) =>
    met === null ? '' : met ? paint(look, 'green', 'met') : paint(look, 'red', 'missed');
  return renderTable(
    [
      { title: 'figure' },
      { title: 'value', align: 'right' },
      { title: 'floor', align: 'right' },
      { title: 'ratio', align: 'right' },
      { title: 'target' },
      { title: '' },
    ],
    figures.map(({ name, value, unit, floor, ratio, target, met }) => [
      name,
      `${value} ${unit}`,
      floor === null ? '' : `${floor}`,
      ratio === null ? '' : `${ratio}`,
      target ?? '',
      verdict(met),
    ]),
    look,
  );
}
