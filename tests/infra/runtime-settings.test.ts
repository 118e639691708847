import { describe, expect, it } from 'vitest';
import { runtimeSettings } from '../../infra/clinics/runtime-settings.ts';
import { parseClinic } from '../../shared/clinic.ts';
import { clinic } from './templates.ts';

/** Of which the functions' environment holds nothing. */
const DEPLOYMENT = [
  '$schema',
  'account',
  'region',
  'stage',
  'encryptionKey',
  'senderIdentity',
  'mailFromSubdomain',
  'pagesDomain',
  'operatorEmail',
  'dashboard',
  'senderAccounts',
  'silentOpenDays',
  'protocols',
];

describe('runtimeSettings', () => {
  it.each(['sample', 'maximal'] as const)('of %s give the same clinic back', (clinicId) => {
    const whole = clinic(clinicId);
    const deployment = Object.fromEntries(Object.entries(whole).filter(([key]) => DEPLOYMENT.includes(key)));
    expect(parseClinic({ ...runtimeSettings(whole), ...deployment })).toEqual(whole);
  });

  it('hold no setting that only the deployment needs, and no protocols', () => {
    for (const key of DEPLOYMENT) expect(runtimeSettings(clinic('maximal'))).not.toHaveProperty([key]);
  });

  it('leave out what equals its default, member by member', () => {
    const settings = runtimeSettings(
      clinic('sample', {
        sendTime: '09:00',
        digestTime: '07:30',
        reminders: { nudge: { enabled: true, weekdaysBefore: 3 }, rebooking: { enabled: true } },
        quietHours: { from: '20:00', to: '07:00' },
      }),
    );
    expect(settings).not.toHaveProperty('sendTime');
    expect(settings).toMatchObject({
      digestTime: '07:30',
      reminders: { nudge: { weekdaysBefore: 3 } },
      quietHours: { from: '20:00', to: '07:00' },
    });
    expect(Object.keys(settings['reminders'] as object)).toEqual(['nudge']);
  });
});
