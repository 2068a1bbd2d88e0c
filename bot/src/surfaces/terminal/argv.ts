/** The terminal's own options; everything else belongs to the command. */
export interface Argv {
  readonly command: string | null;
  /** The words after the command's name, without the terminal's own options. */
  readonly words: readonly string[];
  readonly as: string | null;
  readonly out: string | null;
  /** For scripts: the hash of what was looked at, as `show --json` prints it. */
  readonly shown: string | null;
  readonly json: boolean;
  readonly watch: boolean;
  /** Of `login`: the password is piped in. */
  readonly passwordStdin: boolean;
}

/** Takes `--as <email>`, `--out <folder>`, `--shown <hash>`, `--json`, `--watch` and `--password-stdin` out of the arguments, at any position. */
export function readArgv(argv: readonly string[]): Argv {
  const queue = [...argv];
  const words: string[] = [];
  const valued: Record<string, string | null> = { "--as": null, "--out": null, "--shown": null };
  const own = { json: false, watch: false, passwordStdin: false };
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    const [name = "", value] = word.split(/=(.*)/s, 2);
    if (Object.hasOwn(valued, name)) valued[name] = value ?? queue.shift() ?? null;
    else if (word === "--json") own.json = true;
    else if (word === "--watch") own.watch = true;
    else if (word === "--password-stdin") own.passwordStdin = true;
    else if (word === "--help" || word === "-h") words.unshift("help");
    else words.push(word);
  }
  const [command = null, ...rest] = words;
  const { "--as": as = null, "--out": out = null, "--shown": shown = null } = valued;
  return { command, words: rest, as, out, shown, ...own };
}
