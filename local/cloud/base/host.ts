const OURS = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a request names this machine as its host. A page on the internet may have its own name point to this machine,
 * and its reader's browser then takes what is served here for that page's own.
 * @param host the header, with or without a port
 */
export const isThisMachine = (host: string | undefined): boolean =>
  host !== undefined && OURS.includes(host.replace(/:\d+$/, '').toLowerCase());
