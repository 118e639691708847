import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serve } from '../../../local/commands/serve.ts';
import { courseEvents } from '../../support/events.ts';
import { served } from '../../support/served.ts';
import { temporaryFile } from '../../support/temporary.ts';

const AT = '2026-03-02T09:00:00+01:00';
const newFolder = () => join(mkdtempSync(join(tmpdir(), 'serve-')), 'data');
const SAMPLE = 'clinics/sample.json';
const NORTH = temporaryFile(
  'north.json',
  JSON.stringify({ ...JSON.parse(readFileSync(SAMPLE, 'utf8')), clinicId: 'north' }),
);

/** How many engines this process runs. */
const engines = () =>
  spawnSync('ps', ['-o', 'args=', '--ppid', `${process.pid}`], { encoding: 'utf8' }).stdout.match(/ guard /g)
    ?.length ?? 0;

/** A clinic that is served within this process, and what is asked of its page. */
async function open(options: Record<string, string>) {
  const { url, ...clinic } = await served(options);
  return {
    ...clinic,
    get: async (path: string) => (await fetch(`${url}${path}`)).text(),
    post: (event: unknown) =>
      fetch(`${url}/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(event),
      }),
  };
}

const clockIn = (folder: string): string =>
  JSON.parse(readFileSync(join(folder, 'cloud.json'), 'utf8')).clock;

test('a taken port is told at once, and nothing keeps running', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  await expect(serve.run({ port }, [])).rejects.toThrow(
    `port ${port} is taken: choose another one, or 0 for any.`,
  );
  expect(engines()).toBe(0);
  other.close();
});

test('a kept clinic goes on where it stood, is kept when the window is closed, and is no other clinic’s', async () => {
  const data = newFolder();
  const clinic = SAMPLE;
  const first = await open({ clinic, at: AT, data });
  expect((await first.post(courseEvents('C-1').enrolled('2026-03-02'))).status).toBe(202);
  // Two programs in one folder would each undo what the other kept.
  await expect(serve.run({ clinic, port: '0', data }, [])).rejects.toThrow('is in use by another program');
  await expect.poll(() => readdirSync(data), { timeout: 5000 }).toContain('cloud.json');
  await first.stop('SIGHUP');
  expect(readdirSync(data)).toEqual(['cloud.json']);
  expect(engines()).toBe(0);

  const again = await open({ clinic, data });
  expect(JSON.parse(await again.get('/api/courses'))).toMatchObject([{ courseId: 'C-1' }]);
  await again.stop('SIGINT');
  expect(clockIn(data)).toBe('2026-03-02T08:00:00.000Z');

  await expect(serve.run({ clinic, port: '0', data, at: '2026-03-01T09:00:00+01:00' }, [])).rejects.toThrow(
    "--at: the kept clinic's clock stands at 2026-03-02T08:00:00.000Z, and does not go back.",
  );
  await expect(serve.run({ clinic: NORTH, port: '0', data, at: AT }, [])).rejects.toThrow(
    'keeps the state of course-reminders-sample, not of course-reminders-north',
  );
  expect(clockIn(data)).toBe('2026-03-02T08:00:00.000Z');
  expect(engines()).toBe(0);
});

test('a folder that cannot be written is told before anything runs', async () => {
  const data = temporaryFile('a-file', '');
  await expect(serve.run({ clinic: SAMPLE, port: '0', at: AT, data }, [])).rejects.toThrow(
    `${data} is no folder that can be written (EEXIST).`,
  );
});

test('where there is no terminal it says what it waits for; a lock that a crash left behind does not count', async () => {
  const data = mkdtempSync(join(tmpdir(), 'serve-'));
  const { pid } = spawnSync('true');
  writeFileSync(join(data, 'lock'), String(pid));
  // Over midnight only: a day would have all that the clock brings about in it.
  const enrolled = courseEvents('C-1').enrolled('2026-03-02T23:50:00Z');
  const events = temporaryFile('events.jsonl', JSON.stringify(enrolled));
  const clinic = await open({ clinic: SAMPLE, at: '2026-03-03T00:05:00Z', data, events });
  expect(clinic.told.err).toBe('Catching up from 2026-03-02 to 2026-03-03 …\n');
  await clinic.stop('SIGINT');
  expect(readdirSync(data)).toEqual(['cloud.json']);
});
