import type * as z from 'zod';
import { whereJsonBreaks } from './broken-json.ts';
import { type Clinic, checkSettings } from './clinic.ts';
import { expected } from './core/events/expected.ts';
import { isProtocolName, type Protocol } from './core/protocols/protocol.ts';
import { protocolSchema } from './core/protocols/protocol-schema.ts';

/** What is wrong in a clinic's file: the field's path, and what was expected there. Never the value. */
export type ClinicIssue = { readonly path: string; readonly message: string };

/** The path of what is no single field's mistake. */
export const WHOLE_FILE = '(whole file)';

/** The text of `protocols/<name>.json` beside a clinic's file; null when there is none to read. */
export type ProtocolFiles = (name: string) => string | null;

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Reads the text of a clinic's file. Everybody who reads one reads it here.
 * @param files where the protocols are that it names
 * @returns the settings with every default filled in; or all that is wrong, one issue a field, in words that a terminal
 * may show
 */
export function readClinic(
  text: string,
  files: ProtocolFiles,
): { clinic: Clinic } | { issues: ClinicIssue[] } {
  const read = jsonIn(text);
  if ('issue' in read) return { issues: [{ path: WHOLE_FILE, message: read.issue }] };
  const { json, issues } = withProtocols(read.json, files);
  const checked = checkSettings(json);
  if (checked.success && issues.length === 0) return { clinic: checked.data };
  const others = checked.success ? [] : checked.error.issues.flatMap(issuesOf(SETTING));
  return { issues: firstOfEachPath([...issues, ...others]) };
}

function jsonIn(text: string): { json: unknown } | { issue: string } {
  const json = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const broken = whereJsonBreaks(json);
  if (!broken) return { json: JSON.parse(json) };
  const { expected, line, column } = broken;
  return { issue: `expected JSON: ${expected} in line ${line}, column ${column}` };
}

/** The settings with the protocols themselves in place of their names. */
function withProtocols(json: unknown, files: ProtocolFiles): { json: unknown; issues: ClinicIssue[] } {
  const names: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'protocols') : null;
  if (!Array.isArray(names)) return { json, issues: [] };
  const read = names.map((name: unknown, index) => readProtocol(name, `protocols.${index}`, files));
  const protocols = read.flatMap((each) => ('protocol' in each ? [each.protocol] : []));
  const issues = read.flatMap((each) => ('issues' in each ? each.issues : []));
  return { json: { ...Object(json), protocols }, issues };
}

function readProtocol(
  name: unknown,
  path: string,
  files: ProtocolFiles,
): { protocol: Protocol } | { issues: ClinicIssue[] } {
  const refuse = (message: string, at = path) => ({ issues: [{ path: at, message }] });
  if (typeof name !== 'string' || !isProtocolName(name))
    return refuse('expected the name of a file in protocols, without .json');
  const file = `protocols/${name}.json`;
  const text = files(name);
  if (text === null) return refuse(`expected a file to read: ${file}`);
  const read = jsonIn(text);
  if ('issue' in read) return refuse(read.issue, file);
  const checked = protocolSchema.safeParse(read.json, { error: expected });
  if (!checked.success)
    return {
      issues: checked.error.issues
        .flatMap(issuesOf('expected a field that protocol.schema.json knows'))
        .map((issue) => ({ ...issue, path: `${file}: ${issue.path}` })),
    };
  if (checked.data.protocol !== name)
    return refuse(`expected the name of the file, "${name}"`, `${file}: protocol`);
  return { protocol: checked.data };
}

const SETTING = 'expected a setting that clinic.schema.json knows';

const issuesOf =
  (unknownKey: string) =>
  (issue: z.core.$ZodIssue): ClinicIssue[] => {
    if (issue.code !== 'unrecognized_keys') return [{ path: pathOf(issue.path), message: issue.message }];
    return issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: unknownKey }));
  };

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
