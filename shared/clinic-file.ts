import type * as z from 'zod';
import { whereJsonBreaks } from './broken-json.ts';
import { type Clinic, checkSettings } from './clinic.ts';

/** What is wrong in a clinic's file: the field's path, and what was expected there. Never the value. */
export type ClinicIssue = { readonly path: string; readonly message: string };

/** The path of what is no single field's mistake. */
export const WHOLE_FILE = '(whole file)';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Reads the text of a clinic's file. Everybody who reads one reads it here.
 * @returns the settings with every default filled in; or all that is wrong, one issue a field, in words that a terminal
 * may show
 */
export function readClinic(text: string): { clinic: Clinic } | { issues: ClinicIssue[] } {
  const json = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const broken = whereJsonBreaks(json);
  if (broken) {
    const { expected, line, column } = broken;
    const message = `expected JSON: ${expected} in line ${line}, column ${column}`;
    return { issues: [{ path: WHOLE_FILE, message }] };
  }
  const checked = checkSettings(JSON.parse(json));
  if (checked.success) return { clinic: checked.data };
  return { issues: firstOfEachPath(checked.error.issues.flatMap(issuesOf)) };
}

function issuesOf(issue: z.core.$ZodIssue): ClinicIssue[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: pathOf(issue.path), message: issue.message }];
  return issue.keys.map((key) => ({
    path: pathOf([...issue.path, key]),
    message: 'expected a setting that clinic.schema.json knows',
  }));
}

const pathOf = (keys: readonly PropertyKey[]) => keys.map(shown).join('.') || WHOLE_FILE;

/** A key of the file; what a terminal would obey, and what nobody sees, is told by its number as JSON tells it. */
function shown(key: PropertyKey): string {
  const text = JSON.stringify(String(key)).slice(1, -1);
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped) || '""';
}

const escaped = (character: string) =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** A time that does not exist is not outside the quiet hours either: one issue is enough. */
const firstOfEachPath = (issues: readonly ClinicIssue[]): ClinicIssue[] =>
  issues.filter(({ path }, index) => issues.findIndex((other) => other.path === path) === index);
