const INK = '#1f2a30';
const MUTED = '#414e55';
const ACCENT = '#0b5563';
const LINE = '#d5dde0';

/** Inline styles of every e-mail: the ratio of each text to its background is above 7:1. */
export const STYLE = {
  body: `margin:0;padding:0;background:#f2f5f5;color:${INK};font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;-webkit-text-size-adjust:100%`,
  page: 'background:#f2f5f5',
  preview: 'display:none;max-height:0;overflow:hidden;mso-hide:all',
  margin: 'padding:20px 8px',
  card: `max-width:560px;background:#ffffff;border-radius:12px;border:1px solid ${LINE};text-align:left;table-layout:fixed`,
  inside: 'padding:26px 20px;overflow-wrap:break-word;font-size:16px;line-height:1.55',
  brand: `margin:0 0 6px;font-size:14px;font-weight:600;color:${ACCENT}`,
  title: 'margin:0 0 20px;font-size:22px;line-height:1.3;font-weight:600',
  heading: 'margin:20px 0 8px;font-size:18px;line-height:1.35;font-weight:600',
  subheading: 'margin:16px 0 6px;font-size:16px;line-height:1.4;font-weight:600',
  paragraph: 'margin:0 0 14px',
  section: `margin:22px 0 0;padding:22px 0 0;border-top:1px solid ${LINE}`,
  action: 'margin:6px 0 18px',
  button: `display:inline-block;padding:13px 22px;border-radius:8px;background:${ACCENT};color:#ffffff;font-weight:600;text-decoration:none`,
  facts: 'margin:0 0 16px;background:#eaf1f2;border-radius:8px;border-collapse:separate;padding:8px 0',
  label: `width:40px;padding:5px 8px 5px 14px;text-align:left;vertical-align:top;font-size:14px;line-height:1.75;font-weight:400;color:${MUTED}`,
  value: 'padding:5px 16px 5px 4px;vertical-align:top;font-weight:600',
  table: 'margin:0 0 8px;border-collapse:collapse;font-size:15px;line-height:1.4',
  list: 'margin:0 0 14px;padding:0 0 0 20px',
  item: 'margin:0 0 6px',
  column: `padding:4px 8px 6px 0;text-align:left;vertical-align:bottom;font-size:13px;font-weight:400;color:${MUTED}`,
  head: `padding:9px 8px 9px 0;text-align:left;vertical-align:top;font-weight:400;border-top:1px solid ${LINE}`,
  cell: `width:78px;padding:9px 4px 9px 0;vertical-align:top;font-size:14px;border-top:1px solid ${LINE}`,
  ownColumn: 'display:none;mso-hide:all',
  mark: `padding:1px 6px;border-radius:4px;background:${ACCENT};color:#ffffff;font-size:12px`,
  link: `color:${ACCENT}`,
  signature: 'margin:22px 0 0',
  footer: `margin:24px 0 0;padding:16px 0 0;border-top:1px solid ${LINE};color:${MUTED}`,
  small: 'margin:0 0 8px;font-size:13px;line-height:1.5',
} as const;

/** Mail programs that know dark mode and narrow screens read this; the others show what stands inline. */
export const SCREENS = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background:#12181b!important;color:#e6ecee!important}
.card{background:#1b2327!important;border-color:#37444a!important;color:#e6ecee!important}
.facts{background:#253237!important}
.small{color:#b4c1c6!important}
.brand,.link{color:#8fd0dd!important}
.rule{border-color:#37444a!important}
.button,.mark{background:#9ad9e5!important;color:#0c2329!important}
}
@media (max-width:480px){
.rows,.rows tbody,.rows tr,.rows th,.rows td{display:block!important;width:auto!important}
.rows thead{display:none!important}
.rows th{padding:9px 0 2px!important}
.rows td{padding:0 0 2px!important;border:0!important}
.rows td:last-child{padding:0 0 9px!important}
.column{display:inline!important}
}
`;
