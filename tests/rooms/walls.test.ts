import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readImports } from './imports.ts';
import { MAY_USE } from './may-use.ts';
import { plantedCopy } from './planting.ts';
import { circlesOf, type Findings, findingsOf, isAllowed, roomOf } from './walls.ts';

const ROOMS = Object.keys(MAY_USE);
const isFile = (room: string) => room.endsWith('.ts');
const PACKAGES = ['vitest', 'node:dns', '@aws-sdk/client-s3', 'aws-cdk-lib'];

const plantIn = (room: string) => (isFile(room) ? room : `${room}/planted.ts`);

const house = readImports(join(import.meta.dirname, '../..'));
// What is no TypeScript is not copied.
const SOURCES = house.files.filter((each) => !each.endsWith('.js'));
const ONE_OF_EACH = ROOMS.map((room) => SOURCES.find((each) => roomOf(each, MAY_USE) === room) ?? room);

/** What may not stand in each room: an import of a file of every other that it may not use, and of packages. */
const STRAY = new Map(
  ROOMS.map((room) => [
    room,
    [...ONE_OF_EACH, 'tests/rooms/may-use.ts', ...PACKAGES]
      .map((to) => ({ from: plantIn(room), to }))
      .filter((each) => !isAllowed(each, MAY_USE)),
  ]),
);
const CIRCLE = ['shared/core/visits/planted-a.ts', 'shared/core/visits/planted-b.ts'] as const;
const [A, B] = CIRCLE;

describe('a wrong import', () => {
  let copy = '';
  let found: Findings = { unknown: [], stray: [], fileCircles: [], roomCircles: [] };
  beforeAll(() => {
    copy = plantedCopy([
      ...ROOMS.map((room) => ({
        file: plantIn(room),
        imports: (STRAY.get(room) ?? []).map(({ to }) => to),
      })),
      // The second one brings a type only.
      { file: A, imports: ['zod', B] },
      { file: B, imports: ['zod', A] },
      { file: 'shared/core/cellar/planted.ts', imports: [] },
    ]);
    found = findingsOf(readImports(copy), MAY_USE);
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  test.each(ROOMS)('is refused in %s: of every room and package that is not on its list', (room) => {
    const planted = STRAY.get(room) ?? [];
    expect(planted.length).toBeGreaterThan(PACKAGES.length);
    expect(found.stray.filter(({ from }) => from === plantIn(room))).toEqual(expect.arrayContaining(planted));
  });

  test('that closes a circle of files is refused, also if it brings a type only', () => {
    expect(found.fileCircles).toContainEqual([...CIRCLE]);
  });

  test('that closes a circle of rooms is refused', () => {
    const imports = [...house.imports, { from: 'shared/core/time/instant.ts', to: 'shared/core/plan.ts' }];
    const { roomCircles } = findingsOf({ ...house, imports }, MAY_USE);
    expect(roomCircles).toHaveLength(1);
    expect(roomCircles[0]).toEqual(expect.arrayContaining(['shared/core', 'shared/core/time']));
  });

  test('cannot hide in a folder of which the table says nothing', () => {
    expect(found.unknown).toEqual(['shared/core/cellar']);
  });
});

describe('the table', () => {
  test('keeps the walls as they stand', () => {
    expect(findingsOf(house, MAY_USE)).toEqual({ unknown: [], stray: [], fileCircles: [], roomCircles: [] });
  });

  test('names rooms that are there', () => {
    const rooms = new Set(house.files.map((file) => roomOf(file, MAY_USE)));
    expect(ROOMS.filter((room) => !rooms.has(room))).toEqual([]);
  });

  test('lets no rooms use each other in a circle', () => {
    const arrows = ROOMS.flatMap((room) =>
      house.files
        .filter((to) => isAllowed({ from: plantIn(room), to }, MAY_USE))
        .map((to) => [room, roomOf(to, MAY_USE)] as const),
    );
    expect(circlesOf(arrows)).toEqual([]);
  });

  test('lets only functions and the bench meet AWS', () => {
    const meets = (of: RegExp) => ROOMS.filter((room) => MAY_USE[room]?.some((use) => of.test(use)));
    expect(meets(/^shared\/aws/)).toEqual([
      'functions/lib',
      'functions',
      'local/clinic',
      'local/commands/rotate-links',
      'local/commands/webhook-secret',
      'local/commands/token',
      'local/commands/staff',
      'local/commands/redrive',
      'local/faults/inject',
      'local/faults/play',
      'bench/measures',
    ]);
    expect(meets(/^@aws-sdk/).filter((room) => room.startsWith('shared/'))).toEqual(['shared/aws']);
  });
});

test.each([
  [
    'none in a line',
    [
      ['a', 'b'],
      ['b', 'c'],
      ['a', 'c'],
    ],
    [],
  ],
  [
    'one of two',
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    [['a', 'b']],
  ],
  [
    'one that is reached from outside',
    [
      ['x', 'c'],
      ['c', 'a'],
      ['a', 'b'],
      ['b', 'c'],
      ['b', 'y'],
    ],
    [['a', 'b', 'c']],
  ],
  [
    'two that share no name',
    [
      ['a', 'b'],
      ['b', 'a'],
      ['b', 'c'],
      ['c', 'd'],
      ['d', 'c'],
    ],
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['none of what leads to itself', [['a', 'a']], []],
] as const)('of circles there is %s', (_, arrows, circles) => {
  expect(circlesOf(arrows)).toEqual(circles);
});
