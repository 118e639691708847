import { expect, test } from 'vitest';
import { MAY_USE } from '../rooms/may-use.ts';
import { read, sectionOf } from './pages.ts';

test('the table of the house names every room', () => {
  const rows = [...sectionOf(read('README.md'), '## The house').matchAll(/^\| `([\w/]+)\/` \| .+ \|$/gm)];
  const named = rows.map(([, room = '']) => room);
  // Of `shared` each folder has a line, elsewhere the whole.
  const rooms = Object.keys(MAY_USE).map((room) => {
    const [top = '', folder = ''] = room.split('/');
    return top === 'shared' && !folder.endsWith('.ts') ? `${top}/${folder}` : top;
  });
  expect([...new Set(rooms)].filter((room) => !named.includes(room))).toEqual([]);
});
