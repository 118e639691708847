import type * as z from 'zod';
import { GUIDES, protocolsOf } from '../protocols/index.ts';
import type { LocalTime } from '../time/instant.ts';
import type { CoreSettings } from './settings.ts';

type Checked = Pick<CoreSettings, 'closures' | 'quietHours' | 'sendTime' | 'sendSpreadMinutes'>;

/** Closures do not overlap. */
export function checkOverlaps({ value, issues }: z.core.ParsePayload<Checked>): void {
  const sorted = value.closures
    .map((range, index) => ({ ...range, index }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const [position, range] of sorted.entries()) {
    const previous = sorted[position - 1];
    if (previous && range.from <= previous.to) {
      issues.push({
        code: 'custom',
        input: range.from,
        path: ['closures', range.index, 'from'],
        message: `expected a day after ${previous.to}: this closure overlaps closures.${previous.index}`,
      });
    }
  }
}

/** The quiet lasts over midnight, and reminders go out outside of it. */
export function checkQuietHours({ value, issues }: z.core.ParsePayload<Checked>): void {
  const { from, to } = value.quietHours;
  if (to >= from) {
    issues.push({
      code: 'custom',
      input: to,
      path: ['quietHours', 'to'],
      message: `expected a time before ${from}: quiet hours last over midnight`,
    });
  } else if (value.sendTime < to || value.sendTime >= from) {
    issues.push({
      code: 'custom',
      input: value.sendTime,
      path: ['sendTime'],
      message: `expected a time outside the quiet hours, from ${to} to before ${from}`,
    });
  } else if (minutesOf(value.sendTime) + value.sendSpreadMinutes > minutesOf(from)) {
    const most = minutesOf(from) - minutesOf(value.sendTime);
    issues.push({
      code: 'custom',
      input: value.sendSpreadMinutes,
      path: ['sendSpreadMinutes'],
      message: `expected at most ${most}: the quiet hours begin at ${from}`,
    });
  }
}

const minutesOf = (time: LocalTime) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

type WithProtocols = Pick<CoreSettings, 'protocols' | 'reminders' | 'questionnaires' | 'assessments'>;
type Misfit = readonly [path: readonly (string | number)[], message: string];

/** No two protocols, and no two visits of any protocols, have the same name, and settings name visits that there are. */
export function checkProtocols({ value, issues }: z.core.ParsePayload<WithProtocols>): void {
  for (const [path, message] of [...namedTwice(value), ...unknownVisits(value)])
    issues.push({ code: 'custom', input: undefined, path: [...path], message });
}

function namedTwice({ protocols }: WithProtocols): Misfit[] {
  const taken = new Map<string, string>(
    GUIDES.flatMap(({ protocol, visits }) => [
      [protocol, protocol],
      ...visits.map(({ visit }): [string, string] => [visit, protocol]),
    ]),
  );
  return protocols.flatMap(({ protocol, visits }, index) => {
    const named: [string, (string | number)[]][] = [
      [protocol, []],
      ...visits.map(({ visit }, at): [string, (string | number)[]] => [visit, ['visits', at]]),
    ];
    const misfits = named.flatMap(([name, path]): Misfit[] => {
      const by = taken.get(name);
      return by
        ? [[['protocols', index, ...path], `expected a name that the protocol ${by} does not have`]]
        : [];
    });
    for (const [name] of named) taken.set(name, protocol);
    return misfits;
  });
}

function unknownVisits(settings: WithProtocols): Misfit[] {
  const known = protocolsOf(settings).flatMap(({ visits }) => visits.map(({ visit }) => visit));
  const { reminders, questionnaires, assessments } = settings;
  const named: [string[], object][] = [
    [['reminders', 'visits'], reminders.visits],
    [['questionnaires'], questionnaires],
    [['assessments'], assessments],
  ];
  return named.flatMap(([path, visits]) =>
    Object.keys(visits)
      .filter((name) => !known.some((visit) => visit === name))
      .map((name): Misfit => [[...path, name], `expected one of ${known.join(', ')}`]),
  );
}
