import { isDeepStrictEqual } from 'node:util';
import { type Clinic, parseClinic } from '../../shared/clinic.ts';

/**
 * How much of each setting the functions are told when it is not the default: nothing of what only the deployment
 * needs, nor of protocols, which are in their code, and of what has a default for each member only those that differ.
 */
const TOLD: Readonly<Record<keyof Clinic, 'nothing' | 'whole' | 'members'>> = {
  $schema: 'nothing',
  clinicId: 'whole',
  name: 'whole',
  phone: 'whole',
  address: 'whole',
  account: 'nothing',
  region: 'nothing',
  stage: 'nothing',
  encryptionKey: 'nothing',
  senderIdentity: 'nothing',
  mailFromSubdomain: 'nothing',
  timeZone: 'whole',
  language: 'whole',
  sender: 'whole',
  replyTo: 'whole',
  managerEmail: 'whole',
  operatorEmail: 'nothing',
  dashboard: 'nothing',
  pagesDomain: 'nothing',
  board: 'whole',
  bookingUrl: 'whole',
  questionnaireUrl: 'whole',
  sendTime: 'whole',
  sendSpreadMinutes: 'whole',
  digestTime: 'whole',
  quietHours: 'whole',
  extraHolidays: 'whole',
  closures: 'whole',
  reminders: 'members',
  sendNothingBefore: 'whole',
  delivery: 'whole',
  questionnaires: 'whole',
  assessments: 'whole',
  tasks: 'members',
  digest: 'members',
  retention: 'members',
  protocols: 'nothing',
  texts: 'whole',
  senderAccounts: 'nothing',
  silentOpenDays: 'nothing',
};
const told = new Map<string, (typeof TOLD)[keyof Clinic]>(Object.entries(TOLD));

type Json = { readonly [key: string]: unknown };

/**
 * What the functions need of a clinic's settings: no deployment settings, and nothing that equals its default.
 * @example runtimeSettings(parseClinic(file)) // { clinicId, name, .., reminders: { nudge: { weekdaysBefore: 3 } } }
 */
export function runtimeSettings(clinic: Clinic): Json {
  const defaults: Json = defaultsOf(clinic);
  const entries = Object.entries(clinic)
    .filter(([key]) => told.get(key) !== 'nothing')
    .filter(([key, value]) => !isDeepStrictEqual(value, defaults[key]))
    .map(([key, value]) => [key, told.get(key) === 'members' ? differences(value, defaults[key]) : value]);
  return Object.fromEntries(entries);
}

/** The same clinic as if its file held nothing but what has no default: all that it has besides. */
function defaultsOf(clinic: Clinic): Json {
  const required = requiredOf(clinic);
  return Object.fromEntries(Object.entries(parseClinic(required)).filter(([key]) => !(key in required)));
}

/** The settings that have no default. */
export function requiredOf(clinic: Clinic) {
  const { clinicId, name, phone, address, account, region } = clinic;
  const { sender, replyTo, operatorEmail, bookingUrl, questionnaireUrl } = clinic;
  const identity = { clinicId, name, phone, address, sender, replyTo, bookingUrl, questionnaireUrl };
  return { ...identity, account, region, operatorEmail };
}

function differences(value: unknown, fallback: unknown): unknown {
  if (!isJson(value) || !isJson(fallback)) return value;
  const changed = Object.entries(value).filter(([key, member]) => !isDeepStrictEqual(member, fallback[key]));
  return Object.fromEntries(changed.map(([key, member]) => [key, differences(member, fallback[key])]));
}

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
