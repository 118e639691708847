import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { courseEvents } from '../support/events.ts';
import { asOperator } from '../support/operator.ts';
import { useClinic } from '../support/scenario.ts';
import { STENOSIS } from '../support/stories.ts';
import { temporaryFile } from '../support/temporary.ts';

const { cloud, clinic, tell } = useClinic();

const LIST = `Patientnr;Navn;E-mail;Telefon;Samtykke;Behandler;Aftalenr;Dato;Kl;Ydelse;Status
1017;Åse Sørensen;aase@example.dk;+45 55 55 01 23;ja;MH;7;05-03-2026;09:30;0251;Mødt
1017;Åse Sørensen;aase@example.dk;+45 55 55 01 23;ja;MH;8;07-04-2026;09:30;0254;Aftalt
1018;Bo Lund;bo@example.dk;;ja;MH;9;31-02-2026;11:00;0261;Aftalt`;
const MAPPING = temporaryFile(
  'mapping.json',
  JSON.stringify({ therapists: { MH: { therapistId: 'mette', name: 'Mette Holm' } } }),
);
const READ_AS = ['--mapping', MAPPING, '--as-of', '2026-03-10T09:00:00Z'];

/** A command that waits for what it sent, while the clinic goes on. */
async function commanded(...args: readonly string[]) {
  let isDone = false;
  const command = asOperator(cloud(), clinic, ...args).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await cloud().cloud.settle();
    await new Promise((soon) => setTimeout(soon, 50));
  }
  return command;
}
const flat = (text: string) => text.replace(/\s+/g, ' ');
const eventsOf = async (courseId: string) =>
  (await cloud().courses.load(courseId)).events.map(({ event }) => event.type);

test('a list is imported: tried, told, and again; then what is kept is exported, and the patient gets his e-mail', async () => {
  await tell([], '2026-03-10T10:00:00Z');
  const list = temporaryFile('list.csv', LIST);

  const tried = await commanded('import', list, ...READ_AS, '--dry-run');
  expect(tried.code).toBe(1);
  expect(flat(tried.out)).toContain('1017 new enrolled, held 0251, booked 0254');
  expect(await eventsOf('1017')).toEqual([]);

  const told = await commanded('import', list, ...READ_AS);
  expect(told.code).toBe(1);
  expect(told.err).toContain('expected an existing date');
  expect(told.out + told.err).not.toMatch(/Åse|aase@|Bo Lund/);
  expect((await eventsOf('1017')).sort()).toEqual(['course.enrolled', 'visit.booked', 'visit.held']);
  expect(await eventsOf('1018')).toEqual([]);

  const before = await cloud().courses.load('1017');
  expect(flat((await commanded('import', list, ...READ_AS)).out)).toMatch(/1 unchanged|unchanged 1/);
  expect(await cloud().courses.load('1017')).toEqual(before);

  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect(await commanded('export', '--course', '1017', '--to', folder)).toMatchObject({ code: 0, err: '' });
  expect(readdirSync(folder).sort()).toEqual([
    'appointments.csv',
    'appointments.ics',
    'log.csv',
    'patient.csv',
  ]);
  expect(readFileSync(join(folder, 'patient.csv'), 'utf8')).toContain('Åse Sørensen');
  expect(await commanded('export', '--course', '1018', '--to', folder)).toMatchObject({
    code: 3,
    err: expect.stringContaining('no such course'),
  });

  const { patientEmails } = await tell([], '2026-04-08T10:00:00Z');
  expect(patientEmails.length).toBeGreaterThan(0);
});

const FEED = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:x',
  'BEGIN:VEVENT',
  'UID:a@example.dk',
  'DTSTAMP:20260301T080000Z',
  'SUMMARY:Pt. 1019 ydelse 0254',
  'DTSTART;TZID=Europe/Copenhagen:20260407T093000',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');
const PATTERNS = { calendar: { patientId: 'Pt\\. (\\S+)', serviceCode: 'ydelse (\\d{4})' } };

test('a calendar is imported from its address, which is never repeated; one that does not answer is told', async () => {
  await tell([courseEvents('1019').enrolled('2026-03-09T10:00:00Z', STENOSIS)], '2026-03-10T10:00:00Z');
  const server = createServer(({ url }, response) =>
    url === '/secret.ics' ? response.end(FEED) : response.writeHead(410).end(),
  ).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  const from = (path: string) =>
    commanded(
      'import',
      `http://127.0.0.1:${port}/${path}`,
      ...['--mapping', temporaryFile('mapping.json', JSON.stringify(PATTERNS))],
    );
  const told = await from('secret.ics');
  expect(told).toMatchObject({ code: 0, err: '' });
  expect(told.out + told.err).not.toContain('secret');
  expect(await eventsOf('1019')).toEqual(['course.enrolled', 'visit.booked']);
  const gone = await from('gone');
  expect(gone).toMatchObject({ code: 3, err: expect.stringContaining('answers 410') });
  expect(gone.err).not.toContain('/gone');
});
