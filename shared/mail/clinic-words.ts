import type { Clinic } from '../clinic.ts';
import { address, bounded, line, together } from './clean-text.ts';

/** What an e-mail tells of its clinic, as clean lines; `dial` is the address that calls it, if it has digits. */
export type ClinicWords = {
  readonly name: string;
  readonly phone: string;
  readonly dial: string | null;
  readonly place: string;
};

export const clinicWords = (clinic: Clinic): ClinicWords => ({
  name: bounded(line(clinic.name), 80),
  phone: together(line(clinic.phone)),
  dial: /\d/.test(clinic.phone) ? `tel:${clinic.phone.trim().replace(/(?!^\+)[^\d]/g, '')}` : null,
  place: line(clinic.address),
});

/** What stands for the names in braces in an address of the clinic. */
export type LinkValues = {
  readonly courseId: string;
  /** By its number, never its name. */
  readonly visitNumber: number;
  /** Empty where the address names none. */
  readonly token: string;
};

/** An address of the clinic with `{courseId}`, `{visit}` and `{token}` filled in. */
export const linkOf = (template: string, { courseId, visitNumber, token }: LinkValues): string =>
  address(template)
    .replaceAll('{courseId}', () => encodeURIComponent(courseId))
    .replaceAll('{visit}', () => encodeURIComponent(String(visitNumber)))
    .replaceAll('{token}', () => encodeURIComponent(token));

/** Whether an address of the clinic asks for a token. */
export const namesToken = (template: string): boolean => template.includes('{token}');

/** Mail servers and programs that read these send no automatic answer. */
export const HEADERS = {
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
} as const;

/** The longest subject of an e-mail. */
export const SUBJECT_LENGTH = 120;
