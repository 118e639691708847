import { setImmediate as turn } from 'node:timers/promises';
import { EXHAUSTIVE } from './exhaustive.ts';

export type Step = (call: string) => Promise<void>;

/** In so many orders a usual run tells a story. */
const SOME = 40;

/**
 * Tells a story in the orders in which the steps of those in it can be taken: some by chance, or in an exhaustive run once
 * in each. @returns in how many
 */
export const inAnyOrder = (story: Story): Promise<number> => (EXHAUSTIVE ? inEvery(story) : inSome(story));

type Story = (step: Step) => Promise<unknown>;

async function inSome(story: Story): Promise<number> {
  for (let orders = 0; orders < SOME; orders += 1) {
    const taken: number[] = [];
    const byChance = (_: number, width: number) => {
      const choice = Math.floor(Math.random() * width);
      taken.push(choice);
      return choice;
    };
    try {
      await tell(story, byChance);
    } catch (cause) {
      throw new Error(`when these were taken of those that waited: ${taken.join(', ')}`, { cause });
    }
  }
  return SOME;
}

async function inEvery(story: Story): Promise<number> {
  let choices: number[] = [];
  for (let orders = 1; ; orders += 1) {
    const widths = await tell(story, (index) => choices[index] ?? 0);
    const taken = widths.map((_, index) => choices[index] ?? 0);
    const last = taken.findLastIndex((choice, index) => choice + 1 < (widths[index] ?? 0));
    if (last < 0) return orders;
    choices = [...taken.slice(0, last), (taken[last] ?? 0) + 1];
  }
}

/** Tells it in one order. @returns among how many steps each choice was made */
async function tell(story: Story, choose: (index: number, width: number) => number): Promise<number[]> {
  const waiting: (() => void)[] = [];
  let isOver = false;
  const telling = story(() => new Promise((take) => waiting.push(take))).finally(() => {
    isOver = true;
  });
  telling.catch(() => undefined);
  const widths: number[] = [];
  for (await turn(); !isOver; await turn()) {
    const width = waiting.length;
    const [take] = waiting.splice(choose(widths.length, width), 1);
    widths.push(width);
    if (!take) throw new Error('the story waits for something that is no step');
    take();
  }
  await telling;
  return widths;
}
