import { z } from "zod";
import { storedFile } from "../../resource/stored_file.ts";
import { SHORTCUT_ACTION_NAMES, SYSTEM_WORDS } from "./fields.ts";

/** What an SMS shortcut shows, as it is handed in and stored. What may be in it says fields.ts. */

type First<Name> = [Name, ...Name[]];

const text = z.string().max(2_000).nullish();
const SYSTEMS = Object.keys(SYSTEM_WORDS) as First<keyof typeof SYSTEM_WORDS>;

/** A button: the fields of every action, of which those of its own are kept. */
const button = z.strictObject({
  name: text,
  action: z.enum(SHORTCUT_ACTION_NAMES as First<(typeof SHORTCUT_ACTION_NAMES)[number]>),
  url: text,
  title: text,
  external: z.boolean().nullish(),
  link: text,
  detail: text,
  engine: text,
  system: z.enum(SYSTEMS).nullish(),
  phone: text,
  body: text,
  email: text,
  event: text,
  at: text,
  address: text,
  longitude: text,
  latitude: text,
  text,
});
const buttons = z.array(button).max(20);
const timed = z.strictObject({ name: text, begins_at: text, ends_at: text, buttons });

/** The keys of a whole shortcut. */
export const shortcutShape = {
  signature: z.string().max(100),
  proofs: z.array(storedFile(200)).max(20),
  /** Names or codes. */
  regions: z.array(z.string().max(100)).max(400),
  buttons,
  timed: z.array(timed).max(20),
};

export type ShortcutButton = z.infer<typeof button>;
export type TimedButtons = z.infer<typeof timed>;
const whole = z.strictObject(shortcutShape);
/** A shortcut as it is handed in. */
export type ShortcutInput = z.infer<typeof whole>;
