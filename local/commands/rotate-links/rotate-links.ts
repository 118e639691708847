import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createLinkKeyStore } from '../../../shared/aws/dynamo-keys.ts';
import { type Instant, localDateOf } from '../../../shared/core/time/instant.ts';
import { formerNeededUntil, replaced, rotated } from '../../../shared/links/link-keys.ts';
import { resourceName } from '../../../shared/names.ts';
import type { LinkKeyStore } from '../../../shared/ports/link-key-store.ts';
import { readAsOperator } from '../../clinic/clinic-table.ts';
import { clockOf } from '../../command-line/clock.ts';
import { type Command, required } from '../../command-line/command.ts';
import { clinicFor } from '../../files/clinic-file.ts';
import { UnableError } from '../../terminal/unable-error.ts';

/** `rotate-links`: other keys for the links in e-mails. */
export const rotateLinks: Command = {
  summary: 'Gives the links in e-mails of a deployed clinic another key.',
  help: `Usage: rotate-links --clinic FILE [--break-links] [--as-of INSTANT]

Links in e-mails are encrypted with a key that the clinic's table keeps. From now on they are made with another one;
those that were sent before go on until they expire. Two keys are kept: while the former one is still needed the command
refuses. It works with your AWS credentials; with AWS_ENDPOINT_URL on a local clinic, by its clock.

  --clinic FILE     the clinic's settings
  --break-links     somebody has got hold of the keys: no link that was sent before opens anything from now on
  --as-of INSTANT   the clock (default: now; of a local clinic its own)
`,
  examples: ['--clinic clinics/sundby.json'],
  options: {
    clinic: { type: 'string' },
    'break-links': { type: 'boolean' },
    'as-of': { type: 'string' },
  },
  async run(values) {
    const clinic = clinicFor(required(values, 'clinic', "the clinic's file"));
    const now = await clockOf(values);
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: clinic.region }));
    const store = createLinkKeyStore(client, resourceName(clinic));
    const isBreaking = values['break-links'] === true;
    await readAsOperator(clinic, () =>
      rotate(store, now, isBreaking, (at) => localDateOf(at, clinic.timeZone)),
    );
    const said = isBreaking
      ? 'Links have another key. Those that were sent before open nothing any more.'
      : 'Links have another key. Those that were sent before go on until they expire.';
    process.stdout.write(`${said}\n`);
    return 0;
  },
};

/**
 * Writes other keys over those of a clinic.
 * @param dayOf a day as people at the clinic know it
 * @throws UnableError when there are no keys yet, the former one is still needed, or somebody else rotates them
 */
export async function rotate(
  store: LinkKeyStore,
  now: Instant,
  isBreaking: boolean,
  dayOf: (at: Instant) => string,
): Promise<void> {
  const keys = await store.load();
  if (!keys) throw new UnableError('No link was made yet: there is no key to rotate.');
  const needed = formerNeededUntil(keys);
  if (!isBreaking && needed && needed > now) {
    throw new UnableError(
      `Links that the former key made are good until ${dayOf(needed)}: rotating now would break them. --break-links does.`,
    );
  }
  if (!(await store.write(isBreaking ? replaced(keys) : rotated(keys, now))))
    throw new UnableError('Somebody else has just rotated the keys: nothing was done.');
}
