import { mappingJsonSchema } from '../../shared/import/mapping.ts';

/** What `docs/mapping.schema.json` holds. */
export const mappingSchemaText = (): string => `${JSON.stringify(mappingJsonSchema(), null, 2)}\n`;

if (import.meta.main) process.stdout.write(mappingSchemaText());
