import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const MODULE = new URL('../../../local/clinic/long-story.ts', import.meta.url).href;

function run(program: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program]);
  return { status, out: `${stdout}`, err: `${stderr}` };
}

/** A flag that V8 does not know it only complains about. */
test('V8 knows what it is told', () => {
  const told = run(`import { tellLongStory } from '${MODULE}'; tellLongStory();`);
  expect(told).toEqual({ status: 0, out: '', err: '' });
});

test('the room for what is young stays as it is, however much is made', () => {
  const roomAfter = (told: string) =>
    Number(
      run(`import { getHeapSpaceStatistics } from 'node:v8';
        import { tellLongStory } from '${MODULE}';
        ${told}
        const kept = [];
        for (let made = 0; made < 400_000; made += 1) kept[made % 100_000] = { made, text: 'x' + made };
        console.log(getHeapSpaceStatistics().find((each) => each.space_name === 'new_space').space_size);`)
        .out,
    );
  expect(roomAfter('tellLongStory();')).toBeLessThan(roomAfter('') / 2);
});
