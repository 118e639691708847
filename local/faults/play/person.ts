import type { Instant } from '../../../shared/core/time/instant.ts';
import { callApi, giveToken } from '../../clinic/api-token.ts';
import type { ClinicCloud } from '../../clinic/clinic-cloud.ts';
import { callClinic, giveSecret } from '../../clinic/form-provider.ts';
import { formOf } from '../../clinic/page-form.ts';
import type { Presser, StoryPress } from '../stories/press.ts';

/** How a press was answered. */
export type Answer = {
  readonly at: Instant;
  readonly status: number;
  /** Where it leads to. */
  readonly place: string | null;
  /** What it is said to have done, in a word of the page's; null when nothing is said. */
  readonly did: string | null;
};

/** What a button sends, the same each time; `id`: what its form says that the press is called. */
type Button = { readonly id: string | null; readonly send: () => Promise<Response> };

/** Somebody with a page before them, about to press. */
export class Person {
  readonly press: StoryPress;
  readonly id: string | null;
  readonly answers: Answer[] = [];
  readonly #clinicCloud: ClinicCloud;
  readonly #send: Button['send'];

  private constructor(clinicCloud: ClinicCloud, press: StoryPress, { id, send }: Button) {
    this.press = press;
    this.id = id;
    this.#clinicCloud = clinicCloud;
    this.#send = send;
  }

  /** Opens the page. @param led where the press before has led to */
  static async before(clinicCloud: ClinicCloud, press: StoryPress, led: string | null): Promise<Person> {
    return new Person(clinicCloud, press, await buttonOf(clinicCloud, press.by, led));
  }

  async send(): Promise<Answer> {
    const { status, headers } = await this.#send();
    const place = headers.get('location');
    const said = new URL(place ?? '', this.#clinicCloud.pagesUrl).searchParams;
    const at = this.#clinicCloud.cloud.clock.now();
    const answer = { at, status, place, did: said.get('done') ?? said.get('did') };
    this.answers.push(answer);
    return answer;
  }
}

/** Whether somebody sees an error, and can only press again. */
export const isError = ({ status }: Pick<Answer, 'status'>): boolean => status >= 500;

async function buttonOf(clinicCloud: ClinicCloud, by: Presser, led: string | null): Promise<Button> {
  const { cloud } = clinicCloud;
  const inbox = cloud.inbox();
  const read = async (path: string) => (await clinicCloud.open(path)).text();
  const post = (action: string, fields: Readonly<Record<string, string>>) => () =>
    clinicCloud.open(action, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  const button = (html: string, label: string, typed: Readonly<Record<string, string>> = {}): Button => {
    const { action, fields } = formOf(html, label);
    return { id: fields['id'] ?? null, send: post(action, { ...fields, ...typed }) };
  };
  const links = (kind: 'p' | 's') =>
    inbox.flatMap(({ text }) => new RegExp(`/${kind}/[\\w.-]+`).exec(text ?? '')?.[0] ?? []);
  switch (by.page) {
    case 'patient':
      return button(await read(links('p').at(-1) ?? ''), by.button, by.typed);
    case 'mailbox': {
      const header = inbox.findLast(({ headers }) => headers['List-Unsubscribe'])?.headers[
        'List-Unsubscribe'
      ];
      const address = /<(https:[^>]+)>/.exec(header ?? '')?.[1] ?? '';
      return { id: null, send: post(address, { 'List-Unsubscribe': 'One-Click' }) };
    }
    case 'list': {
      const list = await read(links('s').at(-1) ?? '');
      const path = new RegExp(`href="([^"]+)" aria-label="[^"]*: ${by.task}`).exec(list)?.[1];
      if (!path) throw new Error(`the list has no ${by.task}`);
      return button(await read(path), by.button, by.typed);
    }
    case 'after':
      return button(await read(led ?? ''), by.button);
    case 'api': {
      const secret = await giveSecret(clinicCloud);
      return { id: null, send: () => callClinic(clinicCloud, by.body, { secret, id: by.callId }) };
    }
    case 'program': {
      const token = await giveToken(clinicCloud);
      return { id: null, send: () => callApi(clinicCloud, '/v1/events', token, by.events) };
    }
    default:
      return by satisfies never;
  }
}
