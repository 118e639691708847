import type { PressName } from './presses.ts';

/** What the sentence after a press tells: what happened, and what comes next. */
export type DoneWord = PressName | 'outdated';

/** Every phrase of the patient's page; `{phone}` and `{clinic}` are filled in. Nothing tells what anybody comes for. */
export type PatientPageTexts = {
  readonly title: string;
  readonly greeting: (firstName: string | null) => string;
  readonly intro: string;
  readonly done: Readonly<Record<DoneWord, string>>;
  readonly over: { readonly title: string; readonly text: string };
  readonly slowDown: { readonly title: string; readonly text: string };
  readonly times: {
    readonly heading: (count: number) => string;
    readonly when: string;
    readonly where: string;
    readonly withWhom: string;
    readonly map: string;
    readonly calendar: string;
    readonly none: string;
    readonly confirmed: string;
    readonly declined: string;
    readonly coming: string;
    readonly comingAfterAll: string;
    readonly cannotCome: string;
  };
  readonly asks: {
    readonly heading: string;
    readonly none: string;
    readonly book: (range: string | null) => string;
    readonly bookButton: string;
    readonly answer: (moment: string | null) => string;
    readonly answerButton: string;
    readonly orCall: string;
  };
  readonly call: {
    readonly heading: string;
    readonly text: string;
    readonly asked: string;
    readonly button: string;
    readonly noButton: string;
  };
  readonly mails: {
    readonly heading: string;
    readonly on: string;
    readonly paused: (until: string | null) => string;
    readonly stopped: string;
    readonly unreachable: string;
    readonly pauseLegend: string;
    readonly lengths: Readonly<Record<'2-weeks' | '4-weeks' | 'until', string>>;
    readonly untilLabel: string;
    readonly untilHint: string;
    readonly untilWrong: Readonly<Record<'no-date' | 'past' | 'too-far', string>>;
    readonly pauseButton: string;
    readonly resumeButton: string;
    readonly stopButton: string;
    readonly startButton: string;
  };
  readonly stop: { readonly title: string; readonly text: string; readonly back: string };
  readonly footer: string;
};
