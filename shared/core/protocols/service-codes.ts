import { PROTOCOLS } from './index.ts';
import type { SessionKind, VisitName } from './protocol.ts';

const protocols = Object.values(PROTOCOLS);

/** The service codes under which a visit may be billed, over every entry. */
export function serviceCodesOf(visit: VisitName): string[] {
  const definitions = protocols.flatMap(({ visits }) => visits).filter((each) => each.visit === visit);
  return [...new Set(definitions.flatMap(({ serviceCodes }) => Object.values(serviceCodes)))];
}

/** The kind of session a service code stands for; undefined when it is none's. */
export function sessionKindOf(serviceCode: string): SessionKind | undefined {
  return protocols.flatMap(({ sessions }) => sessions).find((each) => each.serviceCode === serviceCode)?.kind;
}

/** Every service code of a session. */
export const SESSION_CODES: readonly string[] = protocols.flatMap(({ sessions }) =>
  sessions.flatMap(({ serviceCode }) => (serviceCode ? [serviceCode] : [])),
);
