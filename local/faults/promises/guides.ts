/** What the guides say of a visit, copied by hand from the documents and not from the house that is judged. */
export type GuideVisit = {
  readonly visit: string;
  readonly codes: readonly string[];
  /** The visit from which it is counted; null when that is the enrolment. */
  readonly anchor: string | null;
  readonly isFollowUp?: true;
  readonly questionnaires: readonly string[];
  readonly assessments: readonly string[];
};

const BACK = ['NPRS', 'ODI'];
const STENOSIS = ['NPRS', 'ODI', 'ZCQ'];

const VISITS: Readonly<Record<string, readonly GuideVisit[]>> = {
  'low-back-pain': [
    { visit: 'first-consultation', codes: ['0110'], anchor: null, questionnaires: BACK, assessments: [] },
    {
      visit: 'supplementary-initial',
      codes: ['0261'],
      anchor: 'first-consultation',
      questionnaires: [],
      assessments: ['PSFS', 'sit-to-stand'],
    },
    {
      visit: 'closing',
      codes: ['0267'],
      anchor: 'supplementary-initial',
      questionnaires: BACK,
      assessments: ['PSFS', 'sit-to-stand'],
    },
    {
      visit: 'follow-up-3-months',
      codes: ['0268'],
      anchor: 'closing',
      isFollowUp: true,
      questionnaires: BACK,
      assessments: ['sit-to-stand'],
    },
    {
      visit: 'follow-up-9-months',
      codes: ['0268'],
      anchor: 'closing',
      isFollowUp: true,
      questionnaires: BACK,
      assessments: ['sit-to-stand'],
    },
  ],
  'lumbar-spinal-stenosis': [
    {
      visit: 'pre-examination',
      codes: ['0251', '0252'],
      anchor: null,
      questionnaires: STENOSIS,
      assessments: ['PSFS', 'neurological'],
    },
    {
      visit: 'status-4-weeks',
      codes: ['0254'],
      anchor: 'pre-examination',
      questionnaires: [],
      assessments: ['neurological', 'pain-and-function'],
    },
    {
      visit: 'final-status',
      codes: ['0255'],
      anchor: 'pre-examination',
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
    .map((visit) =>
      visit.visit === 'supplementary-initial' ? { ...visit, anchor: null, questionnaires: BACK } : visit,
    );
}
