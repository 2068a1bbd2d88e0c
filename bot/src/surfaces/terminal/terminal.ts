/** The terminal: every command of the registry, as the member who signs in. */
import { setTimeout as pause } from "node:timers/promises";
import { fillPlaces, type Locale, nearestLocale, say, w } from "@tidings/shared/ground/locale.ts";
import { newTrace, traceIn } from "@tidings/shared/ground/trace.ts";
import { makeModel } from "../../assistant/model.ts";
import { COMMANDS } from "../../commands/list.ts";
import type { MemberDatabase, Session } from "../../data/database.ts";
import { pageLink } from "../../engine/page_link.ts";
import { type Answer, succeeded } from "../../ground/answer.ts";
import { errorAnswer, UserError } from "../../ground/errors.ts";
import { inTrace } from "../../ground/trace.ts";
import { sortWords } from "../../registry/arguments.ts";
import { lookedAt } from "../../registry/looked.ts";
import { missingOption } from "../../registry/options.ts";
import { type AnyCommand, namedCommand } from "../../registry/registry.ts";
import { openContext, runCommand } from "../../registry/run.ts";
import { unknownText } from "../../registry/unknown.ts";
import { type Argv, readArgv } from "./argv.ts";
import { type TerminalEnv, terminalEnv } from "./env.ts";
import { FileNotFound, saveFiles, withFiles } from "./files.ts";
import { forProgram } from "./json.ts";
import { safeJson } from "./layout.ts";
import { type Looks, openLooks } from "./looks.ts";
import { loggedIn, loggedOut, openPerson } from "./person.ts";
import { openScreen } from "./screen.ts";

const SAYS = {
  more: w(
    "还缺少选项 {option}。用法：npm run tidings -- help {name}",
    "The option {option} is missing. Usage: npm run tidings -- help {name}",
  ),
  noFile: w("找不到文件：{path}", "File not found: {path}"),
  kept: w("已保存：", "Saved: "),
  notKept: w(
    "无法记住您看过的内容（{why}）。决定时请加 --shown <show --json 给出的值>。",
    "Couldn't remember what you viewed ({why}). To decide, add --shown <the value from show --json>.",
  ),
  own: w(
    "终端选项：login / logout（登录、退出）　--as <邮箱>（以谁的身份）　--json　--watch（持续刷新）　--out <目录>（保存图片和文件）　--shown <值>（脚本决定时所依据的内容）",
    "Terminal options: login / logout, --as <email> (act as), --json, --watch (keep refreshing), --out <folder> (save pictures and files), --shown <value> (what a script's decision is based on)",
  ),
};

const bad = (text: string): Answer => ({
  tone: "bad",
  text,
  refusal: { code: "input_invalid", status: 422 },
});

// Tables, pictures and looks that are saved are for this user alone.
process.umask(0o077);

const screen = openScreen(process.stdout, process.stderr);

async function main(): Promise<number> {
  const argv = readArgv(process.argv.slice(2));
  const env = terminalEnv();
  const locale = nearestLocale(env.language);
  let database: MemberDatabase | null = null;
  try {
    const said = await signing(argv, env, locale);
    if (said !== null) {
      await show({ tone: "good", text: said }, argv, env, locale);
      return 0;
    }
    database = await openPerson(env, argv.as, locale);
    return await answer(env, argv, database.session, locale);
  } catch (error) {
    await show(errorAnswer(error, locale), argv, env, locale);
    return 1;
  } finally {
    await database?.close();
  }
}

/** `login` and `logout`, which are of this terminal and no commands of the registry; null for all else. */
async function signing(argv: Argv, env: TerminalEnv, locale: Locale): Promise<string | null> {
  if (argv.command === "logout") return loggedOut(env, locale);
  if (argv.command !== "login") return null;
  const [email = argv.as] = argv.words;
  const { stdin: input, stderr: aside } = process;
  return loggedIn(env, { email, piped: argv.passwordStdin, input, aside }, locale);
}

async function answer(env: TerminalEnv, argv: Argv, session: Session, hint: Locale): Promise<number> {
  let locale = hint;
  const words = argv.command === null ? [] : [argv.command, ...argv.words];
  const { command, rest } = namedCommand(COMMANDS, words);
  const typed = command ? sortWords(command, rest, locale) : null;
  if (!command || !typed || problemOf(words, command, typed, locale) !== null) {
    // Problems are shown in the member's own language, like every answer.
    ({ locale } = await openContext({ session, commands: COMMANDS, localeHint: hint, asked: env.asked }));
    const told = command ? sortWords(command, rest, locale) : null;
    await show(bad(problemOf(words, command, told, locale) ?? ""), argv, env, locale);
    return 1;
  }
  let looks: Looks | null = null;
  const run = () =>
    runCommand({
      command,
      raw: withFiles(command, typed.raw, env.workFolder),
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
    const last = await watched(first, run, command, argv);
    const link = pageLink(env.panel, last.card, locale);
    const further = command.name === "help" ? say(SAYS.own, locale) : link && `${link.label}: ${link.url}`;
    const note = [last.note, further].filter(Boolean).join("\n");
    await show(note === "" ? last : { ...last, note }, argv, env, locale);
    // Of a refusal a program was shown nothing to decide about.
    if (!argv.json || !last.refusal) keepLooks(looks, last, locale);
    return succeeded(last) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof FileNotFound)) throw error;
    await show(bad(fillPlaces(say(SAYS.noFile, locale), { path: error.message })), argv, env, locale);
    return 1;
  }
}

/** Keeps what was printed. Where that is not possible, the answer stands all the same. */
function keepLooks(looks: Looks | null, printed: Answer, locale: Locale): void {
  try {
    looks?.keep(printed);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${fillPlaces(say(SAYS.notKept, locale), { why })}\n`);
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
  return option === null ? null : fillPlaces(say(SAYS.more, locale), { name: command.name, option });
}

const POLL_INTERVAL_MS = 1_000;

/**
 * Polls while the row changes by itself: for `status` on a TTY, else with `--watch`. The last answer is of a row that has come to rest:
 * one that did so between two reads of the same answer would be printed with what could be done before.
 */
async function watched(
  first: Answer,
  run: () => Promise<Answer>,
  command: AnyCommand,
  argv: Argv,
): Promise<Answer> {
  const follow = argv.watch || (command.name === "status" && process.stdout.isTTY === true && !argv.json);
  let now = first;
  let shown = "";
  while (follow && command.reads && now.live) {
    const line = JSON.stringify([now.progress, now.fields]);
    if (!argv.json && line !== shown) screen.redraw(now);
    shown = line;
    await pause(POLL_INTERVAL_MS);
    now = await run();
    if (!now.live) now = await run();
  }
  return now;
}

async function show(last: Answer, argv: Argv, env: TerminalEnv, locale: Locale): Promise<void> {
  // The picture of a card is no part of its row.
  const { picture: _, ...rest } = last;
  const kept = argv.json && last.data !== undefined ? rest : last;
  const saved = await saveFiles(kept, argv.out ?? env.filesFolder);
  if (argv.json) {
    process.stdout.write(`${safeJson(forProgram(last, saved.answer))}\n`);
    return;
  }
  screen.print(last);
  for (const path of saved.paths) process.stdout.write(`${say(SAYS.kept, locale)}${path}\n`);
}

// A reader such as `| head` may close the pipe early; that is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

try {
  // A script that has a trace of its own goes on in it (TRACEPARENT).
  process.exitCode = await inTrace(traceIn(process.env.TRACEPARENT) ?? newTrace(), main);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
