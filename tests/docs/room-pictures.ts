import { MAY_USE } from '../rooms/may-use.ts';
import { roomOf } from '../rooms/walls.ts';

/** Folders that the picture of the house draws as one. */
const WHOLE = [
  'shared/core',
  'shared/web',
  'functions',
  'infra',
  'local/cloud',
  'local/commands',
  'local/faults',
  'bench',
];
const CORE = 'shared/core/';

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** The house from above: `functions --> shared/course`. */
export const houseArrows = (): string[] =>
  direct(
    graphOf((room) => {
      const whole = WHOLE.find((folder) => `${room}/`.startsWith(`${folder}/`));
      return whole ?? (/^shared\/[\w-]+\.ts$/.test(room) ? 'shared' : room);
    }),
  );

/** The rooms of the core, without its folder: `ids --> protocols`. */
export const coreArrows = (): string[] =>
  direct(graphOf((room) => (room.startsWith(CORE) ? room.slice(CORE.length) : null)));

/** Who may use whom by the table of walls, seen from further away. @param nodeOf null for what is left out */
function graphOf(nodeOf: (room: string) => string | null): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [room, uses] of Object.entries(MAY_USE)) {
    for (const use of uses.flatMap(roomsMeantBy)) {
      const [from, to] = [nodeOf(room), nodeOf(use)];
      if (from && to && from !== to) graph.set(from, (graph.get(from) ?? new Set()).add(to));
    }
  }
  return graph;
}

/** An entry of the table as rooms; packages are none. */
function roomsMeantBy(use: string): string[] {
  const rooms = Object.keys(MAY_USE);
  if (use.endsWith('/*')) return rooms.filter((room) => room.startsWith(use.slice(0, -1)));
  const room = use.endsWith('.ts') ? roomOf(use, MAY_USE) : use;
  return rooms.filter((each) => each === room);
}

/** The arrows but for those that a longer way makes plain. */
function direct(graph: Graph): string[] {
  const isBehind = (from: string, to: string): boolean =>
    [...(graph.get(from) ?? [])].some((next) => next === to || isBehind(next, to));
  return [...graph]
    .flatMap(([from, uses]) =>
      [...uses]
        .filter((to) => ![...uses].some((other) => other !== to && isBehind(other, to)))
        .map((to) => `${from} --> ${to}`),
    )
    .sort();
}
