import type { Clinic, Language } from '../../shared/clinic.ts';
import type { PressName } from '../../shared/web/patient/presses.ts';
import { asTold } from './entry.ts';
import { MemoryClinic } from './memory-clinic.ts';
import { ENROLLED_AT, OPENED_AT, STANDS, type Stand } from './patient-stands.ts';

/** A patient's page as a browser without scripts meets it. */
export type PatientBrowser = {
  /** @param rest what follows the page's own address */
  readonly open: (rest?: string) => Promise<string>;
  /** Presses a button of a page, and reads what comes then. */
  readonly press: (
    html: string,
    press: PressName,
    typed?: Readonly<Record<string, string>>,
  ) => Promise<string>;
  /** The page while nothing can be read. */
  readonly openInVain: () => Promise<string>;
};

/** The page of a patient who stands somewhere, with a clinic of its own behind it. */
export async function browserAt(stand: Stand, clinic: Clinic, language: Language): Promise<PatientBrowser> {
  const { courseId, lines } = STANDS[stand](language);
  const played = new MemoryClinic(asTold(clinic, language), ENROLLED_AT);
  await played.play(lines, OPENED_AT);
  const app = played.pages();
  const read = async (address: string) => (await app.request(address)).text();
  return {
    open: (rest = '') => read(`/p/${courseId}${rest}`),
    async press(html, press, typed = {}) {
      const { action, fields } = formIn(html, press);
      const body = new URLSearchParams({ ...fields, ...typed });
      const answer = await app.request(action, { method: 'POST', body });
      const place = answer.headers.get('location');
      return place === null ? answer.text() : read(place);
    },
    openInVain: async () => (await played.pages({ fails: true }).request(`/p/${courseId}`)).text(),
  };
}

/** The form that sends a press, as it stands. @throws RangeError when the page has none */
function formIn(html: string, press: PressName) {
  const forms = [...html.matchAll(/<form method="post" action="([^"]+)">([\s\S]*?)<\/form>/g)];
  const [, action = '', inside = ''] =
    forms.find(([, , each = '']) => each.startsWith(`<input type="hidden" name="press" value="${press}"`)) ??
    [];
  if (action === '') throw new RangeError(`the page has no button for ${press}`);
  const sent = [...inside.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
  return { action, fields: Object.fromEntries(sent.map(([, name = '', value = '']) => [name, value])) };
}
