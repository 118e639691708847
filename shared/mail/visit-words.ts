import type { Clinic, Language } from '../clinic.ts';
import { GUIDES } from '../core/protocols/index.ts';
import { type Protocol, theVisit, type VisitName } from '../core/protocols/protocol.ts';
import type { StaffTexts, VisitWords } from './texts.ts';

/** Every visit as it stands within a sentence: `den afsluttende konsultation`. */
export const visitsIn = (language: Language, protocols: readonly Protocol[] = GUIDES) =>
  Object.fromEntries(
    protocols.flatMap(({ visits }) => visits).map(({ visit, title }) => [visit, theVisit(title)[language]]),
  ) as VisitWords;

/** The same words, with the visits of the clinic's own protocols. */
export const withOwnVisits = (staff: StaffTexts, { language, protocols }: Clinic): StaffTexts =>
  protocols.length > 0 ? { ...staff, visits: { ...staff.visits, ...visitsIn(language, protocols) } } : staff;

/** A visit within a sentence; by its name where no protocol has it any more. */
export const visitIn = ({ visits }: Pick<StaffTexts, 'visits'>, visit: VisitName): string =>
  visits[visit] ?? visit;
