import { type Locale, say } from "@tidings/shared/ground/locale.ts";
import { traceOfId } from "@tidings/shared/ground/trace.ts";
import { importErrorWords } from "@tidings/shared/numbers/import_errors.ts";
import { type Answer, succeeded } from "../ground/answer.ts";
import { errorAnswer, NetworkError, Refusal } from "../ground/errors.ts";
import { inTrace } from "../ground/trace.ts";
import { type AboutChannel, findCommand, type InputFile } from "../registry/registry.ts";
import { makeDecided } from "./decided.ts";
import { type Dispatcher, usesUp } from "./dispatcher.ts";
import { logFault } from "./faults.ts";
import { type Home, homesOf, surfaceOf } from "./homes.ts";
import { type Found, interrupted, notBegun } from "./interrupted.ts";
import { kept } from "./kept.ts";
import type { ChatRun, Runs, Steps } from "./runs.ts";
import { CHAT_WORDS } from "./words.ts";

/**
 * Carries runs out: runs the command, keeps the answer, shows it. What it is interrupted in, by its own end or by a
 * platform that does not answer, is continued by the bot that claims the run: the same command with the same request ids,
 * so that it acts once, and the same message.
 */

/** Shows the course of one run on a platform. */
export interface Stage {
  /** The input with the files that it names. @throws when the platform does not give them */
  opened(): Promise<Readonly<Record<string, unknown>>>;
  /** Shows the progress. Never throws: the work does not depend on what can be shown of it. */
  progress(answer: Answer): Promise<void>;
  /** What the platform says of the channel of the run. */
  readonly aboutChannel?: () => Promise<AboutChannel>;
  /** Shows how it went. @throws when that was not possible; it is tried again later */
  show(answer: Answer): Promise<void>;
  /** Tells the person alone, beside the message. @throws when that was not possible */
  tell(answer: Answer): Promise<void>;
}

export interface Carrier {
  /** Never throws. */
  carry(run: ChatRun, stage: Stage): Promise<void>;
}

/** A run that was interrupted so often is not run again: it may be what ends the bot. */
const MOST_RUNS = 3;
/** After this time its person has turned to something else, and the platform's ways to answer are closed. */
const LONGEST_MS = 15 * 60_000;
/** Between tries to show it, in seconds. */
const PAUSES_S = [1, 2, 5, 10, 20, 40, 60];
const MOST_TRIES = 40;

/** Presses that are run at once: two hundred clicks would take the time of the one that decides, and of its card. */
const PRESSES_AT_ONCE = 6;

/** The step under which a run keeps the name of the file that is read for it; empty when it is read. */
const READING = "reading";

/** The run ended a bot while that read a file for it, which is perhaps what ended it. The file is not opened again. */
function unread(locale: Locale): Answer {
  const { message, hint } = importErrorWords("reading_broke_off", locale);
  const text = [message, hint].filter(Boolean).join(" ");
  return { tone: "bad", text, ephemeral: true, refusal: { code: "interrupted", status: 503 } };
}

const isFile = (value: unknown): value is InputFile =>
  typeof value === "object" && value !== null && "open" in value;

/** What people did under a run's request ids, and what of it can be shown. */
export type Find = (run: ChatRun) => Promise<Found>;

