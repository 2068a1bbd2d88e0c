import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { makeButtons } from "./buttons.ts";
import type { ChatClient, Form, Seen } from "./chat_client.ts";

/** A conversation at the terminal: takes lines, and prints what the person then sees. */
export type Talk = {
  /** Does what a line says; false when it says to quit. */
  take(line: string): Promise<boolean>;
  /** Prints what is new; true when there was something. */
  show(): boolean;
  prompt(): string;
};

const HELP = `
  /tidings …              a slash command
  press 2 | press Approve press button [2], or the newest one with that label; for a menu: press 2 an option
  answer some words       fill in the form that is open and send it (several fields: answer Reason=… ; Name=…)
  offers some words       what a menu of the form offers for them (offers Reviewer=ca); on Discord also what a command
                          suggests for the option typed last (offers /tidings show resource:mem)
  cancel                  close the form
  menu                    the menu of the newest message; menu Who approved this uses an entry, menu 3 Who approved this
                          that of message 3
  home                    open the app's home (Slack)
  file list.csv some words   send a file with a message (on Discord also: file list.csv /tidings send …)
  as carol                be another person
  on discord | on slack   the other platform
  wait some words         wait until a message says so
  https://…               an address of ours in what one says gets its preview (Slack; Discord's apps make none)
  show                    print everything again
  help, quit`;

/** Errors tell of whole messages, which a person sees anyway. In characters. */
const LONGEST_ERROR = 200;

/** Begins as alice on the first client; `write` gets lines. */
export function makeTalk(clients: ChatClient[], write: (line: string) => void): Talk {
  let [client] = clients as [ChatClient];
  let as = "alice";
  const printed = new Map<string, string>();
  const buttons = makeButtons();
  /** The keys of messages by their number. */
  const numbered: string[] = [];
  let form: Form | undefined;
  let told = 0;
  let lines = 0;
  const print = (line: string) => {
    lines += 1;
    write(line);
  };

  function show(): boolean {
    const before = lines;
    for (const message of client.messages(as)) {
      const signature = JSON.stringify([
        message.lines,
        message.choices.map((each) => [each.label, each.options]),
      ]);
      const key = `${client.platform} ${as} ${message.key}`;
      const earlier = printed.get(key);
      if (earlier === signature) continue;
      printed.set(key, signature);
      if (message.who !== as || earlier !== undefined) printMessage(message, earlier !== undefined);
    }
    const open = client.form(as);
    if (open && open.key !== form?.key) printForm(open);
    form = open;
    for (const { rule, detail } of client.violations.slice(told))
      print(`  ! rule broken: ${rule} (${detail})`);
    told = client.violations.length;
    return lines > before;
  }

  function numberOf(message: Seen): number {
    const key = `${client.platform} ${message.key}`;
    if (!numbered.includes(key)) numbered.push(key);
    return numbered.indexOf(key) + 1;
  }

  function printMessage(message: Seen, changed: boolean): void {
    const number = message.menu.length > 0 ? ` · message ${numberOf(message)}` : "";
    print(`\n\x1b[2m${client.platform} ${message.place}${number}${changed ? " · changed" : ""}\x1b[0m`);
    print(`\x1b[36m${message.who}\x1b[0m`);
    for (const line of message.lines) print(`  ${line}`);
    const shown = message.choices.map((each) => {
      const options = each.options ? ` ▾ ${each.options.join(" | ")}` : "";
      return `[${buttons.numberOf(message, each)}] ${each.label}${options}`;
    });
    if (shown.length > 0) print(`  \x1b[33m${shown.join("   ")}\x1b[0m`);
  }

  function printForm(open: Form): void {
    print(`\n\x1b[35m┌ ${open.title}\x1b[0m`);
    for (const { label, hint } of open.fields)
      print(`\x1b[35m│\x1b[0m ${label}${hint ? `  \x1b[2m${hint}\x1b[0m` : ""}`);
    print(`\x1b[35m└\x1b[0m answer … | cancel`);
  }

  async function press(rest: string): Promise<string | undefined> {
    const { choice, option } = buttons.find(rest, client.messages(as));
    if (!choice) return `There is no button ${rest}`;
    return choice.act(as, option);
  }

  async function answer(rest: string): Promise<string | undefined> {
    if (!form) return "There is no form open";
    const [first] = form.fields;
    const named = form.fields.some(({ label }) => rest.startsWith(`${label}=`));
    const values = named
      ? Object.fromEntries(rest.split(/\s*;\s*/).map((each) => splitAt(each, "=")))
      : first && rest
        ? { [first.label]: rest }
        : {};
    return form.send(values);
  }

  async function menu(rest: string): Promise<string | undefined> {
    const [, number, wanted = ""] = /^(\d*)\s*(.*)$/.exec(rest) ?? [];
    const all = client.messages(as).filter((each) => each.menu.length > 0);
    const message = number ? all.find((each) => numberOf(each) === Number(number)) : all.at(-1);
    if (!message) return `There is no message ${number || "with a menu"}`;
    const entry = message.menu.find(({ label }) => label.toLowerCase() === wanted.toLowerCase());
    if (entry) return entry.act(as);
    return `The menu of message ${numberOf(message)} has: ${message.menu.map(({ label }) => label).join(" | ")}`;
  }

  async function offers(rest: string): Promise<string> {
    return (await client.offers(as, rest)).join(" | ") || "Nothing is offered";
  }

  async function file(rest: string): Promise<string | undefined> {
    const [path = "", ...words] = rest.split(" ");
    const bytes = await readFile(path);
    return client.upload(as, { name: basename(path), bytes }, words.join(" "));
  }

  async function wait(words: string): Promise<string | undefined> {
    // Buttons are read as well.
    const read = ({ lines: said, choices }: Seen) =>
      [...said, ...choices.map(({ label }) => label)].join("\n");
    const found = () => client.messages(as).some((each) => read(each).includes(words));
    await new Promise<void>((resolve) => {
      const look = () => void (found() && resolve());
      client.onChange(look);
      look();
    });
    return undefined;
  }

  const verbs: Record<string, (rest: string) => Promise<string | undefined> | string | undefined> = {
    help: () => HELP,
    press,
    answer,
    offers,
    menu,
    home: () => (client.home ? client.home(as) : `${client.platform} has no home`),
    file,
    wait,
    cancel: async () => {
      await form?.cancel();
      return undefined;
    },
    as: (name) => {
      as = name || as;
      return undefined;
    },
    on: (platform) => {
      const other = clients.find((each) => each.platform === platform);
      if (!other) return `There is ${clients.map((each) => each.platform).join(" and ")}`;
      client = other;
      told = client.violations.length;
      return undefined;
    },
    show: () => {
      printed.clear();
      return undefined;
    },
  };

  return {
    show,
    prompt: () => `${as}@${client.platform}> `,
    async take(line) {
      const [verb = "", rest = ""] = splitAt(line.trim(), " ");
      if (verb === "quit" || verb === "exit") return false;
      try {
        const act = verbs[verb];
        const wrong = verb.startsWith("/")
          ? await client.command(as, line.trim())
          : act
            ? await act(rest.trim())
            : await say(line);
        if (wrong) print(wrong);
      } catch (error) {
        print((error instanceof Error ? error.message : String(error)).slice(0, LONGEST_ERROR));
      }
      show();
      return true;
    },
  };

  function say(line: string): Promise<string | undefined> | undefined {
    return line.trim() ? client.say(as, line.trim()) : undefined;
  }
}

function splitAt(line: string, mark: string): [string, string] {
  const at = line.indexOf(mark);
  return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + mark.length)];
}
