import fc from 'fast-check';
import { expect, test } from 'vitest';
import { counts, ImportingClinic } from '../support/importing.ts';

const PATIENTS = `Patientnr;Navn;E-mail;Samtykke;Behandler;Startdato
1017;Åse Sørensen;aase@example.dk;ja;MH;02-03-2026
1018;Bo Lund;;nej;MH;02-03-2026`;
const HEADINGS = `${'Patientnr;Navn;Behandler;Startdato;Aftalenr'};Dato;Kl;Ydelse;Status`;
const row = (cells: string) => `1017;Åse Sørensen;MH;02-03-2026;${cells}`;
const list = (...rows: string[]) => [HEADINGS, ...rows].join('\n');

const BOOKED = row('7;05-03-2026;09:30;0251;Aftalt');

test('a list begins courses; the same list again changes nothing', async () => {
  const clinic = new ImportingClinic();
  const first = await clinic.importText(list(BOOKED), '2026-03-03');
  expect(counts(first)).toEqual({ new: 1 });
  expect(clinic.course('1017')).toMatchObject({
    enrolment: { protocol: 'lumbar-spinal-stenosis', enrolledOn: '2026-03-02' },
    patient: { patientId: '1017', name: 'Åse Sørensen', consent: { email: false } },
  });
  const { kept } = clinic;
  for (const day of ['2026-03-03', '2026-03-04'])
    expect(counts(await clinic.importText(list(BOOKED), day))).toEqual({ unchanged: 1 });
  expect(clinic.kept).toBe(kept);
});

test.each([
  ['moved', [row('7;06-03-2026;10:00;0251;Aftalt')], ['visit.booked']],
  ['cancelled', [row('7;05-03-2026;09:30;0251;Aflyst')], ['visit.cancelled']],
  ['missed', [row('7;05-03-2026;09:30;0251;Udeblevet')], ['visit.missed']],
  ['held', [row('7;05-03-2026;09:30;0251;Gennemført')], ['visit.held']],
  ['a second one', [BOOKED, row('8;02-04-2026;09:30;0254;Aftalt')], ['visit.booked']],
  ['training held', [BOOKED, row('9;06-03-2026;11:00;0256;Fremmødt')], ['session.held']],
  ['training booked', [BOOKED, row('9;20-03-2026;11:00;0256;Aftalt')], []],
  ['no longer on the list', [row(';;;;')], []],
])('a later list tells only what has changed: %s', async (_, rows, types) => {
  const clinic = new ImportingClinic();
  await clinic.importText(list(BOOKED), '2026-03-03');
  const before = clinic.events('1017').length;
  await clinic.importText(list(...rows), '2026-03-10');
  expect(
    clinic
      .events('1017')
      .slice(before)
      .map(({ type }) => type),
  ).toEqual(types);
  const { kept } = clinic;
  await clinic.importText(list(...rows), '2026-03-11');
  expect(clinic.kept).toBe(kept);
  expect(clinic.refused).toEqual([]);
});

test('without numbers of bookings a move is one booking, there and back', async () => {
  const clinic = new ImportingClinic();
  const [one, other] = ['05-03-2026', '06-03-2026'].map((day) => row(`;${day};09:30;0251;Aftalt`));
  const times = [one, other, one, one].map(async (each, index) => [each, `2026-03-0${index + 2}`] as const);
  for await (const [each, day] of times) await clinic.importText(list(each ?? ''), day);
  expect(clinic.events('1017').filter(({ type }) => type === 'visit.booked')).toHaveLength(3);
  expect(clinic.course('1017').visits.get('pre-examination')?.booking?.startsAt).toBe(
    '2026-03-05T08:30:00.000Z',
  );
});

test('what an earlier list had as held is taken back when the patient did not come', async () => {
  const clinic = new ImportingClinic();
  await clinic.importText(list(row('7;05-03-2026;09:30;0251;Aftalt')), '2026-03-03');
  await clinic.importText(list(row('7;05-03-2026;09:30;0251;Mødt')), '2026-03-06');
  await clinic.importText(list(row('7;05-03-2026;09:30;0251;Udeblevet')), '2026-03-07');
  const visit = clinic.course('1017').visits.get('pre-examination');
  expect(visit).toMatchObject({ held: null, booking: null, former: [{ because: 'missed' }] });
});

test('an address, a consent and a therapist that have changed are told; an empty cell says nothing', async () => {
  const clinic = new ImportingClinic();
  await clinic.importText(
    `${PATIENTS.replace('Startdato', 'Startdato;Forløb').replaceAll('03-2026', '03-2026;stenose')}`,
    '2026-03-03',
  );
  const changed = 'Patientnr;E-mail;Samtykke;Behandler\n1017;;nej;KB\n1018;bo@example.dk;;MH';
  const imported = await clinic.importText(changed, '2026-03-09');
  expect(counts(imported)).toEqual({ changed: 2 });
  expect(clinic.course('1017')).toMatchObject({
    patient: { email: 'aase@example.dk', consent: { email: false } },
    therapist: { therapistId: 'KB' },
  });
  expect(clinic.course('1018').patient?.email).toBe('bo@example.dk');
  expect(clinic.events('1018').at(-1)?.data).toEqual({ email: 'bo@example.dk' });
  const { kept } = clinic;
  await clinic.importText(changed, '2026-03-10');
  expect(clinic.kept).toBe(kept);
});

test('what was recorded later than the list was written stays', async () => {
  const clinic = new ImportingClinic();
  await clinic.importText(list(BOOKED), '2026-03-03');
  await clinic.importText(list(row('7;12-03-2026;09:30;0251;Aftalt')), '2026-03-05');
  expect(counts(await clinic.importText(list(BOOKED), '2026-03-04'))).toEqual({ unchanged: 1 });
  expect(clinic.course('1017').visits.get('pre-examination')?.booking?.startsAt).toContain('2026-03-12');
});

