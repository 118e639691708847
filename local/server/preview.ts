import type { Context, Hono } from 'hono';
import type { Clinic } from '../../shared/clinic.ts';
import { PATHS } from '../page/paths.ts';
import { INDEX, previewFiles } from '../preview/preview-files.ts';

/** Everything that a clinic says, as `preview` writes it. Made when somebody looks first: it takes some seconds. */
export function showPreview(app: Hono, clinic: Clinic, make = previewFiles): void {
  let files: ReturnType<typeof previewFiles> | undefined;
  const show = async (context: Context, name: string) => {
    files ??= make(clinic);
    const file = (await files).get(name);
    return file === undefined ? context.notFound() : context.html(file);
  };
  app.get(PATHS.preview, (context) => show(context, INDEX));
  app.get(`${PATHS.preview}:file`, (context) => show(context, context.req.param('file')));
}
