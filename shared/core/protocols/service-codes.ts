import { PROTOCOLS } from './index.ts';
import type { ProtocolName, SessionKind, VisitName } from './protocol.ts';

const protocols = Object.values(PROTOCOLS);

/** The service codes under which a visit may be billed, over every entry. */
export function serviceCodesOf(visit: VisitName): string[] {
  const definitions = protocols.flatMap(({ visits }) => visits).filter((each) => each.visit === visit);
  return [...new Set(definitions.flatMap(({ serviceCodes }) => Object.values(serviceCodes)))];
}

/** The visits that may be billed under a service code, over every entry, in the order of their protocols. */
export function visitsOfCode(serviceCode: string): VisitName[] {
  const definitions = protocols.flatMap(({ visits }) => visits);
  return definitions
    .filter(({ serviceCodes }) => Object.values(serviceCodes).includes(serviceCode))
    .map(({ visit }) => visit);
}

/** The kind of session that a service code stands for in a protocol; `other` when it is none's. */
export function sessionKindOf(serviceCode: string, protocol: ProtocolName): SessionKind {
  const { sessions } = PROTOCOLS[protocol];
  return sessions.find((each) => each.serviceCode === serviceCode)?.kind ?? 'other';
}

/** Every service code of a session. */
export const SESSION_CODES: readonly string[] = protocols.flatMap(({ sessions }) =>
  sessions.flatMap(({ serviceCode }) => (serviceCode ? [serviceCode] : [])),
);
