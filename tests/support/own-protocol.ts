import { join } from 'node:path';
import { clinicFor } from '../../local/files/clinic-file.ts';

/** The clinic of the repository that adds a protocol of its own: the worked example of docs/protocols.md. */
export const withExample = clinicFor(join(import.meta.dirname, '../../clinics/maximal.json'));

/** The protocols of its own, as they are in its settings. */
export const OWN_PROTOCOLS = withExample.protocols;

/** The name of the example. */
export const EXAMPLE = 'knee-hip-example';
