import { runProgram } from '../../local/command-line/program.ts';
import { COMMANDS } from '../../local/commands/index.ts';

/** Asks the command line within this process, in its environment and some more. Far cheaper than a program. */
export async function asked(
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; err: string }> {
  const out = caught(process.stdout);
  const err = caught(process.stderr);
  const before = Object.keys(more).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, more);
  try {
    const program = { commands: COMMANDS, version: '', env: {}, out: out.write, err: err.write };
    const code = await runProgram(program, args);
    return { code, out: out.text(), err: err.text() };
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    out.release();
    err.release();
  }
}

/** What a command writes itself, for as long as it runs. */
function caught(stream: NodeJS.WriteStream) {
  const { write } = stream;
  let text = '';
  stream.write = (chunk: string | Uint8Array) => {
    text += chunk.toString();
    return true;
  };
  return {
    write: (written: string) => {
      text += written;
    },
    text: () => text,
    release: () => {
      stream.write = write;
    },
  };
}
