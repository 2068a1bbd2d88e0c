/** docs/commands.md, made of the registry. `node bot/src/commands/page.ts` writes it; a test holds it in step. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { wordsOf } from "../registry/arguments.ts";
import { topOf } from "../registry/discord_tops.ts";
import { options, shownName } from "../registry/options.ts";
import { type AnyCommand, namedCommand } from "../registry/registry.ts";
import { EXAMPLES } from "./examples.ts";
import { FEATURE_WORDS } from "./groups.ts";
import { COMMANDS } from "./list.ts";
import { usage } from "./people/help.ts";

export const PAGE = new URL("../../../docs/commands.md", import.meta.url);

const HEAD = `# Commands

The same commands everywhere: \`npm run tidings -- <command>\` in the terminal, \`/tidings <command>\` in Slack, and on Discord under the slash command that each group names. \`help\`
lists those that you may use by topics, \`help <command>\` has its options. \`<must>\` be given, \`[may]\` be left out; what is named here in its place can be typed without its name, everything else as
\`--name value\`.

* **Deciding.** \`approve\`, \`reject\` and \`release\` decide about what you looked at: in chat by the buttons of the card, in the terminal after \`show\`. A script passes \`--shown\`, the \`shown\` that
  \`show --json\` printed.
* **What cannot be undone** says what it does, and is done with \`--sure\`; in chat a button says yes.
* **Who types:** \`login <email>\` signs in at this terminal, until \`logout\`; \`--as <email>\` acts as that member for one command.
* **The terminal's own options:** \`--json\` prints rows, pages and refusals as the API answers them ([An API for programs](programs.md)), \`--watch\` stays until it is done, \`--out <folder>\` keeps pictures and files in a folder relative to where you are, \`--version\` says which Tidings it is. \`-\` and \`_\` are alike in options and choices.
* **Tab completes** after \`source <(npm run -s tidings -- completion bash)\` (or \`zsh\`), or in fish \`npm run -s tidings -- completion fish | source\`, which also give you \`tidings <command>\` without npm. Write the script to a file that your shell reads, and anew after an update: it holds all commands, options and choices, and starts nothing.
* **Speed:** while \`npm start\` runs, its bot runs what you type, over a socket for your user alone (\`TIDINGS_HOME/run/terminal.sock\`); files are read and written where you are. Without a bot of the same code the command runs in a process of its own.
* **Marks:** 🔑 asks for a password just given, so chat has no form for it · ⌨ the terminal alone · ⚙ for platform admins.

This page is written by \`node bot/src/commands/page.ts\`, its examples are tried by a test.
`;

/** A cell of a table. */
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/** Values of an option that are listed here; of more, `help` has them. */
const MOST_VALUES = 6;

/** Its own options, which are typed by their names: `--format csv/xlsx`. */
function named(command: AnyCommand): string {
  return options(command)
    .filter(({ name }) => !command.positional.includes(name))
    .map(({ name, choices }) => {
      const values =
        choices.length > MOST_VALUES ? "…" : choices.map(({ value }) => shownName(value)).join("/");
      return `\`--${shownName(name)}${values ? ` ${values}` : ""}\``;
    })
    .join(" ");
}

function row(command: AnyCommand): string {
  const { aliases = [], words, sudo, terminalOnly, platform } = command;
  const marks = [sudo ? "🔑" : "", terminalOnly ? "⌨" : "", platform ? "⚙" : ""].filter(Boolean).join("");
  const also = aliases.length > 0 ? ` (${aliases.map((alias) => `\`${alias}\``).join(", ")})` : "";
  const what = [words.description.en, named(command)].filter(Boolean).join(" ");
  return `| \`${cell(usage(command))}\`${also}${marks ? ` ${marks}` : ""} | ${cell(what)} |`;
}

function group(commands: readonly AnyCommand[]): string {
  const [first] = commands;
  if (first === undefined) return "";
  const tops = [...new Set(commands.filter(({ terminalOnly }) => !terminalOnly).map(topOf))];
  const discord = tops.length > 0 ? `On Discord: ${tops.map((top) => `\`/${top}\``).join(", ")}.` : "";
  const examples = EXAMPLES.filter(([line]) => {
    const { command } = namedCommand(COMMANDS, wordsOf(line));
    return command !== null && commands.includes(command);
  }).map(([line, says]) => `* \`${line}\`: ${says}.`);
  return [
    `## ${FEATURE_WORDS[first.feature].en}`,
    discord,
    ["| command | what it does |", "| --- | --- |", ...commands.map(row)].join("\n"),
    examples.join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** The whole page. */
export function commandsPage(): string {
  const features = [...new Set(COMMANDS.map(({ feature }) => feature))];
  const groups = features.map((feature) => group(COMMANDS.filter((command) => command.feature === feature)));
  return `${[HEAD, ...groups].join("\n\n").replace(/\n{3,}/g, "\n\n")}\n`;
}

if (import.meta.main) writeFileSync(fileURLToPath(PAGE), commandsPage());
