import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ProtocolFiles } from '../../shared/clinic-file.ts';

/** The files of protocols beside a clinic's file: `protocols/<name>.json`. */
export const protocolsBeside =
  (clinicFile: string): ProtocolFiles =>
  (name) => {
    try {
      return readFileSync(join(dirname(clinicFile), 'protocols', `${name}.json`), 'utf8');
    } catch {
      return null;
    }
  };
