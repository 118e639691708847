import { expect, test } from 'vitest';
import { PATHS } from '../../../local/page/paths.ts';
import { createApp } from '../../../local/server/app.ts';
import type { ClinicSession } from '../../../local/server/session.ts';

test('every path has its route', () => {
  // Routes are laid before anybody asks for anything: of the session nothing is read.
  const { routes } = createApp({ clinicCloud: {} } as ClinicSession);
  const paths = Object.values(PATHS).map((path) =>
    typeof path === 'string' ? path : path(':id', ':number'),
  );
  const decoded = paths.map((path) => decodeURIComponent(path));
  expect(decoded.filter((path) => !routes.some((route) => route.path === path))).toEqual([]);
});
