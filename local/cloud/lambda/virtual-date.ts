const RealDate = Date;

/** A `Date` that takes the current time from elsewhere. Dates made from explicit values are as ever. @param now epoch milliseconds */
export function virtualDate(now: () => number): DateConstructor {
  const VirtualDate: DateConstructor = new Proxy(RealDate, {
    construct(target, values, newTarget) {
      const given = values.length === 0 ? [now()] : values;
      return newTarget === VirtualDate
        ? new target(...(given as []))
        : Reflect.construct(target, given, newTarget);
    },
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  return VirtualDate;
}
