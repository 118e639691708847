import { html } from 'hono/html';
import type { Share } from '../../core/quality/measures.ts';
import type { Html } from '../frame.ts';

const WIDTH = 12;
const HEIGHT = 36;

/**
 * Shares as small bars, of which a full one is all; where there was nothing to count there is none. For those who see: what
 * it shows must stand in a table beside it.
 */
export function shareBars(shares: readonly Share[]): Html {
  const bars = shares.map(({ numerator, denominator }, index) => {
    if (denominator === 0) return html``;
    // One that is nothing at all is seen as well.
    const height = Math.max(1, ((HEIGHT - 2) * numerator) / denominator);
    return html`<rect x="${index * WIDTH + 2}" width="${WIDTH - 4}" y="${(HEIGHT - 1 - height).toFixed(1)}" height="${height.toFixed(1)}"/>`;
  });
  const width = shares.length * WIDTH;
  return html`<svg class="bars" viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false"><line class="base" x1="0" x2="${width}" y1="${HEIGHT - 0.5}" y2="${HEIGHT - 0.5}"/>${bars}</svg>`;
}
