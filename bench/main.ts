import { MEASURES, PEERS } from './measures.ts';
import { runBench } from './run-bench.ts';

process.exitCode = await runBench(process.argv.slice(2), {
  measures: MEASURES,
  peers: PEERS,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
