import { expect, test } from 'vitest';
import { whereJsonBreaks } from '../shared/broken-json.ts';
import fc from './support/property.ts';

test.each([
  ['nothing at all', '', 'a value in line 1, column 1'],
  ['no value after a name', '{ "clinicId": ', 'a value in line 1, column 15'],
  ['a word without quotes', '{\n  "name": Sundby\n}', 'a value in line 2, column 11'],
  ['a word that only begins like one of JSON', '[nul]', 'a value or ] in line 1, column 2'],
  ['a comment', '// Sundby\n{}', 'a value in line 1, column 1'],
  ['a comma too many in an object', '{\n  "a": 1,\n}', 'a name in double quotes in line 3, column 1'],
  ['a comma too many in a list', '[1,\r\n]', 'a value in line 2, column 1'],
  ['a comma too few in an object', '{\n  "a": 1\n  "b": 2\n}', 'a comma or } in line 3, column 3'],
  ['a comma too few in a list', '[1 2]', 'a comma or ] in line 1, column 4'],
  ['a name without quotes', '{a: 1}', 'a name in double quotes or } in line 1, column 2'],
  ['a name in single quotes', "{'a': 1}", 'a name in double quotes or } in line 1, column 2'],
  ['no colon', '{"a" 1}', 'a colon in line 1, column 6'],
  ['a bracket too few', '{"a": [1, 2}', 'a comma or ] in line 1, column 12'],
  ['a bracket too many', '{"a": 1}}', 'the end of the file in line 1, column 9'],
  ['a quote too few', '{\n  "a": "b,\n  "c": 1\n}', 'a closing " in line 2, column 11'],
  ['a quote too few at the end', '{"a": "b', 'a closing " in line 1, column 9'],
  ['a name that goes on', '{"a', 'a closing " in line 1, column 4'],
  ['a folder of Windows', '"C:\\data"', 'an escape of JSON, such as \\" or \\n in line 1, column 4'],
  ['a number cut off', '"\\u12"', 'an escape of JSON, such as \\" or \\n in line 1, column 2'],
  ['a tab', '"a\tb"', 'a text without control characters in line 1, column 3'],
  ['a leading zero', '{"a": 01}', 'a comma or } in line 1, column 8'],
  ['a plus', '[+1]', 'a value or ] in line 1, column 2'],
])('%s', (_, text, told) => {
  const { expected, line, column } = whereJsonBreaks(text) ?? {};
  expect(`${expected} in line ${line}, column ${column}`).toBe(told);
});

test('lists within lists, as deep as one may write them', () => {
  const deep = '['.repeat(200_000);
  expect(whereJsonBreaks(`${deep}${']'.repeat(200_000)}`)).toBeNull();
  expect(whereJsonBreaks(deep)).toMatchObject({ line: 1, column: 200_001 });
});

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** A JSON text in which some characters were replaced. */
const typedWrong = fc
  .tuple(
    fc.json(),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'{}[]",:\\u0-1.eEtn \n\t\u007f\u2028é')), {
      maxLength: 3,
    }),
  )
  .map(([text, changes]) =>
    changes.reduce((changed, [seed, character]) => {
      const at = seed % (changed.length + 1);
      return changed.slice(0, at) + character + changed.slice(at + (seed % 2));
    }, text),
  );

test('it breaks where, and only where, JSON.parse refuses the text', () => {
  fc.assert(
    fc.property(typedWrong, (text) => {
      const broken = whereJsonBreaks(text);
      expect(broken === null).toBe(isJson(text));
      if (!broken) return;
      const line = text.split('\n')[broken.line - 1];
      expect(line?.length).toBeGreaterThanOrEqual(broken.column - 1);
    }),
    { numRuns: 2_000 },
  );
});
