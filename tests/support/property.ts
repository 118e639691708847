import fc from 'fast-check';

/** In far zones the same rules are tried again, only to see that the machine's own zone says nothing: fewer cases do. */
const SHARE = process.env['EXPECTED_ZONE'] ? 0.2 : 1;

/** How often a property is tried. */
export const runs = (number: number) => ({ numRuns: Math.ceil(number * SHARE) });

fc.configureGlobal({
  ...runs(100),
  // The build tries the same cases each time; a developer's run looks for new ones.
  ...(process.env['CI'] && { seed: 20_261_121 }),
});

export default fc;
