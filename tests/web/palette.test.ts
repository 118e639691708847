import { describe, expect, test } from 'vitest';
import { COURSE_STYLE } from '../../shared/web/course/style.ts';
import { PALETTE } from '../../shared/web/palette.ts';

describe('the palette', () => {
  const [light = '', dark = ''] = [PALETTE, COURSE_STYLE]
    .map((css) => css.split('@media (prefers-color-scheme:dark)'))
    .reduce((all, of) => all.map((css, index) => css + of[index]));
  const colours = (css: string) =>
    new Map(
      [...css.matchAll(/--([a-z-]+):(#[0-9a-f]{3,6})/g)].map(([, name = '', colour = '']) => [name, colour]),
    );
  const channel = (hex: string) => {
    const value = Number.parseInt(hex, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const luminance = (colour: string) => {
    const hex = colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour;
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => channel(hex.slice(at, at + 2)));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (a: string, b: string) => {
    const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const PAIRS = [
    'ink ground',
    'ink paper',
    'ink soft',
    'ink good',
    'ink warn',
    'muted ground',
    'muted paper',
    'muted soft',
    'accent paper',
    'accent ground',
    'accent good',
    'on-accent accent',
    'red paper',
    'red ground',
    'today paper',
    'cap paper',
  ];
  const CHIPS = ['red', 'amber', 'green', 'blue'].map((tone) => `${tone} ${tone}-soft`);

  test.each([
    ['light', light],
    ['dark', dark],
  ])('%s: every text is at least 4.5 to 1', (_, css) => {
    const palette = colours(css);
    for (const pair of [...PAIRS, ...CHIPS]) {
      const [text = '', ground = ''] = pair.split(' ').map((name) => palette.get(name));
      expect(ratio(text, ground), pair).toBeGreaterThanOrEqual(4.5);
    }
  });
});
