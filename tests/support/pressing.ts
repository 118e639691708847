import type { ClinicCloud } from '../../local/clinic/clinic-cloud.ts';
import { formOf } from '../../local/clinic/page-form.ts';

/** Reads a clinic's pages over HTTP and presses their buttons, as a browser without scripts does. */
export function pressing(clinic: () => ClinicCloud) {
  const read = async (path: string) => (await clinic().open(path)).text();
  return {
    read,
    /** Presses a button, and reads what is shown then. */
    async press(html: string, label: string, typed: Readonly<Record<string, string>> = {}) {
      const { action, fields } = formOf(html, label);
      const body = new URLSearchParams({ ...fields, ...typed });
      const answer = await clinic().open(action, { method: 'POST', body, redirect: 'manual' });
      const place = answer.headers.get('location');
      return place ? read(place) : answer.text();
    },
  };
}
