import { expect, test } from 'vitest';
import { firstNameOf } from '../../shared/mail/names.ts';

test.each([
  ['Anna Marie Jensen', 'Anna'],
  ['  Åse  Holm', 'Åse'],
  ['Anne-Marie Jensen', 'Anne-Marie'],
  ["D'Arcy Holm", "D'Arcy"],
  ['J. Holm', 'J.'],
  ['evil.example', null],
  ['0102034567', null],
  ['<b>Anna', null],
  ['', null],
  ['A'.repeat(41), null],
])('the first name of %j', (name, first) => {
  expect(firstNameOf(name)).toBe(first);
});
