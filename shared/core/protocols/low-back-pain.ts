import type { Protocol, Timing } from './protocol.ts';

const ENTRY: Timing = {
  anchor: 'enrolment',
  offset: { days: 7 },
  window: { kind: 'from-anchor', days: 28 },
  strict: false,
};

/** "Ca." in the guide: two weeks to either side. */
const AROUND = { kind: 'days', count: 14 } as const;

const afterSupplementaryInitial: Timing = {
  anchor: 'supplementary-initial',
  offset: { weeks: 12 },
  window: AROUND,
  strict: false,
  earlierByAgreement: true,
};
const threeMonthsAfterClosing: Timing = {
  anchor: 'closing',
  offset: { months: 3 },
  window: AROUND,
  strict: false,
};
const nineMonthsAfterClosing: Timing = {
  anchor: 'closing',
  offset: { months: 9 },
  window: AROUND,
  strict: false,
};

/** The structured course for patients with primary pain in the lower back. */
export const lowBackPain: Protocol = {
  protocol: 'low-back-pain',
  version: 1,
  closingVisit: 'closing',
  cap: { months: 12 },
  referralWithin: { months: 6 },
  education: { kinds: ['group-education', 'individual-education'], within: { weeks: 4 } },
  visits: [
    {
      visit: 'first-consultation',
      title: { en: 'first consultation', da: 'første konsultation', daInText: 'den første konsultation' },
      serviceCodes: { direct: '0110' },
      timing: { direct: ENTRY },
      questionnaires: [],
      entryQuestionnaires: ['NPRS', 'ODI'],
      assessments: [],
    },
    {
      visit: 'supplementary-initial',
      title: {
        en: 'supplementary initial consultation',
        da: 'supplerende indledende konsultation',
        daInText: 'den supplerende indledende konsultation',
      },
      serviceCodes: { direct: '0261', 'from-individual-course': '0261' },
      timing: {
        direct: {
          anchor: 'first-consultation',
          offset: { days: 0 },
          window: { kind: 'from-anchor', days: 14 },
          strict: false,
        },
        'from-individual-course': ENTRY,
      },
      questionnaires: [],
      entryQuestionnaires: ['NPRS', 'ODI'],
      assessments: ['PSFS', 'sit-to-stand'],
    },
    {
      visit: 'closing',
      title: {
        en: 'closing consultation',
        da: 'afsluttende konsultation',
        daInText: 'den afsluttende konsultation',
      },
      serviceCodes: { direct: '0267', 'from-individual-course': '0267' },
      timing: { direct: afterSupplementaryInitial, 'from-individual-course': afterSupplementaryInitial },
      questionnaires: ['NPRS', 'ODI'],
      assessments: ['PSFS', 'sit-to-stand'],
    },
    {
      visit: 'follow-up-3-months',
      title: {
        en: 'follow-up after 3 months',
        da: 'opfølgning efter 3 måneder',
        daInText: 'opfølgningen efter 3 måneder',
      },
      serviceCodes: { direct: '0268', 'from-individual-course': '0268' },
      timing: { direct: threeMonthsAfterClosing, 'from-individual-course': threeMonthsAfterClosing },
      questionnaires: ['NPRS', 'ODI'],
      assessments: ['sit-to-stand'],
      followUp: { after: 'closing', atLeastDays: 28, cappedWindowDays: 14 },
    },
    {
      visit: 'follow-up-9-months',
      title: {
        en: 'follow-up after 9 months',
        da: 'opfølgning efter 9 måneder',
        daInText: 'opfølgningen efter 9 måneder',
      },
      serviceCodes: { direct: '0268', 'from-individual-course': '0268' },
      timing: { direct: nineMonthsAfterClosing, 'from-individual-course': nineMonthsAfterClosing },
      questionnaires: ['NPRS', 'ODI'],
      assessments: ['sit-to-stand'],
      followUp: { after: 'follow-up-3-months', atLeastDays: 56, cappedWindowDays: 14 },
    },
  ],
  sessions: [
    { kind: 'group-education', serviceCode: '0263' },
    { kind: 'group-training', serviceCode: '0264' },
    { kind: 'individual-education' },
    { kind: 'individual-training', atMost: 6 },
    { kind: 'manual-treatment' },
    { kind: 'self-training' },
  ],
  training: {
    kinds: ['group-training', 'individual-training', 'self-training'],
    usual: { from: 12, to: 16 },
  },
};
