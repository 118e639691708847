import { expect, vi } from 'vitest';
import { serve } from '../../local/commands/serve.ts';

/** Serves a clinic within this process as the command does, and waits for its page. */
export async function served(options: Readonly<Record<string, string>>) {
  const told = { out: '', err: '' };
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told.err += String(text);
    return true;
  });
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    told.out += String(text);
    if (told.out.includes('Ctrl+C stops it.')) open();
    return true;
  });
  const code = serve.run({ port: '0', ...options }, []);
  try {
    await Promise.race([opened, code.then(() => Promise.reject(new Error('it ended')))]);
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
  const [, url = ''] = /is open: (http:\S+)/.exec(told.out) ?? [];
  const [, api = ''] = /AWS_ENDPOINT_URL=(http:\S+)/.exec(told.out) ?? [];
  return {
    url,
    api,
    told,
    /** As the keyboard, or the terminal's window when it is closed. */
    stop: async (signal: 'SIGINT' | 'SIGHUP' = 'SIGINT') => {
      process.emit(signal);
      expect(await code).toBe(0);
    },
  };
}
