import { expect, test } from 'vitest';
import { courseEvents, type Raw } from '../../support/events.ts';
import { clinicWith, planAt, visitOf } from '../../support/plan.ts';

const { enrolled, held, booked } = courseEvents();
const stenosis = { protocol: 'lumbar-spinal-stenosis', entry: 'direct' };
const referred = [
  enrolled('2026-01-12', { referralDate: '2026-01-05' }),
  held('supplementary-initial', '2026-01-19', '0261'),
];
const clinic = clinicWith({ closures: [{ from: '2026-03-23', to: '2026-04-30' }] });

test.each<[string, readonly Raw[], string]>([
  [
    'pre-examination',
    [enrolled('2026-01-12', stenosis)],
    '7 dage efter forløbets start (12. januar 2026) er den 19. januar 2026.',
  ],
  [
    'supplementary-initial',
    [enrolled('2026-01-12', { entry: 'direct' })],
    'Dagen for den første konsultation (forventet 19. januar 2026) er den 19. januar 2026.',
  ],
  [
    'closing',
    [enrolled('2026-01-12'), booked('supplementary-initial', '2026-01-13', '2026-01-31T10:00:00+01:00')],
    '12 uger efter den supplerende indledende konsultation (booket til 31. januar 2026) er den 25. april 2026, en dag i weekenden, så det bliver den 1. maj 2026.',
  ],
  [
    'status-4-weeks',
    [enrolled('2026-02-26', stenosis), held('pre-examination', '2026-03-05', '0251')],
    '4 uger efter forundersøgelsen (afholdt 5. marts 2026) er den 2. april 2026, en helligdag, og klinikken har ingen åbningsdag i tidsrummet.',
  ],
  [
    'closing',
    referred,
    '12 uger efter den supplerende indledende konsultation (afholdt 19. januar 2026) er den 13. april 2026, hvor klinikken holder lukket, og klinikken har ingen åbningsdag i tidsrummet.',
  ],
  [
    'follow-up-9-months',
    [...referred, held('closing', '2026-04-13', '0267')],
    '9 måneder efter den afsluttende konsultation (afholdt 13. april 2026) ville være den 13. januar 2027, men de 12 måneder fra henvisningen (5. januar 2026) udløber forinden, så det bliver den 5. januar 2027.',
  ],
  [
    'follow-up-3-months',
    [...referred, held('closing', '2026-12-15', '0267')],
    '3 måneder efter den afsluttende konsultation (afholdt 15. december 2026) ville være den 15. marts 2027, men de 12 måneder fra henvisningen (5. januar 2026) udløber forinden, den 5. januar 2027, mindre end 28 dage efter den afsluttende konsultation, så der ikke er plads til den.',
  ],
  [
    'follow-up-9-months',
    [...referred, held('closing', '2026-12-15', '0267')],
    '9 måneder efter den afsluttende konsultation (afholdt 15. december 2026) ville være den 15. september 2027, men de 12 måneder fra henvisningen (5. januar 2026) udløber forinden, den 5. januar 2027, og der er heller ikke plads til opfølgningen efter 3 måneder.',
  ],
])('%s in Danish', (visit, events, sentence) => {
  expect(visitOf(planAt('2026-12-31T09:00:00Z', events, { clinic }), visit).why.da).toBe(sentence);
});
