import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, read } from './pages.ts';

const FOLDER = 'docs/decisions';
const files = readdirSync(join(ROOT, FOLDER))
  .filter((file) => file !== 'README.md')
  .sort();

/** The rows of the list. */
const rows = read(`${FOLDER}/README.md`)
  .split('\n')
  .flatMap((line) => {
    const cells = line.match(/^\| (\d+) \| \[(.+)\]\((.+)\) \| (.+) \| (.+) \| (.+) \|$/)?.slice(1);
    if (!cells) return [];
    const [number = '', title = '', file = '', gist = '', status = '', date = ''] = cells;
    return [{ number, title, file, gist, status, date }];
  });

describe('the list of decisions', () => {
  test('names every record, in order', () => {
    expect(rows.map(({ file }) => file)).toEqual(files);
  });

  test.each(rows)('$number. $title', ({ number, title, file, status, date }) => {
    expect(file.slice(0, 5)).toBe(`${number.padStart(4, '0')}-`);
    const record = read(`${FOLDER}/${file}`);
    expect(record.split('\n')[0]).toBe(`# ${number}. ${title}`);
    for (const part of ['Context', 'Decision', 'Consequence']) expect(record).toContain(`**${part}.**`);
    expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const successor = status.match(/^superseded by (\d+)$/)?.[1];
    if (successor) expect(rows.map((row) => row.number)).toContain(successor);
    else expect(status).toBe('accepted');
  });
});
