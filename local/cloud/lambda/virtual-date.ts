/**
 * Replaces the global `Date` of this thread by one that reads the current time from a virtual clock's
 * memory. Dates made from explicit values are unchanged.
 */
export function installVirtualDate(memory: SharedArrayBuffer): void {
  const millis = new Float64Array(memory);
  const RealDate = Date;
  const now = () => millis[0] ?? 0;
  const VirtualDate = new Proxy(RealDate, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget),
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.now = now;
  RealDate.prototype.constructor = VirtualDate;
  globalThis.Date = VirtualDate;
}
