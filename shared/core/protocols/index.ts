import { lowBackPain } from './low-back-pain.ts';
import { lumbarSpinalStenosis } from './lumbar-spinal-stenosis.ts';
import type { Protocol, ProtocolName } from './protocol.ts';

/** Every protocol by its name. */
export const PROTOCOLS: Readonly<Record<ProtocolName, Protocol>> = {
  'low-back-pain': lowBackPain,
  'lumbar-spinal-stenosis': lumbarSpinalStenosis,
};
