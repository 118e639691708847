type Logged = { readonly middlewareStack: { remove(name: string): boolean } };

/**
 * Takes from a client that it puts each call and each answer into words for a log. Nobody reads one, and the words took a
 * fifth of what a call costs.
 */
export function unlogged<Client extends Logged>(client: Client): Client {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
