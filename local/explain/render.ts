import { type Look, paint } from '../terminal/look.ts';
import { padTo, wrap } from '../terminal/text.ts';
import { type Block, explainCourse, type Section } from './explanation.ts';
import type { ExplainInput } from './facts.ts';

const LABEL_WIDTH = 10;

/** An explanation for a terminal. Ends without a line break. */
export function renderExplanation(input: ExplainInput, look: Look): string {
  const { heading, blocks } = explainCourse(input);
  const [first = '', ...rest] = heading;
  const title = [paint(look, 'bold', first), ...rest].join(look.ascii ? ' - ' : ' · ');
  return blocks
    .map((block, index) => [...(index === 0 ? [title] : []), ...linesOf(block, look)].join('\n'))
    .join('\n\n');
}

const linesOf = ({ title, status, sections }: Block, look: Look): string[] => [
  ...(title === null ? [] : [`${paint(look, 'bold', title)}: ${status}`]),
  ...sections.flatMap((section) => sectionLines(section, look)),
];

/** Labelled sentences, wrapped beside the label; several get a mark each. */
function sectionLines({ label, sentences }: Section, look: Look): string[] {
  const mark = sentences.length > 1 ? '- ' : '';
  const lines = sentences.flatMap((sentence) =>
    wrap(sentence, look.width - LABEL_WIDTH - 2 - mark.length).map((line, index) =>
      index === 0 ? `${mark}${line}` : `${' '.repeat(mark.length)}${line}`,
    ),
  );
  return lines.map(
    (line, index) => `  ${paint(look, 'dim', padTo(index === 0 ? label : '', LABEL_WIDTH))}${line}`,
  );
}
