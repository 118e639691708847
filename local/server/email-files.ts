import type { Context, Hono } from 'hono';
import { mailSource } from '../clinic/mail-source.ts';
import type { ClinicSession } from './session.ts';

/** The files that an e-mail carries, and the e-mail itself as a file. */
export function giveFiles(app: Hono, session: ClinicSession): void {
  app.get('/emails/:id/source', (context) => {
    const mail = session.sentEmail(context.req.param('id'));
    if (!mail) return context.notFound();
    const source = mailSource(mail, session.clinicCloud.clinic.region);
    return fileOf(context, { name: `${mail.messageId}.eml`, contentType: 'message/rfc822', content: source });
  });
  app.get('/emails/:id/attachments/:number', (context) => {
    const { id, number } = context.req.param();
    const file = session.sentEmail(id)?.attachments[Number(number) - 1];
    return file ? fileOf(context, file) : context.notFound();
  });
}

type File = { readonly name: string; readonly contentType: string; readonly content: string };

/** Saved, or opened by the program for its type; never shown as a page of ours. */
const fileOf = (context: Context, { name, contentType, content }: File) =>
  context.body(content, 200, {
    'content-type': contentType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
