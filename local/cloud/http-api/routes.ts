import { TemplateError } from '../base/template-error.ts';

/** The route that a request takes. */
export type Match<Route> = {
  readonly route: Route;
  /** The values of the path's variables, decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
};

type Key = { readonly method: string; readonly segments: readonly string[] };

const METHODS = ['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
const DEFAULT_ROUTE = '$default';

/** @throws TemplateError for a key that AWS would not take */
export function assertRouteKey(key: string): void {
  if (key === DEFAULT_ROUTE) return;
  const { method, segments } = readKey(key);
  const isKnown = METHODS.includes(method) && /^[A-Z]+ \/\S*$/.test(key);
  const greedy = segments.findIndex((segment) => isGreedy(segment));
  if (isKnown && (greedy < 0 || greedy === segments.length - 1)) return;
  throw new TemplateError(
    `the route key ${key} is none: expected a method and a path, a greedy variable last`,
  );
}

function readKey(key: string): Key {
  const [method = '', path = ''] = key.split(' ', 2);
  return { method, segments: segmentsOf(path) };
}

const segmentsOf = (path: string): string[] => path.replace(/^\//, '').split('/');
const isVariable = (segment: string) => /^\{[^}]+\}$/.test(segment);
const isGreedy = (segment: string) => /^\{[^}]+\+\}$/.test(segment);

/**
 * The route of a request: first one that matches it whole, then one with a greedy variable, then `$default`; among
 * those of a kind the most specific path, and at that the method rather than `ANY`.
 * @param path of the request, still encoded
 */
export function matchRoute<Route extends { readonly key: string }>(
  routes: readonly Route[],
  method: string,
  path: string,
): Match<Route> | undefined {
  let best: { match: Match<Route>; rank: string } | undefined;
  for (const route of routes) {
    const found = matchOf(route.key, method, path);
    if (found && (!best || found.rank > best.rank)) {
      best = { rank: found.rank, match: { route, pathParameters: found.pathParameters } };
    }
  }
  return best?.match;
}

/** How a route matches; the greater text is the better match. */
function matchOf(key: string, method: string, path: string) {
  if (key === DEFAULT_ROUTE) return { rank: '', pathParameters: {} };
  const { method: wanted, segments } = readKey(key);
  if (wanted !== 'ANY' && wanted !== method) return undefined;
  const values = new RegExp(`^/${segments.map(expressionOf).join('/')}$`, 's').exec(path)?.slice(1);
  if (!values) return undefined;
  const names = segments.filter(isVariable).map((segment) => segment.replace(/^\{|\+?\}$/g, ''));
  const isWhole = segments.some(isGreedy) ? 0 : 1;
  return {
    rank: `${isWhole}${segments.map(weightOf).join('')}${wanted === 'ANY' ? 0 : 4}`,
    pathParameters: Object.fromEntries(names.map((name, index) => [name, decoded(values[index] ?? '')])),
  };
}

function expressionOf(segment: string): string {
  if (!isVariable(segment)) return segment.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return isGreedy(segment) ? '(.+)' : '([^/]+)';
}

function weightOf(segment: string): number {
  if (!isVariable(segment)) return 3;
  return isGreedy(segment) ? 1 : 2;
}

/** What stands for no character stays as it is. */
export const decoded = (text: string): string => text.replaceAll(/(?:%[\da-f]{2})+/gi, decodedRun);

function decodedRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}