test('other patients of the clinic are left alone; a course that contradicts itself is refused as a whole', async () => {
  const clinic = new ImportingClinic();
  const imported = await clinic.importText(
    list(
      '1;Anders;MH;;;05-03-2026;09:30;0110;Aftalt',
      '2;Bente;MH;02-03-2026;;05-03-2026;09:30;0251;Aftalt',
      '2;Birgit;MH;02-03-2026;;06-03-2026;09:30;0254;Aftalt',
      '3;Carl;MH;02-03-2026;4;05-03-2026;09:30;0251;Aftalt',
      '3;Carl;MH;02-03-2026;4;05-03-2026;10:30;0251;Aftalt',
      '4;;MH;;;05-03-2026;09:30;0251;Aftalt',
    ),
    '2026-03-03',
  );
  expect(counts(imported)).toEqual({ outside: 1, refused: 3 });
  expect(imported.refused.map(({ row: at, column }) => `${at} ${column}`)).toEqual([
    '4 B (Navn)',
    '5 E (Aftalenr)',
    '6 E (Aftalenr)',
    '7 B (Navn)',
  ]);
  expect(clinic.kept).toBe('');
  expect(JSON.stringify(imported)).not.toMatch(/Anders|Bente|Birgit|Carl/);
});

test('one bad row of many is named, and the others land', async () => {
  const clinic = new ImportingClinic();
  const rows = Array.from(
    { length: 200 },
    (_, index) =>
      `${index};P;MH;02-03-2026;${index};0${1 + (index % 9)}-04-2026;${index === 77 ? 'x' : '09:30'};0251;Aftalt`,
  );
  const imported = await clinic.importText(list(...rows), '2026-03-03');
  expect(counts(imported)).toEqual({ new: 199 });
  expect(imported.refused).toEqual([
    { row: 79, column: 'G (Kl)', expected: 'expected a time of day such as 09:30' },
  ]);
});

test('an appointment that was missed on another day than it was booked for is told as missed once', async () => {
  const clinic = new ImportingClinic();
  await clinic.importText(list('2;N;MH;01-02-2026;3;1-02-2026;09:30;0251;Aftalt'), '2026-03-01');
  const missed = list('2;N;MH;01-02-2026;3;1-03-2026;09:30;0251;Udeblevet');
  expect(counts(await clinic.importText(missed, '2026-05-15'))).toEqual({ changed: 1 });
  expect(counts(await clinic.importText(missed, '2026-05-20'))).toEqual({ unchanged: 1 });
});

test('two words about one time, one with a number and one without, are refused when they contradict each other', async () => {
  const clinic = new ImportingClinic();
  const imported = await clinic.importText(
    list(
      '3;N;MH;01-02-2026;;5-04-2026;09:30;0254;Aftalt',
      '3;N;MH;01-02-2026;1;5-04-2026;09:30;0254;Aflyst',
      '4;N;MH;01-02-2026;;5-04-2026;09:30;0254;Aftalt',
      '4;N;MH;01-02-2026;2;5-04-2026;09:30;0254;Aftalt',
    ),
    '2026-03-01',
  );
  expect(counts(imported)).toEqual({ new: 1, refused: 1 });
  expect(imported.refused.map(({ row }) => row)).toEqual([2, 3]);
});

test('of two appointments of one day the cancelled one does not take back that the other was held', async () => {
  const clinic = new ImportingClinic();
  const rows = list(
    '3;N;MH;01-02-2026;2;1-02-2026;09:30;0255;Mødt',
    '3;N;MH;01-02-2026;1;1-02-2026;09:30;0255;Aflyst',
  );
  await clinic.importText(rows, '2026-05-15');
  expect(counts(await clinic.importText(rows, '2026-05-20'))).toEqual({ unchanged: 1 });
});

const anyRow = fc
  .record({
    patient: fc.integer({ min: 1, max: 3 }),
    booking: fc.option(fc.integer({ min: 1, max: 4 }), { nil: '' }),
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.constantFrom('02', '03', '04'),
    code: fc.constantFrom('0251', '0254', '0255', '0256', '0999', '0268'),
    status: fc.constantFrom('Aftalt', 'Aflyst', 'Mødt', 'Udeblevet'),
    name: fc.constantFrom('N', 'N', 'N', 'M'),
  })
  .map(({ patient, booking, day, month, code, status, name }) =>
    [patient, name, 'MH', '01-02-2026', booking, `${day}-${month}-2026`, '09:30', code, status].join(';'),
  );

test('any order of rows gives the same, before and after a cut, and a second time nothing', async () => {
  const anyList = fc.array(anyRow, { maxLength: 12 });
  const shuffled = anyList.chain((rows) =>
    fc.tuple(
      fc.constant(rows),
      fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
      fc.nat(9),
    ),
  );
  await fc.assert(
    fc.asyncProperty(anyList, shuffled, async (before, [rows, otherwise, cut]) => {
      const [one, other] = [new ImportingClinic(), new ImportingClinic()];
      for (const clinic of [one, other]) await clinic.importText(list(...before), '2026-03-01');
      await one.importText(list(...rows), '2026-05-15');
      other.breaksAfter = cut;
      await other.importText(list(...otherwise), '2026-05-15').catch(() => {});
      other.breaksAfter = Number.POSITIVE_INFINITY;
      await other.importText(list(...otherwise), '2026-05-15');
      expect(other.kept).toBe(one.kept);
      const { kept } = one;
      await one.importText(list(...otherwise), '2026-05-20');
      expect(one.kept).toBe(kept);
      expect([...one.refused, ...other.refused]).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
