import { isLocale, type Locale } from "@tidings/shared/ground/locale.ts";
import { type BotDatabase, verb } from "../data/database.ts";
import type { Answer } from "../ground/answer.ts";
import { NetworkError } from "../ground/errors.ts";
import { patience } from "../ground/patience.ts";
import type { ChatPerson } from "./dispatcher.ts";
import { logFault } from "./faults.ts";
import { gathered } from "./gathered.ts";
import type { Refused, Work } from "./work.ts";

/**
 * Runs: what people asked for in chat, as rows (`private.chat_runs`). A run is kept before the platform is told that it
 * arrived, and ends when its answer is shown. Anyone who holds its lease carries it out; when a bot dies, another one goes on.
 */

/** What was shown so far, by step: the ids of messages, files that were shared, words that were told. */
export type Steps = Readonly<Record<string, string>>;

/** Something a person did, before it is kept. */
export interface Asked {
  readonly person: ChatPerson;
  /** The platform's own id of what the person did. A second event with it runs nothing again. */
  readonly key: string;
  /** Where to answer: only the surface that wrote it reads it. */
  readonly place: Readonly<Record<string, unknown>>;
  /** What to run: a command, or the button with what the person filled in. */
  readonly what:
    | { readonly work: Work }
    | { readonly token: string; readonly more: Readonly<Record<string, unknown>> };
  /**
   * May it be carried out later, if this bot dies before it has told the platform that it arrived? The platform tells the
   * person then that it failed, and a person who gives the command again would have it done twice. A button acts once
   * however often it is pressed, what only reads harms nobody, and an event is delivered again by itself.
   */
  readonly resumable: boolean;
}

export type RunState = "taken" | "begun" | "answered";

/** A run that this bot carries out. */
export interface ChatRun {
  readonly id: string;
  readonly attempt: number;
  readonly state: RunState;
  readonly person: ChatPerson;
  readonly work: Work;
  readonly place: Readonly<Record<string, unknown>>;
  /** Grows while the run is shown. */
  steps: Steps;
  /** How it went, when that is known already: without pictures and files. */
  readonly answer: Answer | null;
  readonly takenAt: Date;
  /** The language of what is posted in its chat channel, where that has one (BOT-4). */
  readonly here?: Locale | null;
  /** Nobody is linked to this chat user, so their language is a guess. */
  readonly stranger: boolean;
}

/** How far a run is. `leaseS`: another bot may take it up after this time. */
export interface Progressed {
  readonly state?: "begun" | "answered" | "shown" | "given_up";
  readonly answer?: Answer;
  readonly steps?: Steps;
  /** The token of its button is used up. */
  readonly burn?: boolean;
  readonly error?: string;
  readonly leaseS?: number;
}

export interface Runs {
  /**
   * Keeps what a person asked for; null when it arrived before and another carries it out.
   * @throws NetworkError when the database does not answer in time to tell the person within 3 s
   */
  take(asked: Asked): Promise<ChatRun | null>;
  /**
   * Records how far a run is. False: this bot holds it no more, and must show nothing further. Refused: another press of the button that
   * it burns has acted before.
   */
  keep(run: ChatRun, how: Progressed): Promise<boolean | Refused>;
  /** Renews the lease of a run until the function that is returned is called. */
  hold(run: ChatRun): () => void;
  /** Runs that nobody holds any more. */
  claim(most: number, homes: readonly string[]): Promise<readonly ChatRun[]>;
}

/**
 * The platforms wait 3 s for their acknowledgement. A busy host needs half of it for two hundred clicks that fail at once, and what it is
 * busy with is not counted: of a database that is well nobody is told that it cannot be reached.
 */
const TAKE_MS = 1_500;
/** The lease is 15 s. */
const RENEW_MS = 5_000;
const KEEP_MS = 10_000;
const AT_ONCE = 50;

interface RunRow {
  readonly run_id: string;
  readonly mine: boolean;
  readonly attempt: number;
  readonly state: RunState;
  readonly provider: ChatPerson["provider"];
  readonly team: string;
  readonly chat_user: string;
  readonly locale: string | null;
  readonly channel_locale?: string | null;
  readonly work: Work | null;
  readonly place: Readonly<Record<string, unknown>> | null;
  readonly steps: Steps;
  readonly answer: Answer | null;
  readonly taken_at: string;
}

/** The runs of this bot's database. */
export function makeRuns(database: BotDatabase): Runs {
  const take = gathered(AT_ONCE, (runs: readonly object[]) =>
    verb<readonly RunRow[]>(database.own, "take_chat_runs", { runs }, TAKE_MS),
  );
  const keep = gathered(AT_ONCE, (runs: readonly { run_id: string; attempt: number }[]) =>
    verb<readonly (boolean | Refused)[]>(database.own, "keep_chat_runs", { runs }, KEEP_MS),
  );
  const held = new Map<string, ChatRun>();

  const renew = async (run: ChatRun) => {
    try {
      if ((await keep({ run_id: run.id, attempt: run.attempt })) !== true) held.delete(run.id);
    } catch (error) {
      logFault("runs.renew", error, { run: run.id }); // tried again before the lease ends
    }
  };
  setInterval(() => {
    for (const each of held.values()) void renew(each);
  }, RENEW_MS).unref();

  return {
    async take({ person, key, place, what, resumable }) {
      const asked = {
        provider: person.provider,
        team: person.team,
        key,
        chat_user: person.chatUser,
        proof: database.proveRun({
          provider: person.provider,
          team: person.team,
          key,
          chatUser: person.chatUser,
        }),
        place,
        begun: resumable,
        ...what,
      };
      const row = await within(TAKE_MS, take(asked));
      return row.mine && row.work ? runOf(row, person.localeHint) : null;
    },
    async keep(run, { leaseS, ...how }) {
      if (how.steps) run.steps = { ...run.steps, ...how.steps };
      const lease = leaseS === undefined ? {} : { lease_s: leaseS };
      return keep({ run_id: run.id, attempt: run.attempt, ...how, ...lease });
    },
    hold(run) {
      held.set(run.id, run);
      return () => void held.delete(run.id);
    },
    async claim(most, homes) {
      const rows = await verb<readonly RunRow[]>(database.own, "claim_chat_runs", { most, homes });
      return rows.map((row) => runOf(row, "zh-CN"));
    },
  };
}

function runOf(row: RunRow, hint: Locale): ChatRun {
  const { provider, team, chat_user: chatUser, locale } = row;
  return {
    id: row.run_id,
    attempt: row.attempt,
    state: row.state,
    person: { provider, team, chatUser, localeHint: isLocale(locale) ? locale : hint },
    work: row.work ?? { command: "help", input: {} },
    place: row.place ?? {},
    steps: row.steps,
    answer: row.answer,
    takenAt: new Date(row.taken_at),
    here: isLocale(row.channel_locale) ? row.channel_locale : null,
    stranger: !isLocale(locale),
  };
}

/** The result, if it comes in time. @throws NetworkError when it does not; it may still take effect */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const limit = patience(ms);
  const late = new Promise<never>((_, failed) => {
    limit.signal.onabort = () => failed(new NetworkError(`no answer within ${ms} ms`));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    limit.end();
  }
}
