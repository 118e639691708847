import { beforeAll, expect, test } from 'vitest';
import { ACCESS_LOG } from '../../infra/constructs/front.ts';
import { PROTOCOL_NAMES } from '../../shared/core/protocols/protocol.ts';
import { tellingWord } from '../../shared/core/protocols/telling-words.ts';
import { MARKS } from '../../shared/web/course/course-words.ts';
import { PATIENT_PAGE } from '../../shared/web/patient/texts.ts';
import { STAFF_PAGE } from '../../shared/web/staff/texts.ts';
import { everybodyPresses, FORM } from '../support/everybody-presses.ts';
import { addressesIn } from '../support/page-visits.ts';
import { LINK_TOKEN, withoutTokens } from '../support/read-mails.ts';
import { useClinic } from '../support/scenario.ts';

const { clinic, cloud, tell } = useClinic({
  questionnaireUrl: `${FORM}{token}`,
  bookingUrl: 'https://times.example/b?t={token}',
});
const PEOPLE = /anna|marie|jensen|birgit|krogh|svigermor|ringede|@patients|010190|55443322/i;
const CALLER = /203\.0\.113|127\.0\.0\.1|telefon|webmail/i;
const SECRET = /eyJ|whsec|\/[ps]\/(?!\{proxy\+\})|hemmelig/i;
const inbox = () => cloud().cloud.inbox();
const lines = () => cloud().cloud.logs();

let visits: Awaited<ReturnType<typeof everybodyPresses>>['visits'];
let provided: readonly number[];
let schedules: readonly string[];
beforeAll(async () => {
  ({ visits, provided, schedules } = await everybodyPresses({ clinic, cloud, tell }));
});

const bare = (text: string) =>
  withoutTokens(text)
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replaceAll(/(?:press|staff)-[\w-]{22}/g, 'ID');
const at = (place: RegExp) => visits.filter(({ address }) => place.test(address));

test('the story has everything in it', () => {
  expect([...new Set(visits.map(({ status }) => status))].sort()).toEqual([200, 303, 404, 422, 429, 500]);
  expect(provided).toEqual([204, 400, 404, 401]);
  const queries = visits.map(({ address }) => new URLSearchParams(address.split('?')[1]));
  const pressed = (name: string) => new Set(queries.map((query) => query.get(name)).filter(Boolean));
  expect([...pressed('done')].sort()).toEqual(Object.keys(PATIENT_PAGE.da.done).sort());
  for (const did of ['recorded', 'undo', 'not-needed', 'booked', 'outdated', 'reached'])
    expect(pressed('did')).toContain(did);
  expect(schedules.length).toBeGreaterThan(8);
  expect(cloud().cloud.denials()).toEqual([]);
  expect(cloud().cloud.deadLetters()).toEqual([]);
});

test('no log of a function, and none of the requests, knows who asked, for what, and what was typed', () => {
  expect(lines().length).toBeGreaterThan(100);
  for (const { text } of lines()) {
    expect(text).not.toMatch(PEOPLE);
    expect(text).not.toMatch(CALLER);
    expect(text).not.toMatch(SECRET);
  }
  const requests = lines().filter(({ function: name }) => name.startsWith('/aws/vendedlogs/'));
  expect(requests.length).toBeGreaterThanOrEqual(visits.length);
  for (const { json } of requests) expect(Object.keys(Object(json))).toEqual(Object.keys(ACCESS_LOG));
});

test('metrics have names and dimensions of the stack alone, and values that are numbers', () => {
  const metrics = lines().flatMap(({ json }) => ('_aws' in Object(json) ? [Object(json)] : []));
  expect(metrics.length).toBeGreaterThan(20);
  for (const { _aws, service, ...values } of metrics) {
    expect(_aws).toMatchObject({
      CloudWatchMetrics: [{ Namespace: 'CourseReminders', Dimensions: [['service']] }],
    });
    expect(service).toBe(cloud().stackName);
    for (const [name, value] of Object.entries(values)) {
      expect(name).toMatch(/^([A-Z][a-z]+)+$/);
      expect([value].flat().every(Number.isInteger)).toBe(true);
    }
  }
});

test('neither do schedules and the tags of e-mails', () => {
  for (const schedule of schedules) {
    expect(schedule).not.toMatch(PEOPLE);
    expect(schedule).not.toMatch(SECRET);
  }
  for (const { tags } of inbox()) {
    const decoded = Object.values(tags).map((value) => Buffer.from(value, 'base64url').toString());
    expect(JSON.stringify([tags, decoded])).not.toMatch(PEOPLE);
  }
});

