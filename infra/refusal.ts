import { InvalidClinics } from './clinics/read-clinics.ts';
import { EnvironmentTooLarge } from './constructs/environment-size.ts';

/** What is told of clinics' files that no stack can be made of, a line each; anything else that went wrong is thrown on. */
export function refusalOf(error: unknown, folder: string): string {
  if (error instanceof InvalidClinics) return error.message;
  if (error instanceof EnvironmentTooLarge)
    return `${folder}/${error.clinicId}.json: ${error.path}: ${error.message}`;
  throw error;
}
