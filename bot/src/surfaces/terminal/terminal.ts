/** The terminal: every command of the registry, as the member who signs in. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { fillPlaces, type Locale, nearestLocale, say, w } from "@tidings/shared/ground/locale.ts";
import { nearest } from "@tidings/shared/ground/nearest.ts";
import { newTrace, traceIn } from "@tidings/shared/ground/trace.ts";
import { z } from "zod";
import { makeModel } from "../../assistant/model.ts";
import { COMMANDS } from "../../commands/list.ts";
import type { MemberDatabase, Session } from "../../data/database.ts";
import { pageLink } from "../../engine/page_link.ts";
import { type Answer, succeeded } from "../../ground/answer.ts";
import { untilEnded } from "../../ground/ended.ts";
import { errorAnswer, UserError } from "../../ground/errors.ts";
import { inTrace } from "../../ground/trace.ts";
import { sortWords } from "../../registry/arguments.ts";
import { lookedAt } from "../../registry/looked.ts";
import { notKnownText } from "../../registry/not_known.ts";
import { missingOption, shownName } from "../../registry/options.ts";
import { type AnyCommand, namedCommand } from "../../registry/registry.ts";
import { openContext, runCommand } from "../../registry/run.ts";
import { unknownText } from "../../registry/unknown.ts";
import { type Argv, OWN_COMMANDS, readArgv } from "./argv.ts";
import { completionScript } from "./completion.ts";
import type { Console } from "./console.ts";
import { languageOf, type TerminalEnv, terminalEnv } from "./env.ts";
import { FileNotFound, saveFiles, withFiles } from "./files.ts";
import { forProgram } from "./json.ts";
import { safeJson } from "./layout.ts";
import { type Looks, openLooks } from "./looks.ts";
import { loggedIn, loggedOut, openPerson } from "./person.ts";
import { openScreen, type Screen } from "./screen.ts";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const { version: VERSION } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));

const SAYS = {
  noShell: w("请指定 shell。", "Specify a shell."),
  otherShell: w("没有适用于「{shell}」的补全脚本。", "No completion for “{shell}”."),
  shells: w("可用：{all}", "Available: {all}"),
  more: w(
    "还缺少选项 {option}。用法：npm run tidings -- help {name}",
    "The option {option} is missing. Usage: npm run tidings -- help {name}",
  ),
  noFile: w("找不到文件：{path}", "File not found: {path}"),
  kept: w("已保存：", "Saved: "),
  notKept: w(
    "无法记录您看过的内容（{why}）。审批时请加 --shown <show --json 输出的值>。",
    "Couldn't save what you viewed ({why}). To decide, add --shown <the value from show --json>.",
  ),
  own: w(
    "终端命令和选项：login（登录）、logout（退出）、completion bash|zsh|fish（命令行补全）、--as <邮箱>（指定身份）、--json、--watch（持续刷新）、--out <目录>（保存图片和文件）、--shown <哈希>（脚本此前读到的 shown 值）、--version",
    "Terminal: login, logout, --as <email>, --json, --watch (until it finishes), --out <folder> (for pictures and files), --shown <hash> (the version that a script last read), --version, completion bash|zsh|fish",
  ),
};

const bad = (text: string): Answer => ({
  tone: "bad",
  text,
  refusal: { code: "input_invalid", status: 422 },
});

/** What a command was typed with, and where it is answered. */
interface Terminal {
  readonly console: Console;
  readonly argv: Argv;
  readonly env: TerminalEnv;
  readonly screen: Screen;
}

/** Runs what was typed at this console. Answers the exit code. */
export async function runTyped(console: Console): Promise<number> {
  // A script that has a trace of its own goes on in it (TRACEPARENT).
  const trace = traceIn(console.env.TRACEPARENT) ?? newTrace();
  try {
    return await untilEnded(console.ended, () => inTrace(trace, () => typed(console)));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.aside.write(`${error.message}\n`);
    return 1;
  }
}

async function typed(console: Console): Promise<number> {
  const argv = readArgv(console.argv);
  const offline = saidOffline(argv, languageOf(console.env));
  if (offline !== null) {
    console.out.write(offline);
    return 0;
  }
  const env = terminalEnv(console.env);
  const terminal: Terminal = { console, argv, env, screen: openScreen(console) };
  const locale = nearestLocale(env.language);
  let database: MemberDatabase | null = null;
  try {
    const said = await signing(terminal, locale);
    if (said !== null) {
      await show(terminal, { tone: "good", text: said }, locale);
      return 0;
    }
    database = await openPerson(env, argv.as, locale);
    return await answer(terminal, database.session, locale);
  } catch (error) {
    await show(terminal, errorAnswer(error, locale), locale);
    return 1;
  } finally {
    await database?.close();
  }
}

/** `--version` and `completion`, for which nothing has to run and nobody has to sign in; null for all else. @throws UserError */
function saidOffline(argv: Argv, locale: Locale): string | null {
  if (argv.version) return `Tidings ${VERSION}\n`;
  const own = OWN_COMMANDS.find(({ name }) => name === "completion");
  if (argv.command !== own?.name) return null;
  const [shell = ""] = argv.words;
  const script = completionScript(shell, COMMANDS, locale, ROOT);
  if (script !== null) return script;
  const none = fillPlaces(say(shell === "" ? SAYS.noShell : SAYS.otherShell, locale), { shell });
  const all = { words: SAYS.shells, names: own.values };
  throw new UserError(notKnownText({ none, meant: nearest(own.values, shell, (one) => [one]), all }, locale));
}