export function makeCarrier(runs: Runs, dispatcher: Dispatcher, find: Find): Carrier {
  const inTurn = turns(PRESSES_AT_ONCE);
  const decided = makeDecided();
  /** Runs of this bot for which it reads a file; `lost`: it holds them no more, and another goes on with them. */
  const reading = new Map<string, "held" | "lost">();

  /** Its files, of which the run says while they are read that they are. */
  const holding = (run: ChatRun, input: Readonly<Record<string, unknown>>) => {
    const held = (file: InputFile): InputFile => ({
      ...file,
      async held(work) {
        const isHeld = await runs.keep(run, { steps: { [READING]: file.name } });
        reading.set(run.id, isHeld ? "held" : "lost");
        if (!isHeld) throw new Error("the run is another bot's");
        try {
          return await work();
        } finally {
          if (await runs.keep(run, { steps: { [READING]: "" } })) reading.delete(run.id);
        }
      },
    });
    return Object.fromEntries(
      Object.entries(input).map(([name, value]) => [name, isFile(value) ? held(value) : value]),
    );
  };

  /** The answer, kept; null when another bot holds the run. */
  const answered = async (run: ChatRun, stage: Stage): Promise<Answer | null> => {
    const locale = dispatcher.localeOf(run.person);
    const command = run.work.refused ? null : findCommand(dispatcher.commands, run.work.command);
    const again = run.attempt > 1;
    if (again && run.state === "taken") return notBegun(locale);
    if (again && run.steps[READING]) return unread(locale);
    if (again && command?.once) return interrupted(locale, null);
    if (run.attempt > MOST_RUNS || Date.now() - run.takenAt.getTime() > LONGEST_MS)
      return interrupted(locale, await find(run));
    if (run.state === "taken" && !(await runs.keep(run, { state: "begun" }))) return null;
    const opened = await stage.opened();
    const input = run.work.refused ? opened : holding(run, opened); // a button that cannot be used has no input
    const work = () =>
      dispatcher.run(run.person, run.work, {
        seed: run.id,
        at: run.takenAt,
        input,
        progress: stage.progress,
        chatChannel: String(run.place.channel ?? ""),
        thread: [run.place.channel, run.place.thread].filter(Boolean).join("/"),
        aboutChannel: stage.aboutChannel,
        here: run.here ?? null,
      });
    // A run that is gone on with may be the one that decided.
    const known = () => (again ? null : decided.known(run, locale));
    const press = async () => {
      const answer = known() ?? (await work());
      decided.told(run, locale, answer);
      return answer;
    };
    const answer = known() ?? (await (run.work.request === undefined ? work() : inTurn(press)));
    if (reading.get(run.id) === "lost") return null;
    if (answer.refusal?.code === "unreachable" && !command?.once) {
      await stage.tell({ ...answer, text: say(CHAT_WORDS.goesOn, locale) });
      throw new NetworkError("the database was lost in the middle of it");
    }
    // What cannot be repeated may have been done before all the same.
    if (again && !succeeded(answer)) {
      const found = await find(run);
      if (found.done.length > 0) return interrupted(locale, found);
    }
    if (!command || !succeeded(answer) || command.reads) return answer;
    const { token } = run.work;
    const burn = token !== undefined && usesUp(command, answer);
    const isHeld = await runs.keep(run, { state: "answered", answer: kept(answer), burn });
    // Pressed again at the same instant, also beside another bot: it has acted once, and this is answered as a press that came later.
    if (typeof isHeld === "object") return errorAnswer(new Refusal("token_used", 409, isHeld), locale);
    return isHeld ? answer : null;
  };

  const carried: Carrier["carry"] = async (run, stage) => {
    const release = runs.hold(run);
    try {
      const answer = run.answer ?? (await answered(run, stage));
      if (answer === null) return;
      await stage.show(answer);
      await runs.keep(run, { state: "shown" });
    } catch (error) {
      // This bot lives, so the file has not ended it: it is read again.
      await later(runs, run, error, reading.has(run.id) ? { [READING]: "" } : {});
    } finally {
      reading.delete(run.id);
      release();
    }
  };

  return {
    // A run has one trace, whichever bot carries it out: its id.
    carry: (run, stage) => inTrace(traceOfId(run.id), () => carried(run, stage)),
  };
}

/** Runs so many at once; the others wait, in their order. */
function turns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= most) await new Promise<void>((turn) => waiting.push(turn));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Where runs are shown. */
interface Shown extends Home {
  stage(run: ChatRun): Stage;
}

const TAKEN_UP_AT_ONCE = 5;

/** Goes on with runs of these homes that nobody holds any more. It waits for none of them: an import may take long. */
export function makeTakeUp(runs: Runs, carrier: Carrier, homes: readonly Shown[]): () => Promise<void> {
  return async () => {
    if (homes.length === 0) return;
    try {
      for (const run of await runs.claim(TAKEN_UP_AT_ONCE, homesOf(homes))) {
        const home = surfaceOf(homes, run.person.provider, run.person.team);
        if (home) void carrier.carry(run, home.stage(run));
      }
    } catch (error) {
      logFault("runs.claim", error, {});
    }
  };
}

/** Gives a run up for now: the bot that claims it next goes on with it. */
async function later(runs: Runs, run: ChatRun, error: unknown, steps: Steps): Promise<void> {
  const about = { run: run.id, command: run.work.command, attempt: run.attempt };
  logFault("runs.carry", error, about);
  const why = error instanceof Error ? error.message : String(error);
  const over = run.attempt >= MOST_TRIES;
  const leaseS = PAUSES_S[Math.min(run.attempt, PAUSES_S.length) - 1] ?? 1;
  try {
    await runs.keep(run, over ? { state: "given_up", error: why } : { error: why, leaseS, steps });
  } catch (unkept) {
    logFault("runs.later", unkept, about); // the lease ends by itself
  }
}
