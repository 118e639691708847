import { describe, expect, test } from 'vitest';
import { readEventsFile } from '../../../local/files/events-file.ts';
import { GUIDES } from '../../../shared/core/protocols/index.ts';
import { courseEvents, PATIENT } from '../../support/events.ts';
import { temporaryFile } from '../../support/temporary.ts';

const { enrolled, held, event } = courseEvents();
const ENROLLED = JSON.stringify(enrolled('2026-03-02', { patient: { ...PATIENT, name: 'Käthe Øberg' } }));
const HELD = JSON.stringify(held('supplementary-initial', '2026-03-09', '0261'));

async function read(content: string | Buffer) {
  const { events, rejected } = await readEventsFile(temporaryFile('events.jsonl', content), {
    timeZone: 'Europe/Copenhagen',
    protocols: GUIDES,
  });
  return { taken: events.map(({ line, event: { eventId } }) => [line, eventId]), rejected };
}

describe('a file of events', () => {
  const both = [
    [1, 'e001'],
    [2, 'e002'],
  ];

  test.each([
    ['saved by a Windows program: a byte order mark, CRLF', `\uFEFF${ENROLLED}\r\n${HELD}\r\n`],
    ['with a line feed at its end', `${ENROLLED}\n${HELD}\n`],
    ['without', `${ENROLLED}\n${HELD}`],
  ])('%s', async (_, content) => {
    expect(await read(content)).toEqual({ taken: both, rejected: [] });
  });

  test('no other separator ends a line: a text may hold it', async () => {
    const reason = 'Away in April.\u2028Calls again\u0085 in\u2029May.';
    const waived = event('visit.waived', '2026-03-12', { visit: 'closing', reason });
    const content = `${ENROLLED}\n${HELD}\n${JSON.stringify(waived)}\n{bad`;
    expect(await read(content)).toMatchObject({
      taken: [...both, [3, 'e003']],
      rejected: [{ line: 4, message: 'expected one JSON object on one line' }],
    });
  });

  test('a line in another encoding is refused, and the others go on', async () => {
    const content = Buffer.concat([Buffer.from(`${ENROLLED}\n`, 'latin1'), Buffer.from(`${HELD}\n`)]);
    expect(await read(content)).toEqual({
      taken: [[2, 'e002']],
      rejected: [{ line: 1, eventId: null, courseId: null, path: '', message: 'expected UTF-8' }],
    });
  });

  test('a line that is longer than what is read at once is whole, with its letters', async () => {
    const long = JSON.stringify({ ...enrolled('2026-03-03'), note: 'ø'.repeat(100_000) });
    const content = `${ENROLLED}\n# ${'å'.repeat(70_001)}\n${long}\n${HELD}`;
    expect(await read(content)).toEqual({
      taken: [
        [1, 'e001'],
        [3, 'e004'],
        [4, 'e002'],
      ],
      rejected: [],
    });
  });

  const PRETTY = JSON.stringify(JSON.parse(ENROLLED), null, 2);
  const LIST = "this looks like a JSON array; give one object a line (jq -c '.[]').";
  const LINES = 'this looks like JSON over several lines; give one object a line (jq -c .).';
  const UTF_16 = 'this looks like UTF-16; save it as UTF-8.';
  test.each<[string, string | Buffer, string]>([
    ['an array on one line', `[${ENROLLED},${HELD}]`, LIST],
    ['an array, an event a line', `[\n${ENROLLED},\n${HELD}\n]\n`, LIST],
    ['an array that begins on the line of its first event', `# all\n[${ENROLLED},\n${HELD}]`, LIST],
    ['an array with indents', JSON.stringify([JSON.parse(ENROLLED), JSON.parse(HELD)], null, 2), LIST],
    ['objects with indents', `${PRETTY}\n${PRETTY}\n`, LINES],
    ['UTF-16', Buffer.from(`\uFEFF${ENROLLED}\n`, 'utf16le'), UTF_16],
    ['UTF-16 without a mark', Buffer.from(`${ENROLLED}\n`, 'utf16le'), UTF_16],
  ])('%s is told once', async (_, content, sentence) => {
    await expect(read(content)).rejects.toThrow(sentence);
  });

  test('one line that is broken is no other format', async () => {
    expect((await read('{"eventId":')).rejected).toHaveLength(1);
    expect((await read(`[broken\n${HELD}`)).taken).toEqual([[2, 'e002']]);
    expect((await read(`{\n${HELD}`)).taken).toEqual([[2, 'e002']]);
    expect(await read('')).toEqual({ taken: [], rejected: [] });
  });

  test('a refused line names its course, when it has one', async () => {
    const wrong = JSON.stringify({ ...JSON.parse(HELD), type: 'visit.forgotten' });
    expect((await read(`${ENROLLED}\n${wrong}`)).rejected).toMatchObject([{ courseId: 'C-1', path: 'type' }]);
  });
});
