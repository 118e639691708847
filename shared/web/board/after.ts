import { isTaskId } from '../../core/ids/task-id.ts';
import type { After } from '../staff/drawing.ts';
import { isPressId } from '../staff/press-forms.ts';
import { isDidWord } from '../staff/press-task.ts';
import { isBoardType } from './asks.ts';
import { PATHS } from './paths.ts';
import { COURSE_TEXTS } from './texts.ts';
import type { BoardTools } from './tools.ts';

/** What a page is told of the press before it. */
export function afterIn(query: Readonly<Record<string, string>>): After | null {
  const { did = '', undo = '', course = '', task = '' } = query;
  if (!isDidWord(did)) return null;
  const isWhole = isPressId(undo) && isTaskId(task) && course !== '';
  return { did, undo: isWhole ? { path: PATHS.task(course, task), id: undo } : null };
}

/** What is said after something was, by what the address tells. */
export function saidOf({ clinic }: BoardTools, did: string | undefined): string | null {
  const texts = COURSE_TEXTS[clinic.language];
  if (did === undefined) return null;
  if (isBoardType(did)) return texts.forms[did].did;
  const others: Readonly<Record<string, string>> = {
    used: texts.heardBefore,
    'not-now': texts.notNow,
    full: texts.full,
  };
  return others[did] ?? null;
}
