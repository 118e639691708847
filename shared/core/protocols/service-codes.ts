import type { Protocol, SessionKind, VisitName } from './protocol.ts';

/** The service codes under which a visit may be billed, over every entry. */
export function serviceCodesOf(visit: VisitName, protocols: readonly Protocol[]): string[] {
  const definitions = protocols.flatMap(({ visits }) => visits).filter((each) => each.visit === visit);
  return [...new Set(definitions.flatMap(({ serviceCodes }) => Object.values(serviceCodes)))];
}

/** The visits that may be billed under a service code, over every entry, in the order of their protocols. */
export function visitsOfCode(serviceCode: string, protocols: readonly Protocol[]): VisitName[] {
  const definitions = protocols.flatMap(({ visits }) => visits);
  return definitions
    .filter(({ serviceCodes }) => Object.values(serviceCodes).includes(serviceCode))
    .map(({ visit }) => visit);
}

/** The kind of session that a service code stands for in a protocol; `other` when it is none's. */
export const sessionKindOf = (serviceCode: string, { sessions }: Protocol): SessionKind =>
  sessions.find((each) => each.serviceCode === serviceCode)?.kind ?? 'other';
