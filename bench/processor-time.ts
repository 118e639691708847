import { readdirSync, readFileSync } from 'node:fs';

/** A tick of the kernel's accounts of processes, on every Linux that Node runs on. */
const TICK_MS = 10;

/** Milliseconds of processor time of this process, its threads, and the processes that it has started and that still run. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + startedMs();
}

/** What is told of processes stands in /proc, on Linux only; elsewhere what was started is not counted. */
function startedMs(): number {
  const processes = numbersIn('/proc').flatMap((pid) => statOf(pid) ?? []);
  const started = new Set([process.pid]);
  // A child may be listed before its parent.
  for (let before = 0; before !== started.size; ) {
    before = started.size;
    for (const { pid, parent } of processes) if (started.has(parent)) started.add(pid);
  }
  return processes
    .filter(({ pid }) => pid !== process.pid && started.has(pid))
    .reduce((sum, { ticks }) => sum + ticks * TICK_MS, 0);
}

function numbersIn(folder: string): number[] {
  try {
    return readdirSync(folder).map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Null when it has ended meanwhile. */
function statOf(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold anything; what follows is state, parent, and then times at 12 and 13.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return null;
  }
}
