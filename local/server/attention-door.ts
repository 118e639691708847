import type { Context } from 'hono';
import { attentionPage } from '../page/attention-page.ts';
import type { Notice } from '../page/frame.ts';
import { PATHS } from '../page/paths.ts';
import { reasonProblem } from '../redrive/reason.ts';
import type { Order } from '../redrive/redrive-clinic.ts';
import { amount } from '../words/words.ts';
import type { ClinicSession } from './session.ts';
import { attentionView } from './views.ts';

/** The page of what needs attention, with what was done when it comes after a form. */
export async function showAttention(context: Context, session: ClinicSession) {
  const { redriven, discarded } = context.req.query();
  const told = [
    ...(countOf(redriven) ? [`${amount(countOf(redriven), 'dead letter')} put back into the queue`] : []),
    ...(countOf(discarded) ? [`${amount(countOf(discarded), 'dead letter')} discarded`] : []),
  ];
  const notice: Notice | undefined =
    told.length > 0 ? { tone: 'done', text: `${told.join(', ')}.` } : undefined;
  return context.html(attentionPage(await attentionView(session, { notice })));
}

const countOf = (text: string | undefined): number => (/^\d{1,4}$/.test(text ?? '') ? Number(text) : 0);

/** Redrives or discards dead letters as a form of the page says; a letter is never discarded without a reason. */
export async function workLetters(context: Context, session: ClinicSession) {
  const form = await context.req.parseBody();
  const letterId = String(form['letter'] ?? '');
  const reason = String(form['reason'] ?? '').trim();
  const problem = form['action'] === 'discard' ? reasonProblem(reason) : null;
  if (problem) {
    const notice: Notice = { tone: 'error', text: `The letter was not discarded: its reason: ${problem}.` };
    return context.html(
      attentionPage(await attentionView(session, { notice, typed: { letterId, reason } })),
      422,
    );
  }
  const { letters } = await session.redrive(orderOf(form['action'], letterId, reason));
  const count = (outcome: string) => letters.filter((letter) => letter.outcome === outcome).length;
  const done = new URLSearchParams({
    redriven: String(count('redriven')),
    discarded: String(count('discarded')),
  });
  return context.redirect(`${PATHS.attention}?${done}`, 303);
}

function orderOf(action: unknown, letterId: string, reason: string): Order {
  if (action === 'discard') return { action, ids: new Set([letterId]), reason };
  if (action === 'redrive') return { action, ids: letterId === 'all' ? 'all' : new Set([letterId]) };
  return { action: 'list' };
}
