/** What a reminder's key tells, read as `docs/contracts.md` describes it. */
export type Name = {
  readonly visit: string;
  /** The kind's own word; a changed time is an `appointment` with an `after`. */
  readonly word: string;
  readonly isChange: boolean;
  /** What stands behind it: a day, an instant, a count. */
  readonly detail: string;
  /** Of those that tell a time. */
  readonly startsAt: string | null;
};

const TELL_TIMES = ['confirmation', 'appointment', 'cancelled'];

export function nameOf(key: string): Name {
  const [visit = '', word = '', detail = '', after] = key.split('/');
  const tellsTime = TELL_TIMES.includes(word);
  return {
    visit,
    word,
    isChange: word === 'appointment' && after !== undefined,
    detail,
    startsAt: tellsTime ? detail : null,
  };
}

/** Changed and cancelled times wait for nothing. */
export const isUrgent = (key: string): boolean => {
  const { word, isChange } = nameOf(key);
  return isChange || word === 'cancelled';
};
