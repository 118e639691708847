/**
 * The colours of every page, of people and of the local clinic, on a light screen and on a dark one. The ratio of each text
 * to what it stands on is at least 4.5:1.
 */
export const PALETTE = `:root{color-scheme:light dark;--ink:#1f2a30;--muted:#414e55;--paper:#fff;--ground:#f2f5f5;--soft:#eaf0f1;
--line:#c3cfd3;--field:#6b7a81;--accent:#0b5563;--on-accent:#fff;--good:#e4f2ea;--warn:#fdf0d5;
--red:#a5241b;--red-soft:#fbe7e4;--amber:#7a4a00;--amber-soft:#fbeed3;--green:#1d6b41;--green-soft:#def2e5;
--blue:#2f558f;--blue-soft:#e2eaf7;--sans:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif}
@media (prefers-color-scheme:dark){:root{--ink:#e6ecee;--muted:#b4c1c6;--paper:#1b2327;--ground:#12181b;--soft:#222c31;
--line:#43525a;--field:#93a3aa;--accent:#9ad9e5;--on-accent:#0c2329;--good:#1d3a2b;--warn:#453714;
--red:#ff9f94;--red-soft:#43201d;--amber:#f2c377;--amber-soft:#40311a;--green:#84d8a5;--green-soft:#1b3a29;
--blue:#a9c4f5;--blue-soft:#22304a}}`;
