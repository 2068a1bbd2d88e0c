/** Kills the bot at random instants of people's commands, and looks at what became of each. */
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { SlackDouble } from "../doubles/slack/double.ts";
import { numbersCsv } from "./members.ts";
import { wordsOf } from "./words.ts";

type Stage = {
  rounds: number;
  slack: SlackDouble;
  /** The name of a send. */
  name(round: number, each: number): string;
  kill(): Promise<void>;
  start(): Promise<void>;
  sendsNamed(name: string): Promise<{ id: string; state: string }[]>;
  log(): string;
};

/** How the commands ended: shown as made, told as not begun, or refused by Slack itself because nothing was kept. */
export type Told = { commands: number; finished: number; notBegun: number; refusedBySlack: number };

/** Commands of a round, begun one after the other, so that one kill meets each at another instant. */
const A_ROUND = 5;
/** A command takes about so long on an idle machine, in milliseconds. */
const SPAN = 1_200;
/** Words that a message must not end with. */
const UNFINISHED = /Reading the file…|Uploading numbers…|Checking numbers…|Working…/;

/** The same for every run of a seed, so that a failure can be looked at again. */
function chances(seed: number) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/**
 * Runs the rounds. Of each command: one send at most; where there is one, its maker sees its card, once; where there is
 * none, its maker was told that nothing was done, by the bot or by Slack itself.
 */
export async function killWhileTheyWork(stage: Stage): Promise<Told> {
  const { slack } = stage;
  const chance = chances(7);
  const told: Told = { commands: 0, finished: 0, notBegun: 0, refusedBySlack: 0 };
  for (let round = 0; round < stage.rounds; round += 1) {
    const honestBefore = honest(slack);
    const commands = Array.from({ length: A_ROUND }, (_, each) => stage.name(round, each));
    const given = commands.map(async (name, index) => {
      await pause(chance() * SPAN);
      return give(slack, name, index % 2 === 0 ? numbersOf(round, index) : null);
    });
    await pause(chance() * SPAN * 1.5);
    await stage.kill();
    const died = Date.now();
    const acknowledged = await Promise.all(given);
    await stage.start();
    // Slack delivers an event again that was not acknowledged; a person does not give a command again.
    slack.passTime(61_000);
    const kept = commands.filter((_, index) => acknowledged[index]);
    const missing = () => kept.filter((name) => shownOf(slack, name).length === 0);
    await slack.waitFor(() => missing().length <= honest(slack) - honestBefore, {
      what: () => `the end of ${missing()}\n${stage.log().slice(-3_000)}`,
    });
    await pause(Math.max(0, died + LEASE_MS - Date.now()));
    for (const name of commands) {
      const sends = await stage.sendsNamed(name);
      assert.ok(sends.length <= 1, `${name} was made ${sends.length} times`);
      const shown = shownOf(slack, name);
      const seen = () =>
        `${name} was made, and is shown to its maker once:\n${shown.map(wordsOf).join("\n\n")}`;
      assert.equal(shown.length, sends.length, seen());
      told.commands += 1;
      if (sends.length === 1) told.finished += 1;
      else told[kept.includes(name) ? "notBegun" : "refusedBySlack"] += 1;
    }
  }
  const left = slack.channel("tidings").messages.filter((each) => UNFINISHED.test(wordsOf(each)));
  assert.deepEqual(left.map(wordsOf), [], "no message is left unfinished");
  return told;
}

/** Other numbers in each file: a note on a card would name another one's file. */
const numbersOf = (round: number, each: number) => numbersCsv(2, 13_930_000_000 + round * 1_000 + each * 10);

/** A mention with a file, or a typed command. False: Slack has told its giver that it failed. */
async function give(slack: SlackDouble, name: string, file: Buffer | null): Promise<boolean> {
  const bob = slack.user("bob");
  if (file) {
    await bob.upload("#tidings", `${name}.csv`, file, `@tidings send 签收提醒 订单通知 name=${name}`);
    return true; // an event is delivered again until it is acknowledged
  }
  const numbers = '--numbers 13912349999 --params "name=王; order_no=1; pickup_code=2"';
  const ack = await bob.command(`/tidings send 签收提醒 订单通知 ${numbers} --name ${name}`);
  return ack.how === "in time";
}

const shownOf = (slack: SlackDouble, name: string) =>
  slack
    .user("bob")
    .sees()
    .filter((each) => each.byApp && wordsOf(each).includes(name) && wordsOf(each).includes("Awaiting"));

/** What says that nothing was done: it had not begun, or the bot died over the file, which is then not read again. */
export const NOTHING_DONE = /stopped before this started|The program stopped unexpectedly while reading it/;

const honest = (slack: SlackDouble): number =>
  slack
    .user("bob")
    .sees()
    .filter((each) => NOTHING_DONE.test(wordsOf(each))).length;

/** What the dead bot has kept and Slack has refused is told when its lease of 15 s has ended. */
const LEASE_MS = 17_000;
