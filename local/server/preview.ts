import type { Context, Hono } from 'hono';
import { PATHS } from '../page/paths.ts';
import { INDEX, previewFiles } from '../preview/preview-files.ts';
import type { ClinicSession } from './session.ts';

/** Everything that the clinic says, as `preview` writes it. Made when somebody looks first: it takes some seconds. */
export function showPreview(app: Hono, { clinicCloud }: ClinicSession): void {
  let files: ReturnType<typeof previewFiles> | undefined;
  const show = async (context: Context, name: string) => {
    files ??= previewFiles(clinicCloud.clinic);
    const file = (await files).get(name);
    return file === undefined ? context.notFound() : context.html(file);
  };
  app.get(PATHS.preview, (context) => show(context, INDEX));
  app.get(`${PATHS.preview}:file`, (context) => show(context, context.req.param('file')));
}
