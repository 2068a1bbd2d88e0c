/** The terminal's own options; everything else belongs to the command. */
export interface Argv {
  readonly command: string | null;
  /** The words after the command's name, without the terminal's own options. */
  readonly words: readonly string[];
  readonly as: string | null;
  readonly out: string | null;
  readonly json: boolean;
  readonly watch: boolean;
}

/** Takes `--as <email>`, `--out <folder>`, `--json` and `--watch` out of the arguments, at any position. */
export function readArgv(argv: readonly string[]): Argv {
  const queue = [...argv];
  const words: string[] = [];
  const own: { as: string | null; out: string | null; json: boolean; watch: boolean } = {
    as: null,
    out: null,
    json: false,
    watch: false,
  };
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    const [name, value] = word.split(/=(.*)/s, 2);
    if (name === "--as" || name === "--out")
      own[name === "--as" ? "as" : "out"] = value ?? queue.shift() ?? null;
    else if (word === "--json") own.json = true;
    else if (word === "--watch") own.watch = true;
    else if (word === "--help" || word === "-h") words.unshift("help");
    else words.push(word);
  }
  const [command = null, ...rest] = words;
  return { command, words: rest, ...own };
}
