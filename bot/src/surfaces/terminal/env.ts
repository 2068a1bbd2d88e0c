import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Locale, nearestLocale } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import { MODEL_SETTINGS, modelEnv } from "../../assistant/env.ts";
import type { ModelEnv } from "../../assistant/model.ts";
import { UserError } from "../../ground/errors.ts";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

/** What a terminal reads from the environment. */
const schema = z.object({
  SUPABASE_URL: z.url().optional(),
  SUPABASE_PUBLISHABLE_KEY: z.string().min(1).optional(),
  /** The address of the panel of that project, for links to its pages. */
  TIDINGS_PANEL_URL: z.url().optional(),
  TIDINGS_HOME: z.string().default(".tidings"),
  TIDINGS_EMAIL: z.email().optional(),
  /** The default is the password of the demo's members. */
  TIDINGS_PASSWORD: z.string().min(1).default("tidings-demo"),
  /** The directory npm was called from: relative paths refer to it. */
  INIT_CWD: z.string().optional(),
  /** The language of the answers; overrides the member's own. */
  TIDINGS_LANG: z.enum(["en", "zh-CN"]).optional(),
  LC_ALL: z.string().optional(),
  LC_MESSAGES: z.string().optional(),
  LANG: z.string().optional(),
  ...MODEL_SETTINGS,
});

export interface TerminalEnv {
  readonly url: string;
  readonly key: string;
  /** The address of the panel; undefined where it is not known. */
  readonly panel: string | undefined;
  /** Who types, where the environment says so. */
  readonly email: string | null;
  readonly password: string;
  /** The folder of this copy's data (TIDINGS_HOME). */
  readonly home: string;
  /** Where files of answers are saved. */
  readonly filesFolder: string;
  readonly workFolder: string;
  /** `zh_CN.UTF-8`, `en_US` …; undefined when it is not set. */
  readonly language: string | undefined;
  /** The language to use for the answers; undefined: the member's own. */
  readonly asked: Locale | undefined;
  /** The assistant's model; null where none is set. */
  readonly model: ModelEnv | null;
}

const stateSchema = z.object({ API_URL: z.url(), PUBLISHABLE_KEY: z.string(), ADMIN_URL: z.url() });

/** The instance that `npm start` runs with this home. */
function runningCopy(home: string): { url: string; key: string; panel: string } {
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(join(home, "run", "state.json"), "utf8")));
    return { url: state.API_URL, key: state.PUBLISHABLE_KEY, panel: state.ADMIN_URL };
  } catch {
    throw new UserError(
      `Tidings isn't running in ${home}. Run "npm start" first, or set SUPABASE_URL and SUPABASE_PUBLISHABLE_KEY.\n` +
        `${home} 中没有运行的 Tidings。请先执行 "npm start"，或设置 SUPABASE_URL 和 SUPABASE_PUBLISHABLE_KEY。`,
    );
  }
}

/** The language that the environment asks for. */
export const languageOf = ({ TIDINGS_LANG, LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Locale =>
  nearestLocale(TIDINGS_LANG || LC_ALL || LC_MESSAGES || LANG);

/** The names of all that is read. */
export const TERMINAL_SETTINGS: readonly string[] = Object.keys(schema.shape);

/** Reads the environment. @throws UserError with a sentence that says what to do */
export function terminalEnv(from: NodeJS.ProcessEnv = process.env): TerminalEnv {
  const set = Object.fromEntries(Object.entries(from).filter(([, value]) => value !== ""));
  const read = schema.safeParse(set);
  if (!read.success) throw new UserError(z.prettifyError(read.error));
  const env = read.data;
  const home = resolve(ROOT, env.TIDINGS_HOME);
  const both = env.SUPABASE_URL !== undefined && env.SUPABASE_PUBLISHABLE_KEY !== undefined;
  const one = env.SUPABASE_URL !== undefined || env.SUPABASE_PUBLISHABLE_KEY !== undefined;
  if (one && !both) throw new UserError("Set both SUPABASE_URL and SUPABASE_PUBLISHABLE_KEY, or neither.");
  const project = both
    ? {
        url: env.SUPABASE_URL ?? "",
        key: env.SUPABASE_PUBLISHABLE_KEY ?? "",
        panel: env.TIDINGS_PANEL_URL?.replace(/\/+$/, ""),
      }
    : runningCopy(home);
  return {
    ...project,
    email: env.TIDINGS_EMAIL ?? null,
    password: env.TIDINGS_PASSWORD,
    home,
    filesFolder: join(home, "files"),
    workFolder: env.INIT_CWD ?? process.cwd(),
    language: env.TIDINGS_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG,
    asked: env.TIDINGS_LANG,
    model: modelEnv(env),
  };
}
