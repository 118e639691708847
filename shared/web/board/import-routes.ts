import type { Context, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { atLocalTime, type Instant, localDateOf, localTimeOf } from '../../core/time/instant.ts';
import { answer } from '../answer.ts';
import { nearDay, timeIn } from '../typed.ts';
import { type BoardDrawing, boardDrawing, boardSays } from './frame.ts';
import { inDanish } from './import-danish.ts';
import { type Carried, type ImportPage, type ImportTyped, importPage } from './import-page.ts';
import { importList, isUnreadable, MOST_BYTES, mappingOf, packed, unpacked } from './import-run.ts';
import { IMPORT_TEXTS } from './import-texts.ts';
import { PATHS } from './paths.ts';
import { mayImport } from './rights.ts';
import type { BoardTools } from './tools.ts';
import type { BoardEnv } from './viewer.ts';

/** Lists of the clinic's system: tried first, then imported by a press. */
export function importRoutes(app: Hono<BoardEnv>, tools: BoardTools): void {
  const drawingFor = (context: Context<BoardEnv>): BoardDrawing =>
    boardDrawing(tools.clinic, context.get('viewer'), tools.therapistsSee);
  const allowed: MiddlewareHandler<BoardEnv> = async (context, next) => {
    if (!mayImport(context.get('viewer'))) return answer(boardSays(drawingFor(context), 'notAllowed'), 403);
    return next();
  };
  // By what the request says of its length, before any of it is read.
  const limited = bodyLimit({
    maxSize: MOST_BYTES,
    onError: (context) => refuse(tools, drawingFor(context), typedNow(tools), 'too-large', 413),
  });
  app.get(PATHS.import, allowed, (context) =>
    answer(importPage(drawingFor(context), emptyPage(typedNow(tools)))),
  );
  app.post(PATHS.import, allowed, limited, async (context) => {
    const { list, mapping, ...fields } = await context.req.parseBody();
    const draw = drawingFor(context);
    const typed = typedIn(fields);
    if (!(list instanceof File) || list.size === 0) return refuse(tools, draw, typed, 'none');
    const text = mapping instanceof File ? await mapping.text() : '';
    const bytes = new Uint8Array(await list.arrayBuffer());
    const carried = { ...typed, list: packed(bytes), mapping: text, isCalendar: /\.ics$/i.test(list.name) };
    return run(tools, draw, carried, bytes, false);
  });
  app.post(PATHS.importNow, allowed, limited, async (context) => {
    const { list, mapping, calendar, ...fields } = await context.req.parseBody();
    const draw = drawingFor(context);
    const typed = typedIn(fields);
    const bytes = unpacked(String(list ?? ''));
    if (!bytes) return refuse(tools, draw, typed, 'gone');
    const carried = {
      ...typed,
      list: String(list),
      mapping: String(mapping ?? ''),
      isCalendar: calendar === 'on',
    };
    return run(tools, draw, carried, bytes, true);
  });
}

const typedIn = ({ date, time, consent }: Readonly<Record<string, unknown>>): ImportTyped => ({
  date: String(date ?? ''),
  time: String(time ?? ''),
  hasConsent: consent === 'on',
});

function typedNow({ now, clinic: { timeZone } }: BoardTools): ImportTyped {
  const at = now();
  return { date: localDateOf(at, timeZone), time: localTimeOf(at, timeZone), hasConsent: false };
}

const emptyPage = (typed: ImportTyped): ImportPage => ({
  typed,
  wrong: null,
  view: null,
  carried: null,
  isDone: false,
});

type Why = 'none' | 'too-large' | 'mapping' | 'time' | 'gone';

const refuse = (
  { clinic }: BoardTools,
  draw: BoardDrawing,
  typed: ImportTyped,
  why: Why | { readonly words: string },
  status = 422,
): Response => {
  const wrong = typeof why === 'string' ? IMPORT_TEXTS[clinic.language].wrong[why] : why.words;
  return answer(importPage(draw, { ...emptyPage(typed), wrong }), status);
};

/** Tries a list, or imports it. */
async function run(
  tools: BoardTools,
  draw: BoardDrawing,
  carried: Carried,
  bytes: Uint8Array,
  isDone: boolean,
): Promise<Response> {
  const { viewer } = draw;
  const asOf = asOfIn(carried, tools);
  if (!asOf) return refuse(tools, draw, carried, 'time');
  const mapping = await mappingOf(carried.mapping, carried.hasConsent, tools);
  if (!mapping) return refuse(tools, draw, carried, 'mapping');
  const { staffId, name } = viewer;
  const note = (courseId: string | null) =>
    tools.accessLog.note({ at: tools.now(), staffId, name, what: 'import', courseId, event: null });
  await note(null);
  try {
    const list = { isCalendar: carried.isCalendar, bytes, mapping, asOf };
    const view = await importList(tools, list, isDone ? note : null);
    return answer(importPage(draw, { typed: carried, wrong: null, view, carried, isDone }));
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    const danish = draw.clinic.language === 'da' ? inDanish(error.message) : null;
    return refuse(tools, draw, carried, { words: danish ?? error.message });
  }
}

function asOfIn({ date, time }: ImportTyped, { now, clinic: { timeZone } }: BoardTools): Instant | null {
  const day = nearDay(date, localDateOf(now(), timeZone));
  const at = timeIn(time);
  return typeof day === 'string' && at !== null ? atLocalTime(day, at, timeZone) : null;
}
