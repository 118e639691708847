import { html, raw } from 'hono/html';
import { unglued } from './clean-text.ts';
import type { Block, Page, TaskRow } from './html-page.ts';
import { DARK_MODE, STYLE } from './style.ts';

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
<style>${raw(DARK_MODE)}</style>
</head>
<body class="page" style="${STYLE.body}">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.page}"><tr><td align="center" style="${STYLE.margin}">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.card}"><tr><td style="${STYLE.inside}">
<p class="brand" style="${STYLE.brand}">${page.brand}</p>
<h1 style="${STYLE.title}">${page.subject}</h1>
${page.sections.map(sectionOf)}
${page.signature.length > 0 ? html`<p style="${STYLE.signature}">${broken(page.signature)}</p>` : ''}
<div class="small rule" style="${STYLE.footer}">
${page.footer.map((text) => html`<p style="${STYLE.small}">${text}</p>\n`)}</div>
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
  return unglued(document.toString());
}

const broken = (texts: readonly string[]): Html[] =>
  texts.map((text, index) => (index === 0 ? html`${text}` : html`<br>${text}`));

const sectionOf = (blocks: readonly Block[], index: number): Html =>
  index < 2
    ? html`<div>${blocks.map(blockOf)}</div>\n`
    : html`<div class="rule" style="${STYLE.section}">${blocks.map(blockOf)}</div>\n`;

function blockOf(block: Block): Html {
  switch (block.kind) {
    case 'heading':
      return block.level === 2
        ? html`<h2 style="${STYLE.heading}">${block.text}</h2>`
        : html`<h3 style="${STYLE.subheading}">${block.text}</h3>`;
    case 'paragraph':
      return html`<p style="${STYLE.paragraph}">${block.text}</p>`;
    case 'facts':
      return factsOf(block.rows);
    case 'action':
      return html`<p style="${STYLE.action}"><a class="button" href="${block.url}" style="${STYLE.button}">${block.label}</a></p>`;
    case 'tasks':
      return tasksOf(block.columns, block.rows);
    default:
      return block satisfies never;
  }
}

const factsOf = (rows: readonly (readonly [string, string])[]): Html =>
  html`<table class="facts" width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.facts}">${rows.map(
    ([label, value]) =>
      html`<tr><th scope="row" class="small" style="${STYLE.label}">${label}</th><td style="${STYLE.value}">${value}</td></tr>`,
  )}</table>`;

type Columns = Extract<Block, { kind: 'tasks' }>['columns'];

const tasksOf = (columns: Columns, rows: readonly TaskRow[]): Html =>
  html`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="${STYLE.tasks}"><thead><tr>${[
    columns.task,
    columns.due,
    columns.overdue,
  ].map((column) => html`<th scope="col" class="small" style="${STYLE.column}">${column}</th>`)}</tr></thead>
<tbody>${rows.map(taskOf)}</tbody></table>`;

const taskOf = ({ mark, task, due, overdue }: TaskRow): Html =>
  html`<tr><th scope="row" class="rule" style="${STYLE.task}">${
    mark === null ? '' : html`<strong class="mark" style="${STYLE.mark}">${mark}</strong> `
  }${task}</th><td class="rule" style="${STYLE.cell}">${due}</td><td class="rule" style="${STYLE.cell}">${overdue}</td></tr>\n`;
