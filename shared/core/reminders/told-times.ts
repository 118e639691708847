import { readKey } from '../ids/reminder-key.ts';
import type { VisitName } from '../protocols/protocol.ts';
import type { Instant } from '../time/instant.ts';
import type { History } from './log.ts';

/** A time of an appointment that the patient was told, and when that e-mail was sent. */
export type ToldTime = { readonly startsAt: Instant; readonly at: Instant };

/** The times of a visit's appointment that the patient was told, in the order of telling. */
export function toldTimes(history: History, visit: VisitName): ToldTime[] {
  return [...history]
    .flatMap(([key, said]): ToldTime[] => {
      const name = readKey(key);
      const isTold = name.kind === 'appointment' && name.visit === visit && said.state === 'sent';
      return isTold ? [{ startsAt: name.startsAt, at: said.at }] : [];
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
