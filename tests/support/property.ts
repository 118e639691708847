import fc from 'fast-check';
import { EXHAUSTIVE } from './exhaustive.ts';

/**
 * Every run looks for new cases: a part of them does each time. In far zones the same rules are tried again, only to see
 * that the machine's own zone says nothing: fewer cases do.
 */
const SHARE = process.env['EXPECTED_ZONE'] ? 0.2 : EXHAUSTIVE ? 1 : 0.25;

/** How often a property is tried. */
export const runs = (number: number) => ({ numRuns: Math.ceil(number * SHARE) });

/** Every run looks for new cases, the build's too. A failure names its seed: `PROPERTY_SEED=<seed>` tries the same again. */
const { PROPERTY_SEED } = process.env;
if (PROPERTY_SEED !== undefined && !/^-?\d+$/.test(PROPERTY_SEED))
  throw new RangeError(`PROPERTY_SEED: expected a whole number, got ${PROPERTY_SEED}`);

fc.configureGlobal({ ...runs(100), ...(PROPERTY_SEED !== undefined && { seed: Number(PROPERTY_SEED) }) });

/** The library's own `binary` looks all of them up beforehand, which takes longer than what it is tried on. */
export const anyCharacter = fc
  .nat(0x10ffff)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

export default fc;
