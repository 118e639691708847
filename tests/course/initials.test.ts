import { expect, test } from 'vitest';
import { initialsOf } from '../../shared/course/initials.ts';
import fc, { anyCharacter } from '../support/property.ts';

test.each([
  ['Anna Marie Jensen', 'AMJ'],
  ['Anne-Marie Jensen', 'AMJ'],
  ['Anna', 'A'],
  ['åse ørsted æbelø', 'ÅØÆ'],
  ['A\u030ase Holm', 'ÅH'],
  ['  (Bo)  "Kim"\tHansen ', 'BKH'],
  ["Siobhan O'Neill", 'SO'],
  ['𐐨nna Holm', '𐐀H'],
  ['Anna 👩🏽 Holm', 'AH'],
  ['\u202eAnna\u202c Holm', 'AH'],
  ['Anna 010203-4567', 'A'],
  ['a b c d e f g h', 'ABCDEF'],
  ['', '?'],
  ['  ', '?'],
  ['123', '?'],
  ['\ud83d', '?'],
])('initials of %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('initials are short, of letters, and never empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 100 }), (name) => {
      const initials = initialsOf(name);
      expect(initials).toMatch(/^(?:\?|[\p{L}\p{M}]+)$/u);
      expect(initials.length).toBeLessThanOrEqual(20);
      expect(initials.isWellFormed()).toBe(true);
    }),
  );
});
