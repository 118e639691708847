import { expect, test } from 'vitest';
import { FUNCTION_NAMES } from '../../infra/constructs/clinic-function.ts';
import { QUEUE_NAMES } from '../../shared/names.ts';
import { read, sectionOf } from './pages.ts';
import { coreArrows, houseArrows } from './room-pictures.ts';

const page = read('docs/architecture.md');
/** The pictures below a heading. */
const picturesOf = (heading: string): string[] =>
  [...sectionOf(page, heading).matchAll(/```mermaid\n([\s\S]*?)```/g)].map(([, picture = '']) => picture);

/** `a --> b & c` as `a --> b` and `a --> c`. */
const arrowsIn = (picture: string): string[] =>
  [...picture.matchAll(/^ {2}(\S+) --> (.+)$/gm)]
    .flatMap(([, from, to = '']) => to.split(' & ').map((each) => `${from} --> ${each}`))
    .sort();

test('the pictures of the rooms are the table of walls', () => {
  const [house = '', core = ''] = picturesOf('## The rooms');
  expect(arrowsIn(house)).toEqual(houseArrows());
  expect(arrowsIn(core)).toEqual(coreArrows());
});

test('the way of an event names every function and every queue', () => {
  const [picture = ''] = picturesOf('## The way of an event');
  const missing = [...FUNCTION_NAMES, ...QUEUE_NAMES.map((name) => `[(${name})]`)].filter(
    (name) => !picture.includes(name),
  );
  expect(missing).toEqual([]);
});
