/**
 * What to type where `--` was forgotten: npm then keeps the options for itself, and tells its scripts of them in
 * variables.
 * @returns undefined when npm kept none
 */
export function hintOfNpm(
  command: string,
  options: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const kept = options.find((name) => env[`npm_config_${name.replaceAll('-', '_')}`] !== undefined);
  return (
    kept && `npm kept --${kept} for itself. Options go after --: npm run -s cli -- ${command} --${kept} …`
  );
}
