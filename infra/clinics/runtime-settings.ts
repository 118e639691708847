import { isDeepStrictEqual } from 'node:util';
import { type Clinic, parseClinic } from '../../shared/clinic.ts';

/** Settings that only the deployment needs. */
const DEPLOYMENT_KEYS: readonly string[] = [
  '$schema',
  'account',
  'region',
  'stage',
  'encryptionKey',
  'operatorEmail',
  'senderAccounts',
];

/** Settings whose members each have a default of their own, so that a part of them can be left out. */
const DIVISIBLE_KEYS: readonly string[] = ['reminders', 'tasks', 'digest', 'retention'];

type Json = { readonly [key: string]: unknown };

/**
 * What the functions need of a clinic's settings: no deployment settings, and nothing that equals its default.
 * @example runtimeSettings(parseClinic(file)) // { clinicId, name, .., reminders: { nudge: { weekdaysBefore: 3 } } }
 */
export function runtimeSettings(clinic: Clinic): Json {
  const defaults: Json = defaultsOf(clinic);
  const entries = Object.entries(clinic)
    .filter(([key]) => !DEPLOYMENT_KEYS.includes(key))
    .filter(([key, value]) => !isDeepStrictEqual(value, defaults[key]))
    .map(([key, value]) => [key, DIVISIBLE_KEYS.includes(key) ? differences(value, defaults[key]) : value]);
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
