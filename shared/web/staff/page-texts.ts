import type { CallReason, CloseReason } from '../../core/events/events.ts';
import type { StaffPressName } from './press-forms.ts';
import type { Refused } from './presses.ts';
import type { ListForm, TaskForm } from './task-view.ts';

/** What the sentence after a press tells: what happened, or why nothing did. */
export type DidWord = StaffPressName | 'gone' | 'outdated';

/** Every phrase of the pages for staff; `{phone}` and `{clinic}` are filled in. */
export type StaffPageTexts = {
  readonly title: string;
  readonly heading: (day: string) => string;
  readonly intro: string;
  readonly nothing: string;
  readonly unreadable: (count: number) => string;
  readonly more: (count: number) => string;
  readonly did: Readonly<Record<DidWord, string>>;
  readonly undo: string;
  readonly toList: string;
  readonly due: (day: string, overdue: string | null) => string;
  readonly owedBy: (therapist: string) => string;
  /** On a list: what opens the form for a task's own facts. */
  readonly open: Readonly<Record<ListForm, string>>;
  readonly other: string;
  readonly task: {
    readonly patient: string;
    readonly due: string;
    readonly snoozed: string;
    readonly time: string;
    readonly held: string;
    readonly window: string;
    readonly asksFor: string;
    readonly over: string;
    readonly course: string;
    readonly toCourse: string;
    readonly reasons: Readonly<Record<CallReason, string>>;
  };
  readonly forms: Readonly<
    Record<TaskForm | 'snooze' | 'not-needed', { readonly heading: string; readonly button: string }>
  >;
  readonly noCalendar: string;
  readonly fields: {
    readonly date: string;
    readonly time: string;
    readonly reason: string;
    readonly reasonHint: string;
    readonly questionnaires: string;
    readonly closeReason: string;
    readonly choose: string;
  };
  readonly snooze: {
    readonly legend: string;
    readonly tomorrow: string;
    readonly week: string;
    readonly until: string;
  };
  readonly closeReasons: Readonly<Record<CloseReason, string>>;
  readonly wrong: Readonly<Record<Refused['because'], string>>;
  readonly footer: string;
  readonly slowDown: { readonly title: string; readonly text: string };
  readonly over: { readonly title: string; readonly text: string };
};
