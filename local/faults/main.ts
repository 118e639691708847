import { parseArgs } from 'node:util';
import { clinicFor } from '../files/clinic-file.ts';
import { EXIT_CODES, exitFor } from '../terminal/exit.ts';
import { createProgress } from '../terminal/progress-bar.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { asTest } from './as-test.ts';
import type { Tried } from './attempt.ts';
import { atEveryCall, type Series } from './exhaustive.ts';
import { isClean } from './judge/judge.ts';
import { neighbourOf, startStage } from './play/stage.ts';
import { failsLike, trySeed } from './seeds.ts';
import { shrink } from './shrink.ts';
import type { Mixture } from './stories/random-story.ts';
import { STORIES } from './stories/stories.ts';
import { type ClinicStories, readStories } from './stories/stories-file.ts';
import { Tally } from './tally.ts';

const HELP = `Usage: npm run -s faults -- [--seeds N] [--from K] [--seed K] [--harsh] [--crashes] [--races]
                          [--only NAME] [--stories FILE]

Tells stories to the embedded cloud while things go wrong, and compares with the undisturbed run.

  --seeds N       so many random mixtures of faults (default: 100)
  --from K        begin with seed K (default: 1)
  --seed K        this one only
  --harsh         mixtures of much more, and for days: several courses, long failures, heaps of deliveries, other
                  settings meanwhile, a table that is brought back, a clinic beside it
  --crashes       instead, every story with a crash before and after every single call
  --races         instead, every story with another handler at work before every single call
  --only NAME     with --crashes or --races: only stories whose name begins so
  --stories FILE  with --crashes or --races: these stories, which the scenarios note when NOTE_STORIES names a file

Progress and what was found go to standard error, one line of JSON to standard output.
Exit code 1 when something was lost, sent twice, stuck, or sent although nobody wanted it any more.
${EXIT_CODES}
`;

type Stage = Awaited<ReturnType<typeof startStage>>;
/** More failures of one run are counted and named, but not shrunk. */
const MOST_SHRUNK = 3;

async function main(args: readonly string[]): Promise<number> {
  const options = optionsOf(args);
  if (options === null) {
    process.stdout.write(HELP);
    return 0;
  }
  const tally = new Tally();
  for (const { clinic, stories } of options.clinics) {
    const stage = await startStage(clinic, options.mixture === 'harsh' ? neighbourOf(clinic) : undefined);
    try {
      for (const series of options.series) await atEvery(stage, tally, series, stories);
      if (options.series.length === 0) await seeds(stage, tally, options);
    } finally {
      await stage.stop();
    }
  }
  process.stdout.write(`${JSON.stringify(tally.counts())}\n`);
  return tally.isClean ? 0 : 1;
}

/** @throws UsageError when they make no sense */
function optionsOf(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    seeds: text,
    from: text,
    seed: text,
    harsh: flag,
    crashes: flag,
    races: flag,
    only: text,
    stories: text,
    help: flag,
  };
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) return null;
  const series = (['crashes', 'races'] as const).filter((name) => values[name]);
  const first = numberOf('from', values.seed ?? values.from ?? '1');
  const count = values.seed === undefined ? numberOf('seeds', values.seeds ?? '100') : 1;
  if (values.harsh && series.length > 0) throw new UsageError('--harsh is about seeds.');
  const mixture: Mixture = values.harsh ? 'harsh' : 'mild';
  if (values.stories && series.length === 0) throw new UsageError('--stories needs --crashes or --races.');
  if (values.only && series.length === 0) throw new UsageError('--only needs --crashes or --races.');
  const known: ClinicStories[] = [{ clinic: clinicFor(undefined), stories: STORIES }];
  const all = values.stories ? readStories(values.stories) : known;
  const clinics = all.map(({ clinic, stories }) => ({
    clinic,
    stories: stories.filter(({ name }) => name.startsWith(values.only ?? '')),
  }));
  return { first, last: first + count - 1, mixture, series, clinics };
}

function numberOf(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new UsageError(`--${name}: expected a whole number above 0.`);
}

type Seeds = { readonly first: number; readonly last: number; readonly mixture: Mixture };

async function seeds(stage: Stage, tally: Tally, { first, last, mixture }: Seeds): Promise<void> {
  const progress = createProgress({ total: last - first + 1, label: 'Faults' });
  for (let seed = first; seed <= last; seed += 1) {
    const tried = await trySeed(stage, seed, mixture);
    tally.add(tried, 1);
    progress.update(seed - first + 1, `seed ${seed}, ${tally.failures} failed`);
    if (isClean(tried.verdict)) continue;
    progress.finish();
    tell(`seed ${seed}`, tried);
    if (tally.failures <= MOST_SHRUNK) await tellShrunk(stage, tried);
  }
  progress.finish();
}

async function tellShrunk(stage: Stage, tried: Tried): Promise<void> {
  const smallest = await shrink(tried, (trial) => failsLike(tried, stage, trial));
  process.stderr.write(`\n${asTest(smallest)}\n`);
}

async function atEvery(
  stage: Stage,
  tally: Tally,
  series: Series,
  stories: ClinicStories['stories'],
): Promise<void> {
  for (const story of stories) {
    const progress = createProgress({ total: 1, label: story.name });
    for await (const { total, done, ...tried } of atEveryCall(stage, story, series)) {
      tally.add(tried, 0);
      progress.update(done / total);
      if (isClean(tried.verdict)) continue;
      progress.finish();
      tell(story.name, tried);
    }
    progress.finish();
  }
}

function tell(name: string, { faults, verdict }: Pick<Tried, 'faults' | 'verdict'>): void {
  process.stderr.write(`${name}: ${JSON.stringify(faults)}\n`);
  for (const [what, sentences] of Object.entries(verdict)) {
    for (const sentence of sentences) process.stderr.write(`  ${what}: ${sentence}\n`);
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const { code, sentence } = exitFor(error);
  process.stderr.write(`faults: ${sentence}\n`);
  process.exitCode = code;
}
