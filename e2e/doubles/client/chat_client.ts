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
  /** What is offered for words that are typed: into a menu of the form that is open, or on Discord into an option of a command. */
  offers(as: string, words: string): Promise<string[]>;
  /** Opens the home of the app, where the platform has one: it is then among the messages. */
  home?(as: string): Promise<string | undefined>;
  /** The form that is open for the person. */
  form(as: string): Form | undefined;
  /** Calls back after everything that happens. */
  onChange(look: () => void): void;
  violations: { rule: string; detail: string }[];
};

export type PickedFile = { name: string; bytes: Buffer };

/** One message. `key` stays while it changes; `choices` are its buttons and menus. */
export type Seen = {
  key: string;
  place: string;
  who: string;
  lines: string[];
  choices: Choice[];
  /** What the app has in the menu of the message; a message for one person alone has none. */
  menu: Entry[];
};

/** An entry in the menu of a message. */
export type Entry = { label: string; act(as: string): Promise<string | undefined> };

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
