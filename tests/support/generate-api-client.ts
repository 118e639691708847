import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSource } from 'oazapfts';

const FOLDER = join(import.meta.dirname, '../api');

/** Where the client is kept that the tests use the API with. */
export const CLIENT = join(FOLDER, 'generated-client.ts');

/** The generator writes for less strict settings than ours: its types are checked where they are used. */
const UNCHECKED = '// @ts-nocheck\n';

/** A client as a generator makes it that knows nothing of us but the OpenAPI document. */
export const generatedClient = async (): Promise<string> =>
  UNCHECKED + (await generateSource(join(FOLDER, '../../shared/api/openapi.json'), {}));

if (import.meta.main) writeFileSync(CLIENT, await generatedClient());
