import { setImmediate as turn } from 'node:timers/promises';

export type Step = (call: string) => Promise<void>;

/**
 * Tells a story once for every order in which the steps of those in it can be taken.
 * @returns how many orders there are
 */
export async function everyOrder(story: (step: Step) => Promise<unknown>): Promise<number> {
  let choices: number[] = [];
  for (let orders = 1; ; orders += 1) {
    const widths = await tell(story, choices);
    const taken = widths.map((_, index) => choices[index] ?? 0);
    const last = taken.findLastIndex((choice, index) => choice + 1 < (widths[index] ?? 0));
    if (last < 0) return orders;
    choices = [...taken.slice(0, last), (taken[last] ?? 0) + 1];
  }
}

/** Tells it in one order. @returns among how many steps each choice was made */
async function tell(story: (step: Step) => Promise<unknown>, choices: readonly number[]): Promise<number[]> {
  const waiting: (() => void)[] = [];
  let isOver = false;
  const telling = story(() => new Promise((take) => waiting.push(take))).finally(() => {
    isOver = true;
  });
  telling.catch(() => undefined);
  const widths: number[] = [];
  for (await turn(); !isOver; await turn()) {
    const [take] = waiting.splice(choices[widths.length] ?? 0, 1);
    widths.push(waiting.length + 1);
    if (!take) throw new Error('the story waits for something that is no step');
    take();
  }
  await telling;
  return widths;
}
