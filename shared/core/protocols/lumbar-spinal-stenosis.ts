import type { Protocol, Timing } from './protocol.ts';

const ENTRY: Timing = {
  anchor: 'enrolment',
  offset: { days: 7 },
  window: { kind: 'from-anchor', days: 28 },
  strict: false,
};

/** "Statuskonsultation efter 4 og 12 uger (+/- 5 hverdage)", both counted from the pre-examination. */
const afterPreExamination = (weeks: number): Timing => ({
  anchor: 'pre-examination',
  offset: { weeks },
  window: { kind: 'weekdays', count: 5 },
  strict: true,
});

/** The structured course for patients with lumbar spinal stenosis. */
export const lumbarSpinalStenosis: Protocol = {
  protocol: 'lumbar-spinal-stenosis',
  version: 1,
  closingVisit: 'final-status',
  cap: null,
  referralWithin: { months: 6 },
  education: null,
  visits: [
    {
      visit: 'pre-examination',
      title: { en: 'pre-examination', da: 'forundersøgelse', daInText: 'forundersøgelsen' },
      serviceCodes: { direct: '0251', 'from-individual-course': '0252' },
      timing: { direct: ENTRY, 'from-individual-course': ENTRY },
      questionnaires: ['NPRS', 'ODI', 'ZCQ'],
      assessments: ['PSFS', 'neurological'],
    },
    {
      visit: 'status-4-weeks',
      title: {
        en: 'status consultation after 4 weeks',
        da: 'statuskonsultation efter 4 uger',
        daInText: 'statuskonsultationen efter 4 uger',
      },
      serviceCodes: { direct: '0254', 'from-individual-course': '0254' },
      timing: { direct: afterPreExamination(4), 'from-individual-course': afterPreExamination(4) },
      questionnaires: [],
      assessments: ['neurological', 'pain-and-function'],
    },
    {
      visit: 'final-status',
      title: {
        en: 'final status consultation',
        da: 'sidste statuskonsultation',
        daInText: 'den sidste statuskonsultation',
      },
      serviceCodes: { direct: '0255', 'from-individual-course': '0255' },
      timing: { direct: afterPreExamination(12), 'from-individual-course': afterPreExamination(12) },
      questionnaires: ['NPRS', 'ODI', 'ZCQ'],
      assessments: ['PSFS', 'neurological'],
    },
  ],
  sessions: [
    { kind: 'group-training', serviceCode: '0256' },
    { kind: 'individual-training-or-manual-treatment', serviceCode: '0257' },
    { kind: 'self-training' },
  ],
  training: null,
};