/** The addresses that pages, answers and mails lead to. */
function addresses(): string[] {
  const ofPages = visits.flatMap(({ headers, body }) => [
    headers.get('location') ?? '',
    ...addressesIn(body),
  ]);
  const ofMails = inbox().flatMap(({ text, html, headers, attachments }) => {
    const files = attachments.map(({ content }) => content.replaceAll('\r\n ', ''));
    const plain = [text, ...Object.values(headers), ...files].join(' ');
    return [
      ...addressesIn(`${html}`),
      ...[...plain.matchAll(/\b(?:https?|mailto|tel):[^\s<>"]+/g)].map(([url]) => url),
    ];
  });
  return [...new Set([...ofPages, ...ofMails])].filter((address) => address !== '');
}

test('an address tells nothing that a reader could understand of somebody or his course', () => {
  const { phone, address, replyTo } = clinic;
  const said = (texts: object) => Object.keys(texts).join('|');
  const SHAPES = [
    /\/p\/TOKEN(\/stop|\/calendar\/\d)?/,
    new RegExp(`/p/TOKEN\\?done=(${said(PATIENT_PAGE.da.done)})`),
    new RegExp(`/s/TOKEN(\\?did=(${said(STAFF_PAGE.da.did)})(&undo=ID&of=TOKEN)?)?`),
    /https:\/\/forms\.example\/s\?t=TOKEN|https:\/\/times\.example\/b\?t=TOKEN/,
    // Within a page: its picture of the course, and the marks that it is made of.
    new RegExp(`#course|#m-(${MARKS.join('|')})`),
  ].map((shape) => new RegExp(`^(?:${shape.source})$`));
  const OF_CLINIC = [
    `tel:${phone.replaceAll(' ', '')}`,
    `mailto:${replyTo}`,
    `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(address)}`,
  ];
  const seen = [...new Set(addresses().map((each) => bare(each.replace(cloud().pagesUrl, ''))))];
  for (const shape of SHAPES) expect(seen.some((each) => shape.test(each))).toBe(true);
  const others = seen.filter(
    (each) => !OF_CLINIC.includes(each) && !SHAPES.some((shape) => shape.test(each)),
  );
  expect(others).toEqual([]);
});

test('not even what a token is made of can be read', () => {
  const tokens = new Set(addresses().flatMap((address) => address.match(LINK_TOKEN) ?? []));
  expect(tokens.size).toBeGreaterThan(20);
  for (const token of tokens) {
    const [header = '', ...parts] = token
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect(Object.keys(JSON.parse(header)).sort()).toEqual(['alg', 'enc', 'kid']);
    expect(parts.join()).not.toMatch(/FL-4700|PT-8800|purpose|course|krogh/i);
  }
});

test('a page of a patient tells no diagnosis, protocol, visit or questionnaire', () => {
  const pages = at(/^\/p\//);
  expect(pages.length).toBeGreaterThan(40);
  for (const { body } of pages) expect(tellingWord(bare(body))).toBeNull();
});

test('a page for staff knows patients by initials and number alone, and no diagnosis', () => {
  const pages = at(/^\/s\//);
  expect(pages.map(({ body }) => body).join()).toMatch(/PT-880011/);
  const DIAGNOSIS = new RegExp(
    `ryg|lænd|stenose|smerte|iskias|prolaps|spinal|lumba|diagnos|${PROTOCOL_NAMES.join('|')}`,
    'i',
  );
  for (const { body } of pages) {
    // What was typed stands there again for who has typed it.
    const shown = bare(body).replaceAll(/<textarea[\s\S]*?<\/textarea>| value="[^"]*"/g, '');
    expect(shown).not.toMatch(PEOPLE);
    expect(shown).not.toMatch(/FL-4700/);
    expect(shown).not.toMatch(DIAGNOSIS);
  }
});

test('every answer is kept by no cache, found by no search, told to no other site, and runs nothing', () => {
  const SAID = {
    'cache-control': /^no-store$/,
    'referrer-policy': /^no-referrer$/,
    'x-robots-tag': /noindex/,
    'content-security-policy':
      /^default-src 'none'; style-src 'sha256-[^;]+; form-action 'self'; frame-ancestors 'none'/,
    'x-content-type-options': /^nosniff$/,
  };
  for (const { status, headers } of visits) {
    for (const [name, value] of Object.entries(SAID))
      expect(headers.get(name), `${name} of an answer ${status}`).toMatch(value);
    expect(headers.get('set-cookie')).toBeNull();
  }
});
