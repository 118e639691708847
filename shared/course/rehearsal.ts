import type { Clinic } from '../clinic.ts';

/**
 * Where every letter to a patient goes while the clinic rehearses; null when letters go to the patients.
 * @throws Error when nobody gets them: no clinic is read like that
 */
export function rehearsalAddress({ delivery, managerEmail }: Clinic): string | null {
  if (delivery === 'live') return null;
  if (managerEmail === undefined) throw new Error('a clinic that rehearses has the address of its manager');
  return managerEmail;
}

/** The provider's reports of a rehearsed letter are about the manager's address, as are those of a digest. */
export const rehearsalTags = ({ delivery }: Clinic): Readonly<Record<string, string>> =>
  delivery === 'live' ? {} : { digest: Buffer.from('MANAGER').toString('base64url') };
