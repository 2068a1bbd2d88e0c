/** The door of Auth: limits on guessing and mails, hashing off the loop, sessions as on hosted Supabase (IAM-6). */
import type { Attempts } from "./attempts.ts";
import type { Factors } from "./factors.ts";
import { type Asker, asker } from "./hashing.ts";
import { answerOf, Refused } from "./refused.ts";
import type { Sessions } from "./sessions.ts";
import { claimsOf } from "./token.ts";

export type Answer = (request: Request) => Promise<Response>;

/** A request to Auth: its body is text by now. */
export type AuthRequest = { request: Request; path: string; body: string; address: string };

/** What the door needs. `failed`: tells the database of a sign-in that failed. */
export type AuthDoor = {
  attempts: Attempts;
  sessions: Sessions;
  factors: Factors;
  secret: string;
  answer: Answer;
  failed: (email: string, address: string) => void;
};

type Fields = Record<string, unknown>;

/** The fields of a JSON body; none where it is no object (lite refuses it in its own words). */
function fieldsOf(body: string): Fields {
  try {
    const read: unknown = JSON.parse(body || "{}");
    return typeof read === "object" && read !== null ? (read as Fields) : {};
  } catch {
    return {};
  }
}

/** Routes by which a mail is sent. */
const MAILS = /^(POST \/auth\/v1\/(otp|magiclink|recover|resend)|GET \/auth\/v1\/reauthenticate)$/;

/** The paths of Auth are plain: an escape would reach a route of lite by a name that no limit knows. */
const PLAIN = /^[\w/.-]*$/;

/** Answers a request to Auth. */
export async function answerAuth(asked: AuthRequest, door: AuthDoor): Promise<Response> {
  const { attempts, sessions, factors } = door;
  const { request, path, address } = asked;
  if (!PLAIN.test(path)) return answerOf(path, new Refused(404, "not_found", "No such place"));
  const route = `${request.method} ${path}`;
  const fields = fieldsOf(asked.body);
  try {
    if (MAILS.test(route)) attempts.countMail(address, fields.email);
    if (route === "POST /auth/v1/signup") attempts.count("sign_in_sign_ups", address);
    if (route.endsWith(" /auth/v1/verify")) return await verify(asked, fields, door);
    if (route === "POST /auth/v1/token") return await grant(asked, fields, door);
    if (route === "PUT /auth/v1/user") return await change(asked, fields, door);
    if (path.startsWith("/auth/v1/factors"))
      return await factors.answer(route, callerOf(request, door), fields, {
        guess: (email, isRight) => guess(door, address, email, isRight),
        refresh: (token) =>
          within(
            door,
            new Request(new URL("/auth/v1/token?grant_type=refresh_token", request.url), {
              method: "POST",
              headers: withoutLength(request),
              body: JSON.stringify({ refresh_token: token }),
            }),
          ),
      });
    return await within(door, request);
  } catch (error) {
    if (error instanceof Refused) return answerOf(path, error);
    throw error;
  }

  async function grant({ request }: AuthRequest, fields: Fields, door: AuthDoor): Promise<Response> {
    const kind = new URL(request.url).searchParams.get("grant_type");
    if (kind === "password") return signIn(request, fields, door, address);
    if (kind !== "refresh_token") attempts.count("sign_in_sign_ups", address);
    const { refresh_token: token } = fields;
    if (kind !== "refresh_token" || typeof token !== "string") return within(door, request);
    attempts.count("token_refresh", address);
    return sessions.inTurn(token, async () => {
      const body = JSON.stringify({ refresh_token: await sessions.toRefresh(token) });
      return within(door, withBody(request, body));
    });
  }
}

function withoutLength(request: Request): Headers {
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  return headers;
}

/** The same request with another body. */
const withBody = (request: Request, body: string): Request =>
  new Request(request.url, { method: request.method, headers: withoutLength(request), body });

/** What the caller's token says, or undefined where it is not ours. */
function callerOf(request: Request, { secret }: AuthDoor): Record<string, unknown> | undefined {
  const token = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  return claimsOf(token, secret);
}

/** A code of an authenticator is guessed as seldom as one of a mail. @throws Refused 429 */
async function guess(
  { attempts }: AuthDoor,
  address: string,
  email: string,
  isRight: () => Promise<boolean>,
): Promise<boolean> {
  attempts.count("token_verifications", address);
  attempts.checkGuess("token_verifications", address, email);
  const right = await isRight();
  if (!right) attempts.wrong("token_verifications", address, email);
  return right;
}

/**
 * Lets lite answer.
 * @throws Refused where hashing was refused, of which lite would make a 500
 */
async function within(
  { answer, factors }: AuthDoor,
  request: Request,
  who: Asker = { trusted: true },
): Promise<Response> {
  const response = await asker.run(who, () => answer(request));
  if (!who.refused) return factors.told(response);
  await response.body?.cancel();
  throw who.refused;
}

/** A password. Who signs in rightly is not counted: a team behind one address may come back from lunch at the same minute. */
async function signIn(
  request: Request,
  { email }: Fields,
  door: AuthDoor,
  address: string,
): Promise<Response> {
  const { attempts } = door;
  const check = () => attempts.checkGuess("sign_in_sign_ups", address, email);
  await attempts.begin("sign_in_sign_ups", address, email);
  try {
    const response = await within(door, request, { trusted: attempts.isTrusted(address, email), check });
    if (response.ok) attempts.right(address, email);
    else if (response.status < 500) {
      attempts.wrong("sign_in_sign_ups", address, email);
      if (typeof email === "string") door.failed(email.toLowerCase().slice(0, 320), address);
    }
    return response;
  } finally {
    attempts.end(address);
  }
}

/** A one-time code or the link with its hash. Each counts against the address, wrong ones against the account too. */
async function verify(
  { request, address }: AuthRequest,
  { email }: Fields,
  door: AuthDoor,
): Promise<Response> {
  const { attempts } = door;
  attempts.count("token_verifications", address);
  attempts.checkGuess("token_verifications", address, email);
  const response = await within(door, request);
  if (response.status >= 400 && response.status < 500 && email !== undefined)
    attempts.wrong("token_verifications", address, email);
  return response;
}

async function change(
  { request, address, body }: AuthRequest,
  fields: Fields,
  door: AuthDoor,
): Promise<Response> {
  if (fields.email) door.attempts.countMail(address, fields.email);
  const claims = callerOf(request, door);
  if (fields.password !== undefined || fields.email) await door.factors.requireLevel(claims);
  const response = await within(door, withBody(request, body));
  if (response.ok && fields.password !== undefined && claims)
    await door.sessions.keepOnly(String(claims.session_id), String(claims.sub), Boolean(fields.email));
  return response;
}
