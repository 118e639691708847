import { unglued } from './clean-text.ts';
import type { Block, Marked, Page, Row } from './html-page.ts';

const WIDTH = 72;
const RULE = '-'.repeat(WIDTH);

/** The page as plain text: wrapped at 72 characters, every link whole on a line of its own. */
export function plainOf({ sections, signature, footer }: Page): string {
  const body = sections.map((blocks) => blocks.map(blockOf).join('\n\n')).join('\n\n');
  const closing = signature.map((text) => wrap(text)).join('\n');
  const small = footer.map((text) => wrap(text)).join('\n\n');
  return unglued(`${[body, closing, RULE, small].filter((part) => part !== '').join('\n\n')}\n`);
}

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.level === 2 ? `${wrap(block.text)}\n${RULE}` : wrap(block.text);
    case 'paragraph':
      return wrap(block.text);
    case 'facts':
      return block.rows.map(([label, value]) => wrap(`${label}: ${value}`, '  ')).join('\n');
    case 'action':
      return `${block.label}:\n${block.url}`;
    case 'list':
      return block.items.map(itemOf).join('\n');
    case 'table':
      return block.rows.map((row) => rowOf(row, block.columns)).join('\n');
    default:
      return block satisfies never;
  }
}

const itemOf = ({ mark, text }: Marked): string =>
  wrap(mark === null ? `- ${text}` : `- ${mark}: ${text}`, '  ');

function rowOf({ head, cells }: Row, [, ...columns]: readonly string[]): string {
  const others = cells.map((cell, index) => `${columns[index]}: ${cell}.`).join(' ');
  return `${itemOf(head)}\n  ${wrap(others, '  ')}`;
}

function wrap(text: string, indent = ''): string {
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(' ')) {
    if (row !== '' && row.length + 1 + word.length > WIDTH) {
      rows.push(row);
      row = indent + word;
    } else {
      row = row === '' ? word : `${row} ${word}`;
    }
  }
  return [...rows, row].join('\n');
}
