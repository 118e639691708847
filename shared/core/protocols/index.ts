import type { Words } from '../words/words.ts';
import backPain from './low-back-pain.json' with { type: 'json' };
import stenosis from './lumbar-spinal-stenosis.json' with { type: 'json' };
import type { GuideProtocol, Protocol, ProtocolName, VisitName, VisitTitle } from './protocol.ts';
import { protocolSchema } from './protocol-schema.ts';

/** What is read once: zod is not to make code of the schema. */
const ONCE = { jitless: true };

/** The protocols of the two guides by their names: files like those that a clinic adds. */
export const PROTOCOLS: Readonly<Record<GuideProtocol, Protocol>> = {
  'low-back-pain': protocolSchema.parse(backPain, ONCE),
  'lumbar-spinal-stenosis': protocolSchema.parse(stenosis, ONCE),
};

/** The protocols of the guides, which every clinic has. */
export const GUIDES: readonly Protocol[] = Object.values(PROTOCOLS);

/** All that a clinic treats by: the protocols of the guides and those that it adds. */
export const protocolsOf = ({ protocols }: { readonly protocols: readonly Protocol[] }) =>
  protocols.length > 0 ? [...GUIDES, ...protocols] : GUIDES;

/**
 * The protocol of a name.
 * @throws RangeError when the clinic has it no longer: its file is wanted as long as courses run by it
 */
export function protocolOf(name: ProtocolName, protocols: readonly Protocol[]): Protocol {
  const found = findProtocol(name, protocols);
  if (!found) throw new RangeError(`expected the protocol ${name} among those of the clinic`);
  return found;
}

/** The protocol of a name; undefined when the clinic has it no longer. */
export const findProtocol = (name: ProtocolName, protocols: readonly Protocol[]): Protocol | undefined =>
  protocols.find(({ protocol }) => protocol === name);

/** What people call a course: its name where the clinic has no such protocol any more. */
export const titleOfProtocol = (name: ProtocolName, protocols: readonly Protocol[]): Words =>
  findProtocol(name, protocols)?.title ?? { da: name, en: name };

/** What people call a visit: its name where no protocol has it any more. */
export function titleOfVisit(visit: VisitName, protocols: readonly Protocol[]): VisitTitle {
  for (const { visits } of protocols) {
    const found = visits.find((definition) => definition.visit === visit);
    if (found) return found.title;
  }
  return { da: visit, en: visit, daInText: visit };
}
