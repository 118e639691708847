import { expect, test } from 'vitest';
import { exportedFiles } from '../../../../local/commands/export/files.ts';
import { sampleClinic } from '../../../../local/files/clinic-file.ts';
import { toInstant } from '../../../../shared/core/time/instant.ts';
import { csvText } from '../../../../shared/csv-text.ts';
import { contentHashOf } from '../../../../shared/ports/stored-event.ts';
import { ImportingClinic } from '../../../support/importing.ts';

const LIST = `Patientnr;Navn;E-mail;Telefon;Samtykke;Behandler;Aftalenr;Dato;Kl;Ydelse;Status
1017;Åse Sørensen;aase@example.dk;+45 55 55 01 23;ja;MH;7;05-03-2026;09:30;0251;Mødt
1017;Åse Sørensen;aase@example.dk;+45 55 55 01 23;ja;MH;8;02-04-2026;09:30;0254;Aftalt`;
const TELLS =
  /stenos|rygmer|lumbar|low-back|pre-exam|forunders|status-4|statuskons|\b(ODI|NPRS|ZCQ|PSFS|025\d)\b/i;

async function exported(ofOne: boolean) {
  const clinic = new ImportingClinic();
  await clinic.importText(LIST, '2026-03-10');
  await clinic.importText(LIST.replace('02-04-2026', '07-04-2026'), '2026-03-11');
  const events = clinic.events('1017').map((event) => ({ event, contentHash: contentHashOf(event) }));
  const loaded = { head: null, events, messages: [] };
  return exportedFiles(sampleClinic(), [['1017', loaded]], toInstant('2026-03-12T08:00:00Z'), ofOne);
}

test('log and appointments of a clinic tell what happened, nobody’s name and nobody’s complaint', async () => {
  const files = await exported(false);
  expect(Object.keys(files)).toEqual(['log.csv', 'appointments.csv', 'appointments.ics']);
  expect(files['log.csv']?.split('\r\n').slice(1, -1)).toEqual([
    '1017;2026-03-05 00:00;oprettet;',
    '1017;2026-03-05 09:30;besøg afholdt;2026-03-05',
    '1017;2026-03-10 09:00;tid aftalt;2026-04-02 09:30',
    '1017;2026-03-11 09:00;tid aftalt;2026-04-07 09:30',
  ]);
  expect(files['appointments.csv']?.split('\r\n').slice(1, -1)).toEqual([
    '1017;2026-04-02 09:30;;moved',
    '1017;2026-04-07 09:30;;booked',
  ]);
  expect(files['appointments.ics']?.match(/^(DTSTART|SUMMARY):.*$/gm)).toEqual([
    'DTSTART:20260407T073000Z',
    'SUMMARY:Sundby Fysioterapi',
  ]);
  const all = Object.values(files).join('\n');
  expect(all).not.toMatch(TELLS);
  expect(all).not.toMatch(/Åse|aase@|5555/);
});

test('a patient gets what is kept of him, without the complaint', async () => {
  const files = await exported(true);
  expect(files['patient.csv']).toContain(
    'name;Åse Sørensen\r\ne-mail;aase@example.dk\r\nphone;+45 55 55 01 23',
  );
  expect(Object.values(files).join('\n')).not.toMatch(TELLS);
});

test('no cell is taken for a formula, and any text stays in its cell', () => {
  expect(csvText([['=1+1', '@x', '-x', '-1', '+45', 'a;b', 'a"b']])).toBe(
    `\uFEFF'=1+1;'@x;'-x;-1;+45;"a;b";"a""b"\r\n`,
  );
});
