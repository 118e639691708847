import { describe, expect, test } from 'vitest';
import { clinicFor } from '../../../local/files/clinic-file.ts';
import { type Clinic, clinicSchema } from '../../../shared/clinic.ts';
import { PROTOCOLS } from '../../../shared/core/protocols/index.ts';
import { protocolName } from '../../../shared/core/protocols/protocol-schema.ts';
import { fingerprintOf, RULES } from '../../../shared/core/settings/fingerprint.ts';
import {
  CORE_SETTING_NAMES,
  type CoreSettings,
  coreSettings,
} from '../../../shared/core/settings/settings.ts';
import { parseCivilDate as day } from '../../../shared/core/time/civil-date.ts';
import { DANISH_PUBLIC_HOLIDAYS } from '../../../shared/core/time/danish-holidays.ts';
import { toInstant } from '../../../shared/core/time/instant.ts';

const CLINIC = clinicFor(undefined);

const ownProtocol = (name: string) => protocolName.parse(name);

/** Another value for every setting of the core: the compiler asks for one of each that is added. */
const OTHER: CoreSettings = {
  timeZone: 'Atlantic/Reykjavik',
  sendTime: '10:15',
  sendSpreadMinutes: 30,
  quietHours: { from: '21:00', to: '07:30' },
  extraHolidays: ['06-05'],
  closures: [{ from: day('2031-07-07'), to: day('2031-07-20') }],
  reminders: { ...CLINIC.reminders, settleMinutes: 30 },
  sendNothingBefore: toInstant('2031-03-05T09:00:00Z'),
  delivery: 'rehearsal',
  questionnaires: { closing: ['ZCQ'] },
  assessments: { closing: { PSFS: false } },
  tasks: { ...CLINIC.tasks, assessWeekdays: 9 },
  retention: { ...CLINIC.retention, contactDays: 30 },
  protocols: [{ ...PROTOCOLS['low-back-pain'], protocol: ownProtocol('another') }],
};

describe('a running course is planned anew', () => {
  test.each(CORE_SETTING_NAMES)('when the clinic changes its %s', (name) => {
    const changed: Clinic = { ...CLINIC, [name]: OTHER[name] };
    expect(changed[name]).not.toEqual(CLINIC[name]);
    expect(fingerprintOf(changed)).not.toBe(fingerprintOf(CLINIC));
  });

  test('when any setting of the core changes, also one that was added a moment ago', () => {
    expect(CORE_SETTING_NAMES).toEqual(Object.keys(coreSettings));
  });

  test.each<[string, Partial<typeof RULES>]>([
    [
      'a protocol is another',
      { protocols: { ...PROTOCOLS, 'low-back-pain': { ...PROTOCOLS['low-back-pain'], version: 99 } } },
    ],
    ['a day becomes a holiday', { holidays: [...RULES.holidays, day('2031-04-08')] }],
    ['a rule in the code is another', { version: RULES.version + 1 }],
  ])('when %s', (_, changed) => {
    expect(fingerprintOf(CLINIC, { ...RULES, ...changed })).not.toBe(fingerprintOf(CLINIC));
  });

  test('by the protocols and holidays that plans are made with', () => {
    expect(RULES).toMatchObject({ protocols: PROTOCOLS, holidays: [...DANISH_PUBLIC_HOLIDAYS] });
  });

  test('not when the clinic changes its telephone number', () => {
    const changed: Clinic = { ...CLINIC, phone: '+45 12 34 56 78' };
    expect(fingerprintOf(changed)).toBe(fingerprintOf(CLINIC));
  });
});

test('no release plans running courses anew, unless it means to: then this fingerprint is another', () => {
  expect(fingerprintOf({ ...OTHER, protocols: [] })).toBe('7679810f5b8b0d36');
});

test.each(CORE_SETTING_NAMES)('%s in a clinic’s file is the setting of the core', (name) => {
  expect(clinicSchema.shape[name]).toBe(coreSettings[name]);
});
