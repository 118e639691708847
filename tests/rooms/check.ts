import { join } from 'node:path';
import { readImports } from './imports.ts';
import { MAY_USE } from './may-use.ts';
import { findingsOf, roomOf } from './walls.ts';

/** `npm run deps`: fails when an import goes through a wall, or in a circle. */
const imports = readImports(join(import.meta.dirname, '../..'));
const { unknown, stray, fileCircles, roomCircles } = findingsOf(imports, MAY_USE);
const lines = [
  ...unknown.map((room) => `${room}: expected a line in tests/rooms/may-use.ts that says what it may use`),
  ...stray.map(({ from, to }) => `${from} imports ${to}: ${roomOf(from, MAY_USE)} may not use it`),
  ...fileCircles.map((files) => `a circle of files: ${files.join(', ')}`),
  ...roomCircles.map((rooms) => `a circle of rooms: ${rooms.join(', ')}`),
];
for (const line of lines) process.stderr.write(`${line}\n`);
process.stdout.write(
  `${imports.files.length} files, ${imports.imports.length} imports, ${lines.length} findings\n`,
);
if (lines.length > 0) process.exitCode = 1;
