import { expect, test } from 'vitest';
import { eventSchema } from '../../../shared/core/events/events.ts';
import { pseudonymized } from '../../../shared/core/events/pseudonymize.ts';
import { eventOfEachType } from '../../support/event-of-each-type.ts';

const PERSONAL = /anna|marie|jensen|holm|ida|@(?!invalid)|needed|mistake|asked/i;
const TYPES = Object.entries(eventOfEachType('2026-03-02'));

test.each(TYPES)('%s: no name, address or free text stays; it is still an event', (_type, raw) => {
  const forgotten = pseudonymized(eventSchema.parse(raw));
  expect(JSON.stringify(forgotten)).not.toMatch(PERSONAL);
  expect(eventSchema.parse(forgotten)).toEqual(forgotten);
});

test.each(TYPES.filter(([, raw]) => !PERSONAL.test(JSON.stringify(raw))))(
  '%s holds nothing personal and is kept as it is',
  (_type, raw) => {
    const event = eventSchema.parse(raw);
    expect(pseudonymized(event)).toEqual(event);
  },
);
