import type { Instant } from '../../../shared/core/time/instant.ts';
import type { AwsCall, AwsResponse, Cloud, Interceptor } from '../../cloud/index.ts';

/** The open tasks of a course from an instant on. */
export type WorklistSince = {
  readonly courseId: string;
  readonly at: Instant;
  readonly tasks: readonly {
    readonly task: string;
    readonly due: string;
    readonly snoozedUntil: string | null;
  }[];
};

/** Looks on what is written into the table: when each event was first there, and which tasks were open when. */
export class TableWatch implements Interceptor {
  /** By course and id: `C-1 e002`. */
  readonly takenAt = new Map<string, Instant>();
  /** When each course was erased: of the event itself nothing is kept. */
  readonly erasedAt = new Map<string, Instant>();
  readonly worklists: WorklistSince[] = [];
  readonly #cloud: Cloud;
  readonly #tableName: string;

  constructor(cloud: Cloud, tableName: string) {
    this.#cloud = cloud;
    this.#tableName = tableName;
  }

  after({ operation, request }: AwsCall, response: AwsResponse): AwsResponse {
    if (operation === 'TransactWriteItems' && response.status === 200) {
      const { TransactItems } = JSON.parse(request.body) as { TransactItems: readonly Transacted[] };
      for (const { Put } of TransactItems) if (Put?.TableName === this.#tableName) this.#see(plain(Put.Item));
    }
    return response;
  }

  #see(item: Record<string, unknown>): void {
    const at = this.#cloud.clock.now();
    const courseId = String(item['pk']).replace('COURSE#', '');
    const [kind, id] = String(item['sk']).split(/(?<=^EVENT)#/);
    if (kind === 'EVENT' && !this.takenAt.has(`${courseId} ${id}`)) this.takenAt.set(`${courseId} ${id}`, at);
    if (item['sk'] !== '#HEAD') return;
    if (item['status'] === 'erased' && !this.erasedAt.has(courseId)) this.erasedAt.set(courseId, at);
    this.note(courseId, item['tasks'] as WorklistSince['tasks']);
  }

  /** Notes the open tasks of a course that somebody has written past the cloud's front. */
  note(courseId: string, tasks: WorklistSince['tasks']): void {
    this.worklists.push({ courseId, at: this.#cloud.clock.now(), tasks });
  }
}

type Attribute = { readonly [type: string]: unknown };
type Transacted = {
  readonly Put?: { readonly TableName: string; readonly Item: Readonly<Record<string, Attribute>> };
};

/** An item without the types of its attributes. */
const plain = (item: Readonly<Record<string, Attribute>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, attribute]) => [name, plainValue(attribute)]));

function plainValue(attribute: Attribute): unknown {
  const [[type, value] = []] = Object.entries(attribute);
  switch (type) {
    case 'M':
      return plain(value as Record<string, Attribute>);
    case 'L':
      return (value as readonly Attribute[]).map(plainValue);
    case 'N':
      return Number(value);
    case 'NULL':
      return null;
    default:
      return value;
  }
}
