import type { Rejected } from '../files/events-file.ts';

/** More of them help nobody to mend a file. */
const MOST_NAMED = 20;
const MOST_AHEAD = 3;

/** Names each rejected line on standard error, the first ones of many. Lines ahead of the clock are summed up. */
export function writeRejected(
  file: string,
  rejected: readonly Rejected[],
  write: (line: string) => void = (line) => process.stderr.write(line),
): void {
  const ahead = rejected.filter(isAhead);
  const named = ahead.length > MOST_AHEAD ? rejected.filter((each) => !isAhead(each)) : rejected;
  for (const { line, path, message } of named.slice(0, MOST_NAMED))
    write(`${file}:${line}: ${path ? `${path}: ` : ''}${message}\n`);
  const rest = named.length - MOST_NAMED;
  if (rest > 0) write(`${file}: and ${rest} more mistakes.\n`);
  if (ahead.length > MOST_AHEAD)
    write(
      `${file}: ${ahead.length} lines lie more than a day ahead of the clock, from line ${ahead[0]?.line}.\n`,
    );
}

const isAhead = ({ path, message }: Rejected): boolean =>
  path === 'occurredAt' && message.includes('ahead of the clock');
