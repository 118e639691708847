/** Ctrl+C, being ended, and the terminal's window being closed. */
const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first is heeded, so that the state is kept; a second one ends the program at once. */
export const toldToStop = (): Promise<void> =>
  new Promise<void>((done) => {
    const heed = () => {
      for (const signal of STOPS) process.off(signal, heed);
      done();
    };
    for (const signal of STOPS) process.on(signal, heed);
  });
