import { Token } from 'aws-cdk-lib';

/** What AWS Lambda allows for all names and values of a function's environment together. */
const MAX_BYTES = 4096;
/** More than the longest that is known only when the stack is deployed: the address of a queue of dead letters. */
const UNRESOLVED_BYTES = 128;

/** A clinic's settings do not fit into the environment of its functions. */
export class EnvironmentTooLarge extends Error {
  override readonly name = 'EnvironmentTooLarge';
  readonly clinicId: string;
  /** The setting that takes most of the room. */
  readonly path: string;

  constructor(clinicId: string, path: string, message: string) {
    super(message);
    this.clinicId = clinicId;
    this.path = path;
  }
}

/**
 * Refuses an environment that AWS would refuse when it is deployed.
 * @throws EnvironmentTooLarge naming the clinic and the setting that takes most of the room
 */
export function checkEnvironmentSize(
  clinicId: string,
  functionName: string,
  environment: Readonly<Record<string, string>>,
): void {
  const bytes = Object.entries(environment).reduce(
    (sum, [key, value]) => sum + bytesOf(key) + bytesOf(value),
    0,
  );
  if (bytes <= MAX_BYTES) return;
  const [path, size] = largestSetting(environment['CLINIC'] ?? '{}');
  throw new EnvironmentTooLarge(
    clinicId,
    path,
    `expected settings that leave the environment of ${functionName} within ${MAX_BYTES} bytes, ` +
      `not ${bytes}; this one takes ${size}`,
  );
}

const bytesOf = (text: string): number =>
  Token.isUnresolved(text) ? UNRESOLVED_BYTES : Buffer.byteLength(text, 'utf8');

function largestSetting(settings: string): [path: string, bytes: number] {
  const sizes = Object.entries(JSON.parse(settings) as Record<string, unknown>).map(
    ([key, value]): [string, number] => [key, bytesOf(JSON.stringify(value))],
  );
  return sizes.sort((a, b) => b[1] - a[1])[0] ?? ['(whole file)', 0];
}
