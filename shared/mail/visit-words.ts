import type { Language } from '../clinic.ts';
import { PROTOCOLS } from '../core/protocols/index.ts';
import { theVisit, type VisitName } from '../core/protocols/protocol.ts';

const visits = Object.values(PROTOCOLS).flatMap((protocol) => protocol.visits);

/** Every visit as it stands within a sentence: `den afsluttende konsultation`. */
export const visitsIn = (language: Language) =>
  Object.fromEntries(visits.map(({ visit, title }) => [visit, theVisit(title)[language]])) as Readonly<
    Record<VisitName, string>
  >;
