/** Stands in bundles for the SDK's streams of events: no call of a function's has one. */
export {};
