/** A field of a form, as a browser knows it. */
export type LiveField = {
  readonly type: string;
  readonly value: string;
  readonly defaultValue?: string;
  readonly checked?: boolean;
  readonly defaultChecked?: boolean;
  readonly options?: Iterable<{ readonly selected: boolean; readonly defaultSelected: boolean }>;
};

/** An element of a page. */
export type LiveElement = {
  id: string;
  className: string;
  innerHTML: string;
  textContent: string | null;
  value: string;
  onchange: (() => void) | null;
  readonly dataset: Record<string, string | undefined>;
  prepend(child: LiveElement): void;
  replaceWith(other: LiveElement): void;
  setAttribute(name: string, value: string): void;
};

/** A document, as far as the script needs it. */
export type LiveDocument = {
  readonly body: LiveElement;
  readonly activeElement: unknown;
  readonly visibilityState: string;
  title: string;
  querySelector(selector: string): LiveElement | null;
  querySelectorAll(selector: string): Iterable<LiveField>;
  createElement(name: string): LiveElement;
  getSelection(): unknown;
};

/** A browser's window, as far as the script needs it. */
export type LiveWindow = {
  readonly document: LiveDocument;
  readonly location: { readonly href: string };
  readonly DOMParser: new () => { parseFromString(text: string, type: 'text/html'): LiveDocument };
  fetch(path: string): Promise<{ readonly ok: boolean; text(): Promise<string> }>;
  setInterval(job: () => void, millis: number): unknown;
};

/** Whether a person would lose something by another page in the place of this one: words typed or marked, a place. */
export function isInUse(document: LiveDocument): boolean {
  const isTyped = (field: LiveField): boolean => {
    const options = [...(field.options ?? [])];
    if (options.length > 0) {
      const first = options.find((each) => each.defaultSelected) ?? options[0];
      return options.some((each) => each.selected && each !== first);
    }
    return (
      field.type !== 'hidden' &&
      (field.value !== field.defaultValue || field.checked !== field.defaultChecked)
    );
  };
  return (
    (document.activeElement ?? document.body) !== document.body ||
    document.querySelector('main details[open]') !== null ||
    String(document.getSelection() ?? '') !== '' ||
    [...document.querySelectorAll('input,textarea,select')].some(isTyped)
  );
}

/** Another type of event brings its example into the form. */
export function offerExamples(document: LiveDocument): void {
  const type = document.querySelector('#event-type');
  const data = document.querySelector('#event-data');
  const examples = document.querySelector('#event-examples');
  if (!type || !data || !examples) return;
  type.onchange = () => {
    data.value = JSON.stringify(JSON.parse(examples.textContent ?? '{}')[type.value], null, 2);
  };
}

/** Says that the page is an old one, and leaves it to the person when to look again. */
export function tellOfChange({ document, location }: LiveWindow): void {
  if (document.querySelector('#changed')) return;
  const told = document.createElement('p');
  told.id = 'changed';
  told.className = 'notice';
  told.innerHTML = 'Something has happened since. <a>Look again</a>; what you typed here is lost then.';
  document.querySelector('main')?.prepend(told);
  document.querySelector('#changed a')?.setAttribute('href', location.href.split('#')[0] ?? '');
}

/** Puts what the server shows now into the place of what is shown. */
export async function showAnew(window: LiveWindow): Promise<void> {
  const { document } = window;
  const answer = await window.fetch(window.location.href);
  const fresh = new window.DOMParser().parseFromString(await answer.text(), 'text/html');
  // Somebody may have begun to type in the meantime.
  if (!answer.ok || isInUse(document)) return tellOfChange(window);
  for (const part of ['header.top', 'main']) {
    const [old, next] = [document.querySelector(part), fresh.querySelector(part)];
    if (old && next) old.replaceWith(next);
  }
  document.title = fresh.title;
  document.body.dataset['version'] = fresh.body.dataset['version'];
  offerExamples(document);
}

/** Looks every second whether something has happened. Pages that tell of a mistake say no version, and stay as they are. */
export function keepLive(window: LiveWindow): void {
  const { document } = window;
  let isLooking = false;
  const look = async () => {
    const shown = document.body.dataset['version'];
    if (shown === undefined || isLooking || document.visibilityState !== 'visible') return;
    isLooking = true;
    try {
      const answer = await window.fetch('/version');
      const isOld = answer.ok && (await answer.text()) !== shown;
      if (isOld) await (isInUse(document) ? tellOfChange(window) : showAnew(window));
    } catch {
      // The clinic has been stopped; it may be started again.
    }
    isLooking = false;
  };
  offerExamples(document);
  window.setInterval(look, 1000);
}

/** What a browser runs: the functions above, as they stand. */
export const LIVE_SCRIPT = `'use strict';
${[isInUse, offerExamples, tellOfChange, showAnew, keepLive].map(String).join('\n')}
keepLive(window);
`;
