import { html, raw } from 'hono/html';
import type { Block, Marked, Page, Row } from './html-page.ts';
import { SCREENS, STYLE } from './style.ts';

type Html = ReturnType<typeof html>;

/** The page as a complete HTML document; every text is escaped. */
export function htmlOf(page: Page): string {
  const document = html`<!doctype html>
<html lang="${page.language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${page.subject}</title>
<style>${raw(SCREENS)}</style>
</head>
<body class="page" style="${STYLE.body}">
${page.preview === '' ? '' : html`<div style="${STYLE.preview}">${page.preview}</div>`}
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.page}"><tr><td align="center" style="${STYLE.margin}">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.card}"><tr><td style="${STYLE.inside}">
<p class="brand" style="${STYLE.brand}">${page.brand}</p>
<h1 style="${STYLE.title}">${page.subject}</h1>
${page.sections.map((blocks, index) => sectionOf(blocks, index, page))}
${page.signature.length > 0 ? html`<p style="${STYLE.signature}">${broken(page.signature)}</p>` : ''}
<div class="small rule" style="${STYLE.footer}">
${page.footer.map((text) => html`<p style="${STYLE.small}">${dialled(text, page)}</p>\n`)}</div>
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
  return textOf(document);
}

/** Nothing in a page is asynchronous, so neither is its document. */
function textOf(document: Html): string {
  if (document instanceof Promise) throw new TypeError('a page holds only finished texts');
  return document.toString().replaceAll('\u00a0', '&nbsp;');
}

const broken = (texts: readonly string[]): Html[] =>
  texts.map((text, index) => (index === 0 ? html`${text}` : html`<br>${text}`));

function sectionOf(blocks: readonly Block[], index: number, page: Page): Html {
  const inside = blocks.map((block) => blockOf(block, page));
  return index < 2
    ? html`<div>${inside}</div>\n`
    : html`<div class="rule" style="${STYLE.section}">${inside}</div>\n`;
}

function blockOf(block: Block, page: Page): Html {
  switch (block.kind) {
    case 'heading':
      return block.level === 2
        ? html`<h2 style="${STYLE.heading}">${block.text}</h2>`
        : html`<h3 style="${STYLE.subheading}">${block.text}</h3>`;
    case 'paragraph':
      return html`<p style="${STYLE.paragraph}">${dialled(block.text, page)}</p>`;
    case 'facts':
      return factsOf(block.rows, page);
    case 'action':
      return html`<p style="${STYLE.action}"><a class="button" href="${block.url}" style="${STYLE.button}">${block.label}</a></p>`;
    case 'list':
      return listOf(block.items);
    case 'table':
      return tableOf(block.columns, block.rows);
    default:
      return block satisfies never;
  }
}

const factsOf = (rows: readonly (readonly [string, string])[], page: Page): Html =>
  html`<table class="facts" width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.facts}">${rows.map(
    ([label, value]) =>
      html`<tr><th scope="row" class="small" style="${STYLE.label}">${label}</th><td style="${STYLE.value}">${dialled(value, page)}</td></tr>`,
  )}</table>`;

const listOf = (items: readonly Marked[]): Html =>
  html`<ul style="${STYLE.list}">${items.map((item) => html`<li style="${STYLE.item}">${marked(item)}</li>\n`)}</ul>`;

const tableOf = (columns: readonly string[], rows: readonly Row[]): Html =>
  html`<table class="rows" width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.table}"><thead><tr>${columns.map(
    (column) => html`<th scope="col" class="small" style="${STYLE.column}">${column}</th>`,
  )}</tr></thead>
<tbody>${rows.map((row) => rowOf(row, columns.slice(1)))}</tbody></table>`;

/** Each cell brings its column's name, for screens on which a row stands below the other. */
const rowOf = ({ head, cells }: Row, columns: readonly string[]): Html =>
  html`<tr><th scope="row" class="rule" style="${STYLE.head}">${marked(head)}</th>${cells.map(
    (cell, index) =>
      html`<td class="rule" style="${STYLE.cell}"><span class="small column" style="${STYLE.ownColumn}">${columns[index]}: </span>${cell}</td>`,
  )}</tr>\n`;

const marked = ({ mark, text }: Marked): Html =>
  mark === null ? html`${text}` : html`<strong class="mark" style="${STYLE.mark}">${mark}</strong> ${text}`;

/** A text in which the telephone number can be dialled with a press. */
function dialled(text: string, { phone }: Page): Html {
  if (phone === null) return html`${text}`;
  const parts = text.split(phone.text);
  return html`${parts.map((part, index) =>
    index === 0
      ? part
      : html`<a class="link" href="${phone.url}" style="${STYLE.link}">${phone.text}</a>${part}`,
  )}`;
}
