import { type Carrier, makeCarrier, type Stage } from "../chat/carrier.ts";
import type { ChatPerson, Dispatcher } from "../chat/dispatcher.ts";
import { type ChatRun, makeRuns, type Runs } from "../chat/runs.ts";
import type { Work } from "../chat/work.ts";
import type { BotDatabase } from "../data/database.ts";
import type { Answer } from "../ground/answer.ts";
import type { Verb } from "./rest_double.ts";

/** Tokens and runs as the database keeps them, in memory. */

export interface RunRow {
  run_id: string;
  key: string;
  attempt: number;
  state: string;
  mine: boolean;
  work: unknown;
  steps: Record<string, string>;
  answer: Answer | null;
  leased: boolean;
  [more: string]: unknown;
}

export interface ChatRows {
  readonly verbs: Readonly<Record<string, Verb>>;
  readonly tokens: Map<string, { command: string; input: object; request: string; used: boolean }>;
  readonly runs: RunRow[];
}

/** Verbs for `startRest`, and what they have kept. `localeOf`: the language of the member behind a chat user. */
export function chatRows(localeOf: (chatUser: string) => string | null = () => null): ChatRows {
  const tokens: ChatRows["tokens"] = new Map();
  const runs: RunRow[] = [];
  const opened = (token: string, more: object) => {
    const found = tokens.get(token);
    if (!found) return { refused: { code: "token_unknown" } };
    if (found.used) return { refused: { code: "token_used" } };
    const { command, input, request } = found;
    return { command, input: { ...input, ...more }, request, token };
  };
  const verbs: Record<string, Verb> = {
    mint_tokens: ({ tokens: asked }) =>
      (asked as { command: string; input: object }[]).map(({ command, input }) => {
        const token = `t${tokens.size}`;
        tokens.set(token, { command, input, request: `r-${token}`, used: false });
        return token;
      }),
    read_token: ({ token }) => opened(String(token), {}),
    take_chat_runs: ({ runs: asked }) =>
      (asked as Record<string, unknown>[]).map((one) => {
        const known = runs.find(({ key }) => key === one.key);
        if (known) return { ...known, mine: false };
        const row: RunRow = {
          ...one,
          run_id: `00000000-0000-4000-8000-${String(runs.length).padStart(12, "0")}`,
          key: String(one.key),
          attempt: 1,
          state: one.begun === true ? "begun" : "taken",
          mine: true,
          work: typeof one.token === "string" ? opened(one.token, one.more as object) : one.work,
          steps: {},
          answer: null,
          locale: localeOf(String(one.chat_user)),
          taken_at: new Date().toISOString(),
          leased: true,
        };
        runs.push(row);
        return row;
      }),
    keep_chat_runs: ({ runs: asked }) =>
      (asked as Record<string, unknown>[]).map((one) => {
        const row = runs.find(({ run_id, attempt }) => run_id === one.run_id && attempt === one.attempt);
        if (!row || row.state === "shown" || row.state === "given_up") return false;
        if (one.state === "begun" && row.state !== "taken") return false;
        const token = tokens.get(String((row.work as { token?: string })?.token));
        const used = one.burn === true && token?.used === true;
        if (one.burn === true && token) token.used = true;
        if (typeof one.state === "string") row.state = one.state;
        if (one.answer) row.answer = one.answer as Answer;
        Object.assign(row.steps, one.steps);
        row.leased = one.lease_s === undefined;
        if (row.state === "shown" || row.state === "given_up")
          Object.assign(row, { work: null, place: null, answer: null });
        return used ? { code: "token_used" } : true;
      }),
    claim_chat_runs: () =>
      runs
        .filter(({ state, leased }) => !leased && state !== "shown" && state !== "given_up")
        .map((row) => {
          row.attempt += 1;
          row.leased = true;
          return { ...row, mine: true };
        }),
    find_requests: () => [],
  };
  return { verbs, tokens, runs };
}

export interface Chat {
  readonly runs: Runs;
  readonly carrier: Carrier;
  /** Runs what a person asked for, as a surface does, and answers what it would show. */
  ask(
    person: ChatPerson,
    what: { work: Work } | { token: string; more: object },
    key?: string,
  ): Promise<Answer>;
}

/** A chat without a platform. */
export function chatOf(database: BotDatabase, dispatcher: Dispatcher): Chat {
  const runs = makeRuns(database);
  const carrier = makeCarrier(runs, dispatcher, async () => ({ done: [], card: null }));
  let events = 0;
  return {
    runs,
    carrier,
    async ask(person, what, key = `event-${events++}`) {
      const asked = { person, key, place: { channel: "C1" }, what: what as never, resumable: true };
      const run = await runs.take(asked);
      let shown: Answer | null = null;
      const stage: Stage = {
        opened: async () => (run as ChatRun).work.input,
        progress: async () => {},
        show: async (answer) => {
          shown = answer;
        },
        tell: async () => {},
      };
      if (run) await carrier.carry(run, stage);
      return shown as unknown as Answer;
    },
  };
}
