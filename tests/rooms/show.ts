import { join, resolve } from 'node:path';
import { lookOf } from '../../local/terminal/look.ts';
import { renderTable } from '../../local/terminal/text-table.ts';
import { type Imports, readImports } from './imports.ts';
import { MAY_USE } from './may-use.ts';
import { covers, findingsOf, type MayUse, roomArrows, roomOf } from './walls.ts';

/** `npm run rooms [-- FOLDER]`: the rooms of this repository, or of another checkout, as `npm run deps` sees them. */
const root = resolve(process.argv[2] ?? join(import.meta.dirname, '../..'));
const house = readImports(root);
process.stdout.write([...tableOf(house, MAY_USE), '', ...summaryOf(house, MAY_USE), ''].join('\n'));

function tableOf({ files, imports }: Imports, table: MayUse): string[] {
  const filesOf = Map.groupBy(files, (file) => roomOf(file, table));
  const arrows = roomArrows(imports, table);
  const rows = [...filesOf]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([room, inside]) => {
      const uses = arrows.flatMap(([from, to]) => (from === room ? [to] : []));
      const users = arrows.filter(([, to]) => to === room).length;
      return [room, `${inside.length}`, `${users}`, `${uses.length}`, uses.join(' ')];
    });
  const right = { align: 'right' } as const;
  const columns = [
    { title: 'room' },
    { title: 'files', ...right },
    { title: 'users', ...right },
    { title: 'uses', ...right },
    { title: '' },
  ];
  return renderTable(columns, rows, lookOf(process.stdout));
}

function summaryOf(house: Imports, table: MayUse): string[] {
  const { files, imports } = house;
  const { unknown, stray, fileCircles, roomCircles } = findingsOf(house, table);
  const rooms = new Set(files.map((file) => roomOf(file, table)));
  const unused = Object.entries(table).flatMap(([room, uses]) => {
    const here = imports.filter(({ from }) => roomOf(from, table) === room);
    return uses
      .filter((use) => !here.some(({ to }) => covers(use, to, table)))
      .map((use) => `${room} may use ${use}, and does not`);
  });
  return [
    `${rooms.size} rooms, ${files.length} files, ${roomArrows(imports, table).length} arrows between rooms`,
    `${stray.length} imports through a wall, ${unknown.length} rooms without walls`,
    ...circles('files', fileCircles),
    ...circles('rooms', roomCircles),
    ...unused,
  ].map((line) => `  ${line}`);
}

function circles(what: string, found: readonly (readonly string[])[]): string[] {
  return [`${found.length} circles of ${what}`, ...found.map((names) => `  ${names.join(', ')}`)];
}
