import { join } from 'node:path';

/** Modules of the SDK that functions never need, and what is bundled for them: wherever functions are bundled, by these. */
export const STAND_INS: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'credential-provider-node.ts'),
  '@smithy/core/event-streams': join(import.meta.dirname, 'event-streams.ts'),
};
