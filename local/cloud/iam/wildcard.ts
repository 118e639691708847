/** Whether a text matches; made from a pattern of IAM, in which `*` is any text and `?` any one character. */
export type Matcher = (text: string) => boolean;

/** @param flags `i` ignores case */
export function wildcard(pattern: string, flags = ''): Matcher {
  if (pattern === '*') return () => true;
  const source = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, (character) => {
    if (character === '*') return '.*';
    return character === '?' ? '.' : `\\${character}`;
  });
  const expression = new RegExp(`^${source}$`, `s${flags}`);
  return (text) => expression.test(text);
}

const ARN_PARTS = 6;

/** Matches ARNs part by part, so that no wildcard reaches over a colon but those of the resource itself. */
export function arnPattern(pattern: string): Matcher {
  const matchers = partsOf(pattern).map((part) => wildcard(part));
  return (arn) => {
    const parts = partsOf(arn);
    return (
      parts.length === matchers.length && matchers.every((matches, index) => matches(parts[index] ?? ''))
    );
  };
}

function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')];
}
