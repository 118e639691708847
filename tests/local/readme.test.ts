import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const page = read('local/README.md');

test('names every room', () => {
  const rooms = [...page.matchAll(/^\| `([\w-]+)\/` \|/gm)].map(([, room]) => room);
  const folders = readdirSync(join(ROOT, 'local'), { withFileTypes: true }).filter((each) =>
    each.isDirectory(),
  );
  expect(rooms.sort()).toEqual(folders.map(({ name }) => name).sort());
});

test('shows a test that is run', () => {
  const [, shown] = /^```ts\n([\s\S]*?)^```$/m.exec(page) ?? [];
  expect(shown).toBe(read('tests/scenarios/bench.test.ts'));
});
