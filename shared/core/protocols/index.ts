import { lowBackPain } from './low-back-pain.ts';
import { lumbarSpinalStenosis } from './lumbar-spinal-stenosis.ts';
import type { Protocol, ProtocolName, VisitName, VisitTitle } from './protocol.ts';

/** Every protocol by its name. */
export const PROTOCOLS: Readonly<Record<ProtocolName, Protocol>> = {
  'low-back-pain': lowBackPain,
  'lumbar-spinal-stenosis': lumbarSpinalStenosis,
};

const titles = new Map(
  Object.values(PROTOCOLS).flatMap(({ visits }) => visits.map(({ visit, title }) => [visit, title])),
);

/** What people call a visit. */
export function titleOfVisit(visit: VisitName): VisitTitle {
  const title = titles.get(visit);
  if (!title) throw new Error(`protocol: ${visit} is a visit of none`);
  return title;
}
