import { protocolsBeside } from '../../../infra/clinics/protocol-files.ts';
import type { Clinic } from '../../../shared/clinic.ts';
import { readClinic } from '../../../shared/clinic-file.ts';
import { localDateOf, toInstant } from '../../../shared/core/time/instant.ts';
import { type Command, optional, requiredInstant } from '../../command-line/command.ts';
import { clinicText } from '../../files/clinic-file.ts';
import { type Look, lookOf } from '../../terminal/look.ts';
import { plain } from '../../terminal/text.ts';
import { renderTable } from '../../terminal/text-table.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { settingRows } from './settings.ts';
import { clinicWarnings } from './warnings.ts';

/** `check-clinic`: whether a clinic's file is valid, and what it says. */
export const checkClinic: Command = {
  summary: "Checks a clinic's file and tells what every setting means.",
  help: `Usage: check-clinic FILE [--as-of INSTANT] [--json]

Prints every setting of a clinic's file with its value, whether that is the default, and what it means; then what
should be looked at again. Each mistake is named with its place and what was expected.

  --as-of INSTANT   the moment to look from, for closures; by default now
  --json            print JSON instead of tables

Exit code 1 when the file is not valid.
`,
  examples: ['clinics/sample.json'],
  options: { 'as-of': { type: 'string' }, json: { type: 'boolean' } },
  argument: 'FILE',
  async run(values, [file]) {
    if (file === undefined) throw new UsageError("expected one clinic's file: check-clinic FILE.");
    const asOf =
      optional(values, 'as-of') === undefined ? toInstant(Date.now()) : requiredInstant(values, 'as-of');
    const result = readClinic(clinicText(file), protocolsBeside(file));
    const isJson = values['json'] === true;
    if ('issues' in result) {
      if (isJson) print({ valid: false, issues: result.issues });
      for (const { path, message } of result.issues) process.stderr.write(`${file}: ${path}: ${message}\n`);
      return 1;
    }
    const { clinic } = result;
    const warnings = clinicWarnings(clinic, file, localDateOf(asOf, clinic.timeZone));
    if (isJson) print({ valid: true, settings: settingRows(clinic), warnings });
    else process.stdout.write(`${settingsTable(clinic, lookOf(process.stdout))}\n\n`);
    for (const { path, message } of warnings)
      process.stderr.write(`${file}: ${path}: warning: ${plain(message)}\n`);
    if (!isJson) process.stdout.write(`${plain(clinic.name)}: the file is valid.\n`);
    return 0;
  },
};

const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

/** Every setting for people. Ends without a line break. */
export function settingsTable(clinic: Clinic, look: Look): string {
  const rows = settingRows(clinic).map(({ path, value, origin, meaning }) => [
    path,
    plain(value),
    origin,
    meaning,
  ]);
  const columns = [
    { title: 'setting', max: Math.floor(look.width * 0.33) },
    { title: 'value', max: Math.floor(look.width * 0.25) },
    { title: 'origin' },
    { title: 'meaning' },
  ];
  return renderTable(columns, rows, look).join('\n');
}
