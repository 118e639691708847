import type { EventType } from '../../../shared/core/events/events.ts';

/** Who presses, and what: a button by its label, with what is typed into its form. */
export type Presser =
  | { readonly page: 'patient'; readonly button: string; readonly typed?: Typed }
  /** The one press of a mailbox. */
  | { readonly page: 'mailbox' }
  /** A task on the list that the therapist's last digest leads to, by its words. */
  | { readonly page: 'list'; readonly task: string; readonly button: string; readonly typed?: Typed }
  /** On the page that the press before has led to. */
  | { readonly page: 'after'; readonly button: string }
  /** The program of a form provider. */
  | { readonly page: 'api'; readonly callId: string; readonly body: Readonly<Record<string, string>> }
  /** A program of the clinic's, which tells events. */
  | { readonly page: 'program'; readonly events: readonly object[] };

type Typed = Readonly<Record<string, string>>;

/** A press: whoever sees an error presses again a minute later, and whoever sees none does so once more. */
export type StoryPress = {
  readonly at: string;
  readonly courseId: string;
  readonly by: Presser;
  /** Presses once, and leaves it at that whatever there is to see. */
  readonly givesUp?: true;
};

/** One change that presses make together; of several types the one that came first. */
export type PressedChange = readonly EventType[];
