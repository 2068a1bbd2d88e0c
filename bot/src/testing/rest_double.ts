import type { UUID } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import { type BotDatabase, openAsBot, type Session } from "../data/database.ts";
import { voiceOf } from "../data/voice.ts";
import { Refusal } from "../ground/errors.ts";

/** A verb of the database, or an edge function, as a test plays it: it returns the answer, or throws a `Refusal`. */
export type Verb = (args: Record<string, unknown>, chatUser: string | null) => unknown;

/** The rows of a table as a test plays them. The filters of the query are the test's to apply, where they matter. */
export type Rows = (chatUser: string | null, query: URLSearchParams) => readonly unknown[];

/** The list of every noun, without a row. */
export const NO_ROWS: Readonly<Record<string, Rows>> = Object.fromEntries(
  Object.values(DECLARED).map(({ view }) => [view, () => []]),
);

export interface RestDouble {
  readonly database: BotDatabase;
  readonly own: Session;
  /** Every call: the verb, its arguments and the chat user. */
  readonly calls: {
    verb: string;
    args: Record<string, unknown>;
    chatUser: string | null;
    source: string;
  }[];
  /** How often somebody has signed in. */
  signIns(): number;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** TIDINGS_BOT_KEY of a test. */
const BOT_KEY = "5eed".repeat(16);

/** For whom the bot speaks, null for itself; undefined without the proof that the database asks for. */
function spokenFor(headers: IncomingHttpHeaders): string | null | undefined {
  const chatUser = headers["x-chat-user"];
  if (typeof chatUser !== "string") return null;
  const [, at = "", proof] = String(headers["x-chat-proof"]).split(".");
  const wanted = voiceOf(chatUser, BOT_KEY, Number(at) * 1000, headers["x-chat-request"] as UUID);
  return wanted["x-chat-proof"] === `v1.${at}.${proof}` ? chatUser : undefined;
}

/** The row with the names that the query gives its columns, as `name:title`. */
function withAliases(row: unknown, query: URLSearchParams): unknown {
  const given = Array.from((query.get("select") ?? "").matchAll(/(\w+):(\w+)/g), ([, name = "", of = ""]) => [
    name,
    of,
  ]);
  const all = row as Readonly<Record<string, unknown>>;
  return { ...all, ...Object.fromEntries(given.map(([name, of]) => [name, all[of as string]])) };
}

/** What is submitted in a test is so for the first time, unless the test says otherwise. */
const USUAL: Readonly<Record<string, Verb>> = { review_changes: () => null };

const TOKEN = { access_token: "a.b.c", token_type: "bearer", expires_in: 3600, refresh_token: "r" };

/**
 * A server that answers like PostgREST and Auth, with the verbs and rows of a test. The real supabase-js talks to it, so
 * headers, refusals and network errors are handled by real code.
 */
export async function startRest(
  verbs: Readonly<Record<string, Verb>>,
  tables: Readonly<Record<string, Rows>> = {},
): Promise<RestDouble> {
  const calls: { verb: string; args: Record<string, unknown>; chatUser: string | null; source: string }[] =
    [];
  let signIns = 0;
  const server = createServer(async (request, response) => {
    const respond = (status: number, body: unknown, more: Readonly<Record<string, string>> = {}) => {
      response.writeHead(status, { "content-type": "application/json", ...more });
      response.end(JSON.stringify(body ?? null));
    };
    const args = await bodyOf(request);
    if (request.url?.startsWith("/auth/v1/token")) {
      signIns += 1;
      const expires_at = Math.floor(Date.now() / 1000) + 3600;
      return respond(200, { ...TOKEN, expires_at, user: { id: "bot", email: "bot@tidings.test" } });
    }
    const verb = /^\/(?:rest\/v1\/rpc|functions\/v1)\/([\w-]+)/.exec(request.url ?? "")?.[1] ?? "";
    const chatUser = spokenFor(request.headers);
    if (chatUser === undefined) return respond(403, { code: "chat_proof_required", message: "no proof" });
    const table = tables[/^\/rest\/v1\/(\w+)\?/.exec(request.url ?? "")?.[1] ?? ""];
    const query = new URL(request.url ?? "", "http://rest").searchParams;
    const rows = table?.(chatUser, query)?.map((row) => withAliases(row, query));
    if (rows) return respond(200, rows, { "content-range": `0-${rows.length}/${rows.length}` });
    calls.push({ verb, args, chatUser, source: String(request.headers["x-tidings-source"]) });
    try {
      const play = verbs[verb] ?? USUAL[verb];
      if (!play) return respond(404, { code: "PGRST202", message: `no ${verb}`, details: null, hint: null });
      respond(200, await play(args, chatUser));
    } catch (error) {
      if (!(error instanceof Refusal)) return respond(500, { code: "XX000", message: String(error) });
      respond(error.status, {
        code: error.code,
        message: error.code,
        details: JSON.stringify(error.details ?? {}),
        hint: null,
      });
    }
  });
  await new Promise<void>((started) => server.listen(0, "127.0.0.1", started));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const database = await openAsBot(
    { url, key: "sb_publishable_test" },
    { email: "bot@tidings.test", password: "word", key: BOT_KEY },
  );
  return {
    database,
    own: database.own,
    calls,
    signIns: () => signIns,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}
