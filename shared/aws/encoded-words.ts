/** An encoded word has at most 75 characters (RFC 2047): 12 of frame and 60 of base64. */
const BYTES_IN_WORD = 45;

/** Text for a header of an e-mail: outside ASCII as encoded words, cut between letters; else as it is. */
export function encodedWords(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  for (const letter of text) {
    const longer = (words.at(-1) ?? '') + letter;
    if (words.length > 0 && Buffer.byteLength(longer) <= BYTES_IN_WORD) words.splice(-1, 1, longer);
    else words.push(letter);
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}
