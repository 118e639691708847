import { addMinutes, type Instant } from '../../../shared/core/time/instant.ts';
import type { ClinicCloud } from '../../clinic/clinic-cloud.ts';
import type { StoryPress } from '../stories/press.ts';
import { isArmedNow } from './end-state.ts';
import { type Answer, isError, Person } from './person.ts';

/** A press, and how it was answered each time. */
export type Pressed = {
  readonly press: StoryPress;
  /** What its form says that it is called; null when that is said nowhere. */
  readonly id: string | null;
  readonly answers: readonly Answer[];
};

/** So often somebody presses at most. */
const PATIENCE = 6;

type Surroundings = {
  /** How many calls the functions have made. */
  readonly calls: () => number;
  readonly passUntil: (at: Instant) => Promise<void>;
};

/** The people who press on a clinic's pages. */
export class Presses {
  /** The numbers of the calls that the functions made for a first press. */
  readonly calls: number[] = [];
  /** When a press was answered and the next wake of its course was not armed. */
  readonly unarmed: { readonly courseId: string; readonly at: Instant }[] = [];
  /** Another press, while somebody presses: the next one of the moment, or the same again. */
  rival: (() => Promise<unknown>) | null = null;
  readonly #clinicCloud: ClinicCloud;
  readonly #surroundings: Surroundings;
  readonly #people: Person[] = [];

  constructor(clinicCloud: ClinicCloud, surroundings: Surroundings) {
    this.#clinicCloud = clinicCloud;
    this.#surroundings = surroundings;
  }

  get pressed(): readonly Pressed[] {
    return this.#people.map(({ press, id, answers }) => ({ press, id, answers }));
  }

  /** All open their pages, then each presses, and again until there is no error and once more. */
  async happen(presses: readonly StoryPress[]): Promise<void> {
    const { cloud } = this.#clinicCloud;
    const { calls, passUntil } = this.#surroundings;
    const led = this.#people.at(-1)?.answers.find(({ place }) => place !== null)?.place ?? null;
    const people: Person[] = [];
    for (const press of presses) people.push(await Person.before(this.#clinicCloud, press, led));
    this.#people.push(...people);
    for (const [index, person] of people.entries()) {
      const other = people[index + 1] ?? person;
      this.rival = () => other.send();
      const before = calls();
      await person.send();
      this.rival = null;
      for (let call = before + 1; call <= calls(); call += 1) this.calls.push(call);
      await this.#lookAt(person);
    }
    while (people.some(pressesAgain)) {
      await passUntil(addMinutes(cloud.clock.now(), 1));
      for (const person of people.filter(pressesAgain)) {
        await person.send();
        await this.#lookAt(person);
      }
    }
  }

  async #lookAt({ press: { courseId }, answers }: Person): Promise<void> {
    const { cloud } = this.#clinicCloud;
    await cloud.settle();
    const [last] = answers.slice(-1);
    if (!last || isError(last) || (await isArmedNow(this.#clinicCloud, courseId))) return;
    this.unarmed.push({ courseId, at: last.at });
  }
}

const pressesAgain = ({ press, answers }: Person): boolean =>
  !press.givesUp && answers.length < PATIENCE && answers.filter((each) => !isError(each)).length < 2;
