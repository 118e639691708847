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

/** A link of the clinic with `{courseId}` and `{visit}` filled in; the visit by its number, never its name. */
export const linkOf = (template: string, courseId: string, visitNumber: number): string =>
  address(template)
    .replaceAll('{courseId}', () => encodeURIComponent(courseId))
    .replaceAll('{visit}', () => encodeURIComponent(String(visitNumber)));

/** Mail servers and programs that read these send no automatic answer. */
export const HEADERS = {
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
} as const;

/** The longest subject of an e-mail. */
export const SUBJECT_LENGTH = 120;
