/**
 * The same object, but each of its calls first waits for a step: to count calls, to let something happen before one,
 * to make one fail, or to decide the order of those of several callers.
 */
export function stepped<T extends object>(target: T, step: (call: string) => unknown): T {
  return new Proxy(target, {
    get(object, name) {
      const member: unknown = Reflect.get(object, name);
      if (typeof member !== 'function' || typeof name !== 'string') return member;
      return async (...args: unknown[]) => {
        await step(name);
        return member.apply(object, args);
      };
    },
  });
}
