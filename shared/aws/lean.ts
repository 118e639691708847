type Client = { readonly config: object; readonly middlewareStack: { remove(name: string): boolean } };

/**
 * Takes from a client what costs a third of each call and serves nobody: to put the call and its answer into words for a
 * log, and to copy settings that are slow to read.
 */
export function lean<C extends Client>(client: C): C {
  client.middlewareStack.remove('loggerMiddleware');
  settle(client.config);
  return client;
}

/** V8 looks at how code reads something only after it has run some times. */
const READS = 16;

/**
 * Settings grow while a client is made, and V8 keeps what grew like that as a table; each call copies it four times. What
 * other objects inherit from it turns into an object of fixed shape, once it is read through them.
 */
function settle(settings: object): void {
  for (let reads = 0; reads < READS; reads += 1) read(Object.create(settings));
}

const read = (heir: object): unknown => heir.constructor;
