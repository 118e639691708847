import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import {
  isInUse,
  LIVE_SCRIPT,
  type LiveDocument,
  type LiveElement,
  type LiveField,
  type LiveWindow,
} from '../../../local/page/live-script.ts';
import { PATHS } from '../../../local/page/paths.ts';

const element = (more: Partial<LiveElement> = {}): LiveElement => ({
  id: '',
  className: '',
  innerHTML: '',
  textContent: null,
  value: '',
  onchange: null,
  dataset: {},
  prepend: () => undefined,
  replaceWith: () => undefined,
  setAttribute: () => undefined,
  ...more,
});
const text = (value: string, defaultValue = ''): LiveField => ({ type: 'text', value, defaultValue });
const option = (selected: boolean, defaultSelected: boolean) => ({ selected, defaultSelected });
const choice = (...options: ReturnType<typeof option>[]): LiveField => ({
  type: 'select-one',
  value: '',
  options,
});

type State = {
  version?: string;
  fields?: LiveField[];
  parts?: Record<string, LiveElement>;
  marked?: string;
  active?: unknown;
  visibility?: string;
};

/** A document in which some things are as said. */
function documentWith(state: State = {}): LiveDocument {
  const body = element({ dataset: state.version ? { version: state.version } : {} });
  return {
    body,
    activeElement: 'active' in state ? state.active : body,
    visibilityState: state.visibility ?? 'visible',
    title: '',
    querySelector: (selector) => state.parts?.[selector] ?? null,
    querySelectorAll: () => state.fields ?? [],
    createElement: () => element(),
    getSelection: () => state.marked ?? '',
  };
}

test.each<[string, boolean, State]>([
  ['nothing', false, {}],
  ['no element that is active', false, { active: null }],
  ['a field as it came', false, { fields: [text('all', 'all')] }],
  ['typed words', true, { fields: [text('ann')] }],
  ['emptied words', true, { fields: [text('', 'all')] }],
  [
    'a hidden field that the browser remembers',
    false,
    { fields: [{ ...text('old', 'new'), type: 'hidden' }] },
  ],
  [
    'a box that was ticked',
    true,
    { fields: [{ ...text('1', '1'), type: 'checkbox', checked: true, defaultChecked: false }] },
  ],
  ['the first choice, as it came', false, { fields: [choice(option(true, false), option(false, false))] }],
  ['another choice than the first', true, { fields: [choice(option(false, false), option(true, false))] }],
  [
    'another choice than the one that came',
    true,
    { fields: [choice(option(true, false), option(false, true))] },
  ],
  ['words that are marked', true, { marked: 'C-1' }],
  ['a place that is held', true, { active: element() }],
  ['details that are open', true, { parts: { 'main details[open]': element() } }],
])('with %s a page is in use: %s', (_, expected, state) => {
  expect(isInUse(documentWith(state))).toBe(expected);
});

/** The script at work in a browser whose page shows version 1. */
function browser(state: State, server: { version: string; ok?: boolean; page?: State }) {
  const shown = { asked: [] as string[], replaced: [] as string[], told: 0 };
  const part = (name: string) =>
    element({ replaceWith: () => shown.replaced.push(name), prepend: () => (shown.told += 1) });
  const parts = { main: part('main'), 'header.top': part('header.top'), ...state.parts };
  const document = documentWith({ version: '1', ...state, parts });
  let job: () => unknown = () => undefined;
  const window: LiveWindow = {
    document,
    location: { href: 'http://localhost/courses/C-1#send' },
    DOMParser: class {
      parseFromString = () => documentWith({ version: server.version, parts, ...server.page });
    },
    async fetch(path) {
      shown.asked.push(path);
      if (server.ok === false) throw new TypeError('no answer');
      return { ok: true, text: async () => server.version };
    },
    setInterval: (each) => {
      job = each;
    },
  };
  runInNewContext(LIVE_SCRIPT, { window });
  return { shown, document, look: async () => job() };
}

test('a page that is not in use shows what the server shows, once', async () => {
  const { shown, document, look } = browser({}, { version: '2' });
  await look();
  expect(shown.replaced).toEqual(['header.top', 'main']);
  expect(document.body.dataset['version']).toBe('2');
  await look();
  expect(shown.asked).toEqual([PATHS.version, 'http://localhost/courses/C-1#send', PATHS.version]);
});

test('a page that is in use is left as it is, and says so', async () => {
  const { shown, look } = browser({ fields: [text('half a reason')] }, { version: '2' });
  await look();
  expect(shown).toMatchObject({ replaced: [], told: 1, asked: [PATHS.version] });
});

test.each<[string, State, { version: string; ok?: boolean }]>([
  ['nothing has happened', {}, { version: '1' }],
  ['the clinic does not answer', {}, { version: '2', ok: false }],
  ['nobody sees it', { visibility: 'hidden' }, { version: '2' }],
])('a page stays when %s', async (_, state, server) => {
  const { shown, look } = browser(state, server);
  await look();
  expect(shown).toMatchObject({ replaced: [], told: 0 });
});

test('a page that tells of a mistake never asks', async () => {
  const { shown, document, look } = browser({}, { version: '2' });
  delete document.body.dataset['version'];
  await look();
  expect(shown.asked).toEqual([]);
});

test('another type of event brings its example', () => {
  const type = element({ value: 'course.closed' });
  const data = element();
  const examples = element({ textContent: JSON.stringify({ 'course.closed': { reason: 'completed' } }) });
  browser(
    { parts: { '#event-type': type, '#event-data': data, '#event-examples': examples } },
    { version: '1' },
  );
  type.onchange?.();
  expect(JSON.parse(data.value)).toEqual({ reason: 'completed' });
});
