/** An item as it goes over the wire, `{"pk":{"S":"…"}}`. */
export type WireItem = Readonly<Record<string, WireValue>>;
export type WireValue = Readonly<Record<string, unknown>>;

/** Bytes that DynamoDB counts of an item: its attributes' names and values. */
export const sizeOf = (item: WireItem): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + bytes(name) + sizeOfValue(value), 0);

const bytes = (text: string) => Buffer.byteLength(text);

function sizeOfValue(value: WireValue): number {
  const [[type, held] = ['NULL', true]] = Object.entries(value);
  switch (type) {
    case 'S':
      return bytes(String(held));
    case 'N':
      // Two digits a byte, and one more.
      return Math.ceil(String(held).replace(/\D/g, '').length / 2) + 1;
    case 'L':
      return (held as WireValue[]).reduce((sum, each) => sum + 1 + sizeOfValue(each), 3);
    case 'M':
      return Object.entries(held as WireItem).reduce(
        (sum, [name, each]) => sum + 1 + bytes(name) + sizeOfValue(each),
        3,
      );
    case 'SS':
      return (held as string[]).reduce((sum, each) => sum + bytes(each), 0);
    case 'B':
      return Math.ceil((String(held).length * 3) / 4);
    default:
      return 1;
  }
}
