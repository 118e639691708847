import { GUIDES } from '../../shared/core/protocols/index.ts';
import type { Protocol, VisitDefinition } from '../../shared/core/protocols/protocol.ts';

const visits = new Map<string, VisitDefinition>();
const titles = new Map<string, string>();

/** Lets what is printed call the visits and courses of a clinic's own protocols by their titles, too. */
export function knowProtocolsOf({ protocols }: { readonly protocols: readonly Protocol[] }): void {
  know(protocols);
}

function know(protocols: readonly Protocol[]): void {
  for (const { protocol, title, visits: all } of protocols) {
    titles.set(protocol, title.en);
    for (const each of all) visits.set(each.visit, each);
  }
}

know(GUIDES);

/** A visit of the guides, or of a clinic's own protocol that was read in this process. */
export const knownVisit = (visit: string): VisitDefinition | undefined => visits.get(visit);

/** What people call a course, in English. */
export const knownTitle = (protocol: string): string => titles.get(protocol) ?? protocol.replaceAll('-', ' ');

/** The names of the courses that are known. */
export const knownProtocols = (): readonly string[] => [...titles.keys()];