/** `login` and `logout`, which are of this terminal and no commands of the registry; null for all else. */
async function signing({ argv, env, console }: Terminal, locale: Locale): Promise<string | null> {
  if (argv.command === "logout") return loggedOut(env, locale);
  if (argv.command !== "login") return null;
  const [email = argv.as] = argv.words;
  const { input, aside } = console;
  return loggedIn(env, { email, piped: argv.passwordStdin, input, aside }, locale);
}

async function answer(terminal: Terminal, session: Session, hint: Locale): Promise<number> {
  const { env, argv, console, screen } = terminal;
  let locale = hint;
  const words = argv.command === null ? [] : [argv.command, ...argv.words];
  const { command, rest } = namedCommand(COMMANDS, words);
  const typed = command ? sortWords(command, rest, locale) : null;
  if (!command || !typed || problemOf(words, command, typed, locale) !== null) {
    // Problems are shown in the member's own language, like every answer.
    ({ locale } = await openContext({ session, commands: COMMANDS, localeHint: hint, asked: env.asked }));
    const told = command ? sortWords(command, rest, locale) : null;
    await show(terminal, bad(problemOf(words, command, told, locale) ?? ""), locale);
    return 1;
  }
  let looks: Looks | null = null;
  const run = async () =>
    runCommand({
      command,
      raw: await withFiles(command, typed.raw, env.workFolder, console.disk),
      session,
      commands: COMMANDS,
      localeHint: hint,
      asked: env.asked,
      panel: env.panel,
      program: argv.json,
      model: env.model && makeModel(env.model),
      progress: async (told) => screen.progress(told),
      met: (me, language) => {
        locale = language;
        looks = me.user_id === null ? null : openLooks(env.home, me.user_id);
      },
      looked: () => (argv.shown === null && looks ? looks : lookedAt(argv.shown)),
    });
  try {
    const first = await run();
    const last = await watched(terminal, first, run, command);
    const link = pageLink(env.panel, last.card, locale);
    const further = command.name === "help" ? say(SAYS.own, locale) : link && `${link.label}: ${link.url}`;
    const note = [last.note, further].filter(Boolean).join("\n");
    await show(terminal, note === "" ? last : { ...last, note }, locale);
    // Of a refusal a program was shown nothing to decide about.
    if (!argv.json || !last.refusal) keepLooks(terminal, looks, last, locale);
    return succeeded(last) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof FileNotFound)) throw error;
    await show(terminal, bad(fillPlaces(say(SAYS.noFile, locale), { path: error.message })), locale);
    return 1;
  }
}

/** Keeps what was printed. Where that is not possible, the answer stands all the same. */
function keepLooks({ console }: Terminal, looks: Looks | null, printed: Answer, locale: Locale): void {
  try {
    looks?.keep(printed);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    console.aside.write(`${fillPlaces(say(SAYS.notKept, locale), { why })}\n`);
  }
}

function problemOf(
  words: readonly string[],
  command: AnyCommand | null,
  typed: ReturnType<typeof sortWords> | null,
  locale: Locale,
): string | null {
  if (!command || !typed) return unknownText(COMMANDS, words, { source: "terminal", locale });
  if (typed.problem !== null) return typed.problem;
  const option = missingOption(command, typed.raw);
  return option === null
    ? null
    : fillPlaces(say(SAYS.more, locale), { name: command.name, option: shownName(option) });
}

const POLL_INTERVAL_MS = 1_000;

/**
 * Polls while the row changes by itself: for `status` on a TTY, else with `--watch`. The last answer is of a row that has come to rest:
 * one that did so between two reads of the same answer would be printed with what could be done before.
 */
async function watched(
  { argv, console, screen }: Terminal,
  first: Answer,
  run: () => Promise<Answer>,
  command: AnyCommand,
): Promise<Answer> {
  const follow = argv.watch || (command.name === "status" && console.out.isTTY === true && !argv.json);
  let now = first;
  let shown = "";
  while (follow && command.reads && now.live) {
    const line = JSON.stringify([now.progress, now.fields]);
    if (!argv.json && line !== shown) screen.redraw(now);
    shown = line;
    await pause(POLL_INTERVAL_MS, undefined, { signal: console.ended });
    now = await run();
    if (!now.live) now = await run();
  }
  return now;
}

async function show({ argv, env, console, screen }: Terminal, last: Answer, locale: Locale): Promise<void> {
  // The picture of a card is no part of its row.
  const { picture: _, ...rest } = last;
  const kept = argv.json && last.data !== undefined ? rest : last;
  const folder = argv.out === null ? env.filesFolder : resolve(env.workFolder, argv.out);
  const saved = await saveFiles(kept, folder, console.disk);
  if (argv.json) {
    console.out.write(`${safeJson(forProgram(last, saved.answer))}\n`);
    return;
  }
  screen.print(last);
  for (const path of saved.paths) console.out.write(`${say(SAYS.kept, locale)}${path}\n`);
}
