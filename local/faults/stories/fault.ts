import type { Instant } from '../../../shared/core/time/instant.ts';
import type { QueueName } from '../../../shared/names.ts';

/** Spoils one call of the run, by whatever function. */
export type CallFault = {
  readonly kind: 'call';
  /** Counted from 1. What does not befall every call waits for the next one that it can befall. */
  readonly call: number;
  readonly what: CallTrouble;
  /** Befalls only calls of this operation. */
  readonly of?: string;
  /** How many calls of the same operation in a row, the first included; one unless said. */
  readonly times?: number;
};

/**
 * What befalls a call. `before`: the service never saw it; `after`: it has acted and the answer is lost. A torn Query
 * mixes two moments: the head of the earlier one, the items of the earlier one, or two pages of two moments.
 */
export type CallTrouble =
  | 'crash before'
  | 'crash after'
  | 'drop before'
  | 'drop after'
  | 'broken before'
  | 'broken after'
  | 'throttled'
  | 'conflict'
  | 'rejected'
  | 'torn head'
  | 'torn items'
  | 'torn pages';

/** Spoils messages on their way to a queue. */
export type DeliveryFault = {
  readonly kind: 'delivery';
  readonly to: QueueName;
  /** Counted from 1, queue by queue. */
  readonly nth: number;
  readonly times?: number;
  /** Each copy comes so many seconds later; none: it is lost. Behind others that are sent meanwhile: reordered. */
  readonly after: readonly number[];
};

/** A wake comes before its minute. */
export type EarlyFault = {
  readonly kind: 'early';
  /** The schedule, in the order of arming, counted from 1; one that is armed for the next minute is passed over. */
  readonly nth: number;
  readonly seconds: number;
};

/**
 * Before a call, another handler comes between. Unless said it records the next event of the course that the call is
 * about, if that is at most a day ahead; its own delivery is then a repeat.
 */
export type MeanwhileFault = {
  readonly kind: 'meanwhile';
  /** Counted from 1; it waits for a call that has a next event. */
  readonly call: number;
  readonly of?: string;
  /** A wake of the course that dies before it sends; or another press: the next one of the moment, or the same one again. */
  readonly who?: 'wake' | 'press';
};

/** The engine goes and comes back with what it had kept. */
export type RestartFault = { readonly kind: 'restart'; readonly at: Instant };

/** Nothing runs for a while, then everything does. */
export type OutageFault = { readonly kind: 'outage'; readonly at: Instant; readonly hours: number };

/** The clinic's table is brought back to what it was so many hours before, as `docs/deploy.md` says. */
export type RestoreFault = { readonly kind: 'restore'; readonly at: Instant; readonly hours: number };

/** One thing that goes wrong. */
export type Fault =
  | CallFault
  | DeliveryFault
  | EarlyFault
  | MeanwhileFault
  | RestartFault
  | OutageFault
  | RestoreFault;
