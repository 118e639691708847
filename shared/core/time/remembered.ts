/** Some twenty years of days; courses are of one or two. */
const MOST = 8192;

/**
 * A function that keeps what it has made: a plan asks for the same few hundred days and names again and again. What it
 * makes is not to be changed by anybody; undefined is not kept.
 * @param make depends on nothing but its key
 */
export function remembered<Key, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new Map<Key, Made>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    if (made.size >= MOST) made.clear();
    const fresh = make(key);
    if (fresh !== undefined) made.set(key, fresh);
    return fresh;
  };
}

/** A function that keeps what it made last: a plan asks it again and again about one thing, and the next about another. */
export function keptLast<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  let last: { readonly of: Of; readonly made: Made } | undefined;
  return (of) => {
    if (last?.of !== of) last = { of, made: make(of) };
    return last.made;
  };
}
