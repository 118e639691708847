/**
 * An id in the shape of a UUID that is the same in every run.
 * @param kind three hexadecimal digits that tell what is numbered
 */
export const sequentialId = (kind: string, number: number): string =>
  `00000000-0000-4000-8${kind}-${number.toString(16).padStart(12, '0')}`;
