/** What the guides say of a visit, copied by hand from the documents and not from the house that is judged. */
export type GuideVisit = {
  readonly visit: string;
  readonly codes: readonly string[];
  readonly isFollowUp?: true;
  readonly questionnaires: readonly string[];
  readonly assessments: readonly string[];
};

const BACK = ['NPRS', 'ODI'];
const STENOSIS = ['NPRS', 'ODI', 'ZCQ'];

const VISITS: Readonly<Record<string, readonly GuideVisit[]>> = {
  'low-back-pain': [
    { visit: 'first-consultation', codes: ['0110'], questionnaires: BACK, assessments: [] },
    {
      visit: 'supplementary-initial',
      codes: ['0261'],
      questionnaires: [],
      assessments: ['PSFS', 'sit-to-stand'],
    },
    { visit: 'closing', codes: ['0267'], questionnaires: BACK, assessments: ['PSFS', 'sit-to-stand'] },
    {
      visit: 'follow-up-3-months',
      codes: ['0268'],
      isFollowUp: true,
      questionnaires: BACK,
      assessments: ['sit-to-stand'],
    },
    {
      visit: 'follow-up-9-months',
      codes: ['0268'],
      isFollowUp: true,
      questionnaires: BACK,
      assessments: ['sit-to-stand'],
    },
  ],
  'lumbar-spinal-stenosis': [
    {
      visit: 'pre-examination',
      codes: ['0251', '0252'],
      questionnaires: STENOSIS,
      assessments: ['PSFS', 'neurological'],
    },
    {
      visit: 'status-4-weeks',
      codes: ['0254'],
      questionnaires: [],
      assessments: ['neurological', 'pain-and-function'],
    },
    {
      visit: 'final-status',
      codes: ['0255'],
      questionnaires: STENOSIS,
      assessments: ['PSFS', 'neurological'],
    },
  ],
};

/** The visits of a protocol in their order; the entry visit is the one that asks for questionnaires first. */
export function guideVisits(protocol: string, entry: string): readonly GuideVisit[] {
  const visits = VISITS[protocol] ?? [];
  if (protocol !== 'low-back-pain' || entry === 'direct') return visits;
  return visits
    .slice(1)
    .map((visit) => (visit.visit === 'supplementary-initial' ? { ...visit, questionnaires: BACK } : visit));
}
