/** A chat client in a terminal: what a person sees and can do, whichever platform is behind it. */
export type ChatClient = {
  platform: "slack" | "discord";
  /** Is a bot there for this platform? */
  hasBot(): Promise<boolean>;
  /** Every message there is, as the person `as` sees it, oldest first. */
  messages(as: string): Seen[];
  /** A line that begins with a slash. */
  command(as: string, line: string, file?: PickedFile): Promise<string | undefined>;
  /** A file with a message; with a slash command instead of a message where the platform can do that. */
  upload(as: string, file: PickedFile, words: string): Promise<string | undefined>;
  say(as: string, words: string): Promise<string | undefined>;
  /** The form that is open for the person. */
  form(as: string): Form | undefined;
  /** Calls back after everything that happens. */
  onChange(look: () => void): void;
  violations: { rule: string; detail: string }[];
};

export type PickedFile = { name: string; bytes: Buffer };

/** One message. `key` stays while it changes; `choices` are its buttons and menus. */
export type Seen = { key: string; place: string; who: string; lines: string[]; choices: Choice[] };

export type Choice = {
  label: string;
  /** A menu's options; a button has none. */
  options?: string[];
  /** Answers what went wrong, if something did. */
  act(as: string, option?: string): Promise<string | undefined>;
};

export type Form = {
  key: string;
  title: string;
  fields: { label: string; hint: string }[];
  send(values: Record<string, string>): Promise<string | undefined>;
  cancel(): Promise<void>;
};
