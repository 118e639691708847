import { notFound, validation } from './errors.ts';
import type { Tag } from './schema.ts';
import type { ScheduleGroup } from './state.ts';

/** The groups by name; `default` is always there. */
export class ScheduleGroups {
  readonly #groups = new Map<string, ScheduleGroup>();

  find(name: string): ScheduleGroup | undefined {
    return this.#groups.get(name);
  }

  /** @throws AwsError ResourceNotFoundException */
  get(name: string): ScheduleGroup {
    const group = this.#groups.get(name);
    if (!group) throw notFound(`Schedule Group ${name}`);
    return group;
  }

  /** Ordered by name. */
  list(): ScheduleGroup[] {
    return [...this.#groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  put(group: ScheduleGroup): void {
    this.#groups.set(group.name, group);
  }

  /** @throws AwsError when there is no such group or it is the default one */
  remove(name: string): void {
    this.get(name);
    if (name === 'default') throw validation('The default schedule group cannot be deleted.');
    this.#groups.delete(name);
  }

  clear(): void {
    this.#groups.clear();
  }

  /** @throws AwsError ResourceNotFoundException */
  ofArn(arn: string): ScheduleGroup {
    const group = this.list().find((each) => each.arn === arn);
    if (!group) throw notFound(`Resource ${arn}`);
    return group;
  }

  /** Sets some tags of a group and removes others. */
  retag(arn: string, set: readonly Tag[], removed: readonly string[]): void {
    const group = this.ofArn(arn);
    const replaced = new Set([...removed, ...set.map((tag) => tag.Key)]);
    this.put({ ...group, tags: [...group.tags.filter((tag) => !replaced.has(tag.Key)), ...set] });
  }
}
