/** Every order of some things. */
export const permutations = <T>(things: readonly T[]): T[][] =>
  things.length === 0
    ? [[]]
    : things.flatMap((first, index) =>
        permutations(things.toSpliced(index, 1)).map((others) => [first, ...others]),
      );
