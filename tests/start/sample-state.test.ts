import { expect, test } from 'vitest';
import { keptSample, playSample, withoutLinks } from '../../local/server/sample-state.ts';

test('the kept state of the sample is what playing it leaves behind (else run `npm run generate`)', async () => {
  expect(withoutLinks(keptSample())).toEqual(withoutLinks(await playSample()));
});
