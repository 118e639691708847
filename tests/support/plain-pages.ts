import type { Pages } from '../../shared/links/pages.ts';

/** Pages whose links can be read, and are the same in every run. */
export const plainPages: Pages = {
  url: 'https://sider.example',
  links: { seal: async (link) => Object.values(link).join('.').replaceAll('#', '.') },
};
