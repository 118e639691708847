/** Where each page is, and where its forms go. */
export const PATHS = {
  board: '/',
  course: (courseId: string) => `/courses/${encodeURIComponent(courseId)}`,
  planned: '/planned',
  emails: '/emails',
  email: (messageId: string) => `/emails/${encodeURIComponent(messageId)}`,
  emailSource: (messageId: string) => `/emails/${encodeURIComponent(messageId)}/source`,
  attachment: (messageId: string, number: string) =>
    `/emails/${encodeURIComponent(messageId)}/attachments/${number}`,
  search: '/search',
  attention: '/attention',
  connect: '/connect',
  /** Ends with a slash: its pages lead to each other by their names. */
  preview: '/preview/',
  version: '/version',
  script: '/page.js',
  clock: '/clock',
  events: '/events',
} as const;

/** The page to go back to after a form, as the form says; the board when it names no page of ours. */
export const backTo = (path: unknown): string =>
  typeof path === 'string' && /^\/(?![/\\])[^\p{Cc}\\]*$/u.test(path) ? path : PATHS.board;
