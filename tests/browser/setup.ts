import type { TestProject } from 'vitest/node';
import { startChromium, whyNoBrowser } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser of this run is; null where none can run. */
    browserAt: string | null;
  }
}

/** One browser for all tests of a run; it ends with them, whatever becomes of them. */
export default async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const reason = whyNoBrowser();
  if (reason !== null) {
    console.warn(reason);
    provide('browserAt', null);
    return undefined;
  }
  const server = await startChromium();
  provide('browserAt', server.wsEndpoint());
  return () => server.close();
}
