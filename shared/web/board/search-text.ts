/**
 * A text as it is searched: without case and accents, and with Danish letters as they are also written (`Søren`, `Soeren`,
 * `SOREN`; `Ågård`, `Aagaard`). What begins a text begins it in this form as well.
 */
export const searchText = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLocaleLowerCase('da')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('ß', 'ss')
    .replaceAll(/a[ae]+/g, 'a')
    .replaceAll(/oe+/g, 'o')
    .replaceAll(/\s+/g, ' ')
    .trim();
