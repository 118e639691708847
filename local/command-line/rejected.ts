import type { Rejected } from '../files/events-file.ts';

const AHEAD = 'occurredAt';

/** Names each rejected line on standard error. Lines that lie ahead of the clock are summed up. */
export function writeRejected(file: string, rejected: readonly Rejected[]): void {
  const ahead = rejected.filter(
    ({ path, message }) => path === AHEAD && message.includes('ahead of the clock'),
  );
  for (const each of rejected) {
    if (ahead.length > 3 && ahead.includes(each)) continue;
    const { line, path, message } = each;
    process.stderr.write(`${file}:${line}: ${path ? `${path}: ` : ''}${message}\n`);
  }
  if (ahead.length > 3) {
    const first = ahead[0]?.line;
    process.stderr.write(
      `${file}: ${ahead.length} lines lie more than a day ahead of the clock, from line ${first}.\n`,
    );
  }
}
