import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_MAPPING } from '../../shared/import/mapping.ts';
import { readFile } from '../../shared/import/read-file.ts';
import { counts, ImportingClinic, OF_CLINIC } from './importing.ts';

/** Imports a list of so many rows twice, in a process of its own; tells what came of it, and how much memory it took. */
async function main(rows: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'course-reminders-'));
  const file = join(folder, 'list.csv');
  writeFileSync(file, listOf(rows));
  const clinic = new ImportingClinic();
  const read = () => readFile(() => createReadStream(file), NO_MAPPING, OF_CLINIC);
  const first = await clinic.importRead(await read(), '2026-03-10');
  const second = await clinic.importRead(await read(), '2026-03-11');
  rmSync(folder, { recursive: true });
  const megabytes = Math.round(mostKilobytes() / 1024);
  const told = { first: counts(first), refused: first.refused, second: counts(second), megabytes };
  process.stdout.write(JSON.stringify(told));
}

/** The most memory that this process has held. What resources it has used begins with what its parent held, on Linux. */
function mostKilobytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const [, own] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  return own ? Number(own) : process.resourceUsage().maxRSS;
}

/** Five rows a course, and one that is wrong in the middle. */
function listOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const course = Math.floor(index / 5);
    const [code, day] = [
      ['0251', '02-03-2026'],
      ['0256', '04-03-2026'],
      ['0256', '06-03-2026'],
      ['0254', index === rows / 2 + 3 ? 'snart' : '30-03-2026'],
      ['0255', '26-05-2026'],
    ][index % 5] as [string, string];
    const status = index % 5 < 3 ? 'Mødt' : 'Aftalt';
    return `P-${course};Åse Sørensen;aase@example.dk;ja;MH;${index};${day};09:30;${code};${status}`;
  });
  return ['Patientnr;Navn;E-mail;Samtykke;Behandler;Aftalenr;Dato;Kl;Ydelse;Status', ...lines].join('\r\n');
}

await main(Number(process.argv[2]));
