/** The types of caller.mjs, which is plain JavaScript because a command starts with it. */
export function runAtBot(
  root: string,
  home: string,
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number | null>;
