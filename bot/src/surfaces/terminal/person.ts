import { fillPlaces, type Locale, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { z } from "zod";
import {
  logIn,
  logOut,
  type MemberDatabase,
  openAsMember,
  openWithLogin,
  type Source,
} from "../../data/database.ts";
import { Refusal, UserError } from "../../ground/errors.ts";
import type { TerminalEnv } from "./env.ts";
import { keptSession } from "./kept_session.ts";
import { keptLogin, loginAs } from "./login.ts";
import { type Keys, pipedLine, typedLine, typedSecret } from "./typed.ts";

/** Who types: the member that is named, or the one who has signed in. */

const SAYS = {
  nobody: w(
    "尚未登录。请先执行 npm run tidings -- login <邮箱>，或在命令中加 --as <邮箱>（密码取自 TIDINGS_PASSWORD，默认为演示账号的密码）。",
    "Not signed in. First run npm run tidings -- login <email>, or add --as <email> to the command (the password comes from TIDINGS_PASSWORD; the default is the demo accounts' password).",
  ),
  password: w(
    "无法以 {email} 登录：邮箱或密码不正确（密码取自 TIDINGS_PASSWORD）。",
    "Can't sign in as {email}: wrong email or password (the password comes from TIDINGS_PASSWORD).",
  ),
  over: w(
    "{email} 的登录已失效。请重新执行 npm run tidings -- login {email}",
    "The session for {email} has expired. Sign in again: npm run tidings -- login {email}",
  ),
  wrong: w("无法以 {email} 登录：邮箱或密码不正确。", "Can't sign in as {email}: wrong email or password."),
  email: w("邮箱：", "Email: "),
  secret: w("{email} 的密码：", "Password for {email}: "),
  code: w("身份验证器的验证码（或恢复码）：", "Authenticator code (or a recovery code): "),
  noEmail: w("请填写邮箱：login <邮箱>", "Enter your email: login <email>"),
  noSecret: w(
    "未读取到密码。请在终端中输入，或用 --password-stdin 从标准输入读取。",
    "No password given. Type it in the terminal, or pipe it in with --password-stdin.",
  ),
  notKept: w("无法保存登录状态：{home} 不可写。", "Couldn't save the session: can't write to {home}."),
  in: w(
    "已使用 {email} 登录。退出：npm run tidings -- logout",
    "Signed in as {email}. To sign out: npm run tidings -- logout",
  ),
  out: w("{email} 已退出登录。", "{email} signed out."),
  none: w("当前未登录。", "You weren't signed in."),
} as const satisfies Record<string, Words>;

/** A refusal to sign in, as words; anything else as it is. */
const toldOf = (error: unknown, words: Words, locale: Locale, email: string): unknown =>
  error instanceof Refusal && error.code === "not_signed_in"
    ? new UserError(fillPlaces(say(words, locale), { email }))
    : error;

/**
 * Opens the session of the one who types: `as` or TIDINGS_EMAIL by TIDINGS_PASSWORD, else that of the login.
 * @throws UserError where nobody is named and nobody has signed in, or where the password is wrong or the login over
 */
export async function openPerson(
  env: TerminalEnv,
  as: string | null,
  locale: Locale,
  source: Source = "terminal",
): Promise<MemberDatabase> {
  const named = as ?? env.email;
  const login = named === null ? keptLogin(env.home, env) : null;
  if (named === null && login === null) throw new UserError(say(SAYS.nobody, locale));
  try {
    if (login !== null) return await openWithLogin(env, login, source);
    const kept = keptSession(env.home, env, named ?? "", env.password);
    return await openAsMember(env, named ?? "", env.password, source, kept);
  } catch (error) {
    throw toldOf(error, login ? SAYS.over : SAYS.password, locale, login?.email ?? named ?? "");
  }
}

/** The streams of a login, and whether the password is piped in. */
interface Asked {
  readonly email: string | null;
  readonly piped: boolean;
  readonly input: Keys;
  readonly aside: NodeJS.WritableStream;
}

async function emailOf({ email, piped, input, aside }: Asked, locale: Locale): Promise<string> {
  const typed =
    email ?? (piped || !input.isTTY ? "" : await typedLine(say(SAYS.email, locale), input, aside));
  const read = z.email().safeParse(typed);
  if (!read.success) throw new UserError(say(SAYS.noEmail, locale));
  return read.data;
}

async function secretOf({ piped, input, aside }: Asked, email: string, locale: Locale): Promise<string> {
  const question = fillPlaces(say(SAYS.secret, locale), { email });
  const secret = piped
    ? await pipedLine(input)
    : input.isTTY
      ? await typedSecret(question, input, aside)
      : null;
  if (!secret) throw new UserError(say(SAYS.noSecret, locale));
  return secret;
}

/** The code of an authenticator or a recovery code, for an account with a second factor: only a person at the terminal has it. */
async function codeOf({ piped, input, aside }: Asked, locale: Locale): Promise<string | null> {
  if (piped || !input.isTTY) return null;
  return typedLine(say(SAYS.code, locale), input, aside);
}

/** `login [email]`: the one who signs in is who types from now on. Answers what is said of it. @throws UserError */
export async function loggedIn(env: TerminalEnv, asked: Asked, locale: Locale): Promise<string> {
  const email = await emailOf(asked, locale);
  const secret = await secretOf(asked, email, locale);
  const before = keptLogin(env.home, env);
  const { kept } = loginAs(env.home, env, email);
  // What is kept until the new session stands is the old one.
  const fresh = { ...kept, read: () => null };
  try {
    const old = before?.kept.read() ?? null;
    await logIn(env, email, secret, fresh, () => codeOf(asked, locale));
    if (kept.read() === null) throw new UserError(fillPlaces(say(SAYS.notKept, locale), { home: env.home }));
    if (old !== null) await logOut(env, { read: () => old, write: () => false, forget: () => {} });
  } catch (error) {
    throw toldOf(error, SAYS.wrong, locale, email);
  }
  return fillPlaces(say(SAYS.in, locale), { email });
}

/** `logout`: the session is ended and forgotten. */
export async function loggedOut(env: TerminalEnv, locale: Locale): Promise<string> {
  const login = keptLogin(env.home, env);
  if (login === null) return say(SAYS.none, locale);
  await logOut(env, login.kept);
  return fillPlaces(say(SAYS.out, locale), { email: login.email });
}
