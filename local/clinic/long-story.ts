import { setFlagsFromString } from 'node:v8';

/** What V8 is told of a process that plays a long story and does nothing else. */
export function tellLongStory(): void {
  // The same functions run all the time: they need not be looked on as long as usual before another core compiles them well.
  setFlagsFromString('--invocation-count-for-maglev=150');
  setFlagsFromString('--invocation-count-for-turbofan=1000');
  setFlagsFromString('--minimum-invocations-after-ic-update=100');
  // What a call leaves is garbage when it ends: more room for what is young only means that it lies about for longer.
  setFlagsFromString('--semi-space-growth-factor=1');
}
