import { dirname } from 'node:path';
import type { Import, Imports } from './imports.ts';

/**
 * For each room, what it may use: rooms, files, packages. A room is a folder without the folders in it, or one file.
 * `shared/core/*` is a folder with all below it, `@aws-sdk/*` every package of a scope.
 */
export type MayUse = Readonly<Record<string, readonly string[]>>;

/** From one room to another, or within one folder of files. */
export type Arrow = readonly [from: string, to: string];

/** What the walls of a house are asked for. */
export type Findings = {
  /** Folders of which the table says nothing. */
  readonly unknown: readonly string[];
  /** Imports that go through a wall. */
  readonly stray: readonly Import[];
  /** Files, and rooms, that use each other in a circle. */
  readonly fileCircles: readonly (readonly string[])[];
  readonly roomCircles: readonly (readonly string[])[];
};

/** The room that a file is in. */
export const roomOf = (file: string, table: MayUse): string => (table[file] ? file : dirname(file));

/** Everything in which the imports do not keep to the table. */
export function findingsOf({ files, imports }: Imports, table: MayUse): Findings {
  const rooms = new Set(files.map((file) => roomOf(file, table)));
  return {
    unknown: [...rooms].filter((room) => !table[room]).sort(),
    stray: imports.filter((each) => !isAllowed(each, table)),
    fileCircles: circlesOf(imports.map(({ from, to }) => [from, to])),
    roomCircles: circlesOf(roomArrows(imports, table)),
  };
}

/** Whether the table lets a file import another, or a package. */
export function isAllowed({ from, to }: Import, table: MayUse): boolean {
  const room = roomOf(from, table);
  return isOwn(to) && roomOf(to, table) === room
    ? true
    : (table[room] ?? []).some((use) => covers(use, to, table));
}

/** Whether an entry of the table means what an import goes to. */
export function covers(use: string, to: string, table: MayUse): boolean {
  if (use.endsWith('*')) return to.startsWith(use.slice(0, -1));
  return use === to || (isOwn(to) && use === roomOf(to, table));
}

const isOwn = (to: string): boolean => to.endsWith('.ts');

/** Which room uses which, each pair once, sorted. */
export function roomArrows(imports: readonly Import[], table: MayUse): Arrow[] {
  const pairs = imports
    .filter(({ to }) => isOwn(to))
    .map(({ from, to }) => [roomOf(from, table), roomOf(to, table)] as const)
    .filter(([from, to]) => from !== to);
  const byName = new Map(pairs.map((pair) => [pair.join(' '), pair]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}

/**
 * The groups of names of which each leads to every other by the arrows (the strongly connected components of more than
 * one name, by Tarjan), each sorted.
 */
export function circlesOf(arrows: readonly Arrow[]): string[][] {
  const next = Map.groupBy(arrows, ([from]) => from);
  const order = new Map<string, number>();
  const path: string[] = [];
  const circles: string[][] = [];

  const visit = (name: string): number => {
    const index = order.size;
    order.set(name, index);
    let low = index;
    path.push(name);
    for (const [, to] of next.get(name) ?? []) {
      if (!order.has(to)) low = Math.min(low, visit(to));
      else if (path.includes(to)) low = Math.min(low, order.get(to) ?? low);
    }
    if (low === index) {
      const circle = path.splice(path.indexOf(name));
      if (circle.length > 1) circles.push(circle.sort());
    }
    return low;
  };
  for (const name of next.keys()) if (!order.has(name)) visit(name);
  return circles.sort();
}
