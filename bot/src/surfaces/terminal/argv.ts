import { type Words, w } from "@tidings/shared/ground/locale.ts";

/** Commands of the terminal itself, which are not in the registry. */
export const OWN_COMMANDS: readonly {
  readonly name: string;
  readonly about: Words;
  /** What its first word may be. */
  readonly values: readonly string[];
}[] = [
  { name: "login", about: w("登录", "Sign in"), values: [] },
  { name: "logout", about: w("退出登录", "Sign out"), values: [] },
  {
    name: "completion",
    about: w("命令行补全脚本", "Shell completion"),
    values: ["bash", "zsh", "fish"],
  },
];

/** Options of the terminal itself, which every command takes; `takes` is what follows one. */
export const OWN_OPTIONS: readonly {
  readonly name: string;
  readonly about: Words;
  readonly takes: "text" | "folder" | null;
}[] = [
  { name: "--as", about: w("执行身份", "Run this command as"), takes: "text" },
  { name: "--out", about: w("保存图片和文件的目录", "Folder for pictures and files"), takes: "folder" },
  {
    name: "--shown",
    about: w("脚本审批所依据的内容", "Hash of what the script saw"),
    takes: "text",
  },
  { name: "--json", about: w("以 JSON 输出", "Print JSON"), takes: null },
  { name: "--watch", about: w("持续刷新", "Follow until it finishes"), takes: null },
  { name: "--password-stdin", about: w("从标准输入读取密码", "Read the password from stdin"), takes: null },
  { name: "--help", about: w("帮助", "Help"), takes: null },
  { name: "--version", about: w("版本", "Version"), takes: null },
];

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
  readonly version: boolean;
}

/** Takes the terminal's own options out of the arguments, at any position. */
export function readArgv(argv: readonly string[]): Argv {
  const queue = [...argv];
  const words: string[] = [];
  const valued = new Map<string, string | null>();
  const given = new Set<string>();
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    const [typed = "", value] = word.split(/=(.*)/s, 2);
    const name = typed === "-h" ? "--help" : typed.replaceAll("_", "-");
    const own = OWN_OPTIONS.find((option) => option.name === name);
    if (own?.takes) valued.set(name, value ?? queue.shift() ?? null);
    else if (own && value === undefined) given.add(name);
    else words.push(word);
  }
  if (given.has("--help")) words.unshift("help");
  const [command = null, ...rest] = words;
  return {
    command,
    words: rest,
    as: valued.get("--as") ?? null,
    out: valued.get("--out") ?? null,
    shown: valued.get("--shown") ?? null,
    json: given.has("--json"),
    watch: given.has("--watch"),
    passwordStdin: given.has("--password-stdin"),
    version: given.has("--version"),
  };
}
