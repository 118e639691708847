import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareFolder, writeFolder } from '../../../../local/commands/simulate/out-folder.ts';
import { simulate } from '../../../../local/commands/simulate/simulate.ts';
import type { EmailJson } from '../../../../local/words/email-json.ts';
import { courseEvents } from '../../../support/events.ts';
import { temporaryFolder } from '../../../support/temporary.ts';
import { eventsFile } from '../command-line.ts';

const email = (messageId: string) => ({ messageId, text: 'Hej', html: '<p>Hej</p>' }) as EmailJson;
const invitation = { name: 'appointment.ics', content: 'BEGIN:VCALENDAR\r\n' };

test('a run leaves in its folder what it wrote, and nothing of the run before; what is not a run’s stays', async () => {
  const folder = join(temporaryFolder(), 'out');
  await prepareFolder(folder);
  await writeFolder(folder, { emails: ['a', 'b', 'c'].map(email) }, new Map([['b', [invitation]]]));
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  expect(readFileSync(join(folder, '0002-appointment.ics'), 'utf8')).toBe(invitation.content);
  await prepareFolder(folder);
  await writeFolder(folder, { emails: [email('d')] }, new Map());
  expect(readdirSync(folder).sort()).toEqual(['0001.html', '0001.txt', 'notes.txt', 'result.json']);
});

test('a folder that holds no result is not cleared', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, '0001.txt'), 'mine');
  await prepareFolder(folder);
  expect(readdirSync(folder)).toEqual(['0001.txt']);
});

test('what cannot be run is told before anything runs', async () => {
  const { enrolled } = courseEvents();
  const events = eventsFile([enrolled('2026-03-02T10:00:00+01:00')]);
  await expect(simulate.run({ events, until: '2025-03-20T00:00:00+01:00' }, [])).rejects.toThrow(
    '--until: the first event arrives at 2026-03-02T09:00:00.000Z; expected a later instant.',
  );
  const file = eventsFile([]);
  for (const out of [file, join(file, 'out')])
    await expect(simulate.run({ events: file, until: '2026-03-20T00:00:00+01:00', out }, [])).rejects.toThrow(
      /^--out: .+ is no folder that can be written \(E\w+\)\.$/,
    );
});
