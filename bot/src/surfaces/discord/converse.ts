import { DiscordAPIError, Routes } from "discord.js";
import { type APIMessage, MessageFlags } from "discord-api-types/v10";
import { withoutButton } from "../../chat/dead_buttons.ts";
import type { ChatRun } from "../../chat/runs.ts";
import { shownIn } from "../../chat/shown_in.ts";
import { type Answer, succeeded } from "../../ground/answer.ts";
import { log } from "../../ground/log.ts";
import { againMessage, type Said } from "./again.ts";
import type { DiscordContext, DiscordPlace } from "./context.ts";
import { openLine } from "./line.ts";
import { type DiscordMessage, discordMessage } from "./message.ts";
import { directChannel } from "./post.ts";

/** The messages about one run, after the first response of its interaction. */
export interface Conversation {
  /** Shows the progress. Never throws, and never holds the work up. */
  progress(answer: Answer): void;
  /** Shows the answer in place of the deferred response. @throws when it could not be shown; it is tried again later */
  finish(answer: Answer): Promise<void>;
  /** Replaces the message of the button. */
  replace(answer: Answer): Promise<void>;
  /** Tells the person that what they said in a modal was refused, with a button that opens it once more. */
  again(answer: Answer, said: Said): Promise<void>;
  /** Takes a button that does nothing any more off its message. */
  takeOff(token: string): Promise<void>;
  /** Posts the answer as a message of its own, with the parts after it; `alone`: to the person only. */
  beside(answer: Answer, alone: boolean): Promise<void>;
}

const PROGRESS_INTERVAL_MS = 1_500;

/** The interaction can be answered no more: its 15 minutes are over, or its first response never arrived. */
const CLOSED = new Set<unknown>([10015, 10062, 10008, 50027]);

/** The messages of a run. What was sent is kept in its steps, `m0` for the first. */
export function converse(context: DiscordContext, run: ChatRun, place: DiscordPlace): Conversation {
  const { person } = run;
  const line = openLine(context.hooks, place.application, place.token);
  const locale = () => shownIn(context.dispatcher, run);
  let shownAt = 0;
  let showing: Promise<void> | null = null;

  const compose = async (answer: Answer) => {
    const { card, actions = [] } = answer;
    const buttons = succeeded(answer)
      ? await context.dispatcher.buttons(actions, { card, locale: locale() })
      : [];
    return discordMessage(answer, buttons, locale());
  };

  const done = async (step: string, what: string) => {
    if (!(await context.runs.keep(run, { steps: { [step]: what } })))
      throw new Error("the run is another bot's by now");
  };

  const follow = async (answer: Answer, message: { channel_id: string; id: string }) => {
    if (!answer.card || !succeeded(answer)) return;
    const at = { chatChannel: message.channel_id, message: message.id };
    await context.follow(person, at, answer.card, locale(), answer);
  };

  /** Posts outside of the interaction: to the channel, or what is for the person alone as a direct message. */
  const outside = async (step: string, message: DiscordMessage, alone: boolean): Promise<APIMessage> => {
    const channel = alone ? await directChannel(context.rest, place.user) : place.channel;
    // With an enforced nonce of 25 characters, Discord answers a retry with the message of the first try.
    const nonce = `${run.id.replaceAll("-", "").slice(0, 22)}${step}`;
    const body = { ...message.body, nonce, enforce_nonce: true };
    return (await context.budget.run(`post ${channel}`, "answer", () =>
      context.rest.post(Routes.channelMessages(channel), { body, files: message.files }),
    )) as APIMessage;
  };

  /** Does it through the interaction, and where that is closed outside of it. */
  const through = async (
    step: string,
    message: DiscordMessage,
    alone: boolean,
    way: () => Promise<APIMessage>,
  ): Promise<APIMessage> => {
    try {
      return await way();
    } catch (error) {
      if (!(error instanceof DiscordAPIError) || !CLOSED.has(error.code)) throw error;
      return outside(step, message, alone);
    }
  };

  /** A further message, sent once. */
  const further = async (step: string, answer: Answer, alone: boolean, made?: DiscordMessage) => {
    const message = made ?? (await compose(answer));
    const known = run.steps[step];
    const shown = await through(step, message, alone, () =>
      known === undefined ? line.follow(message, alone) : line.refollow(known, message),
    );
    if (known === undefined) await done(step, shown.id);
    if (!alone) await follow(answer, shown);
  };

  const parts = async (answer: Answer, alone = false) => {
    for (const [index, part] of (answer.more ?? []).entries()) await further(`m${index + 1}`, part, alone);
  };

  return {
    progress(answer) {
      if (showing || Date.now() - shownAt < PROGRESS_INTERVAL_MS) return;
      shownAt = Date.now();
      showing = compose(answer)
        .then((message) => line.edit(message))
        .then(() => {})
        .catch((error: unknown) => log.error("discord.progress", error, { run: run.id }))
        .finally(() => {
          showing = null;
        });
    },
    async finish(answer) {
      await showing; // a late progress would replace the answer
      if (answer.ephemeral && !place.hidden) {
        // A deferred response cannot become ephemeral, and the first follow-up would fill it. So fill it with a
        // placeholder, send the answer as an ephemeral follow-up, and delete the placeholder.
        if (run.steps.e0 === undefined) {
          const placeholder = await compose({ tone: "plain", text: "…" });
          const open = await line.edit(placeholder).then(
            () => true,
            (error: unknown) => {
              if (!(error instanceof DiscordAPIError) || !CLOSED.has(error.code)) throw error;
              return false;
            },
          );
          const message = await compose(answer);
          if (open) await line.follow(message, true);
          else await outside("e0", message, true);
          await done("e0", open ? "follow" : "outside");
        }
        if (run.steps.e0 === "follow") await line.remove().catch(goneAlready);
        return;
      }
      const message = await compose(answer);
      if (run.steps.p0 === undefined) {
        const shown = await through("m0", message, place.hidden, () => line.edit(message));
        // An ephemeral message can only be edited through its interaction, so it is no card.
        if (place.hidden) return parts(answer, true);
        if (!isEphemeral(shown)) {
          await follow(answer, shown);
          return parts(answer);
        }
      }
      // Another bot that could not keep it in time has responded first, to the person alone: what is for all is a message of its own.
      await further("p0", answer, false, message);
      await line.remove().catch(goneAlready);
      await parts(answer);
    },
    async replace(answer) {
      const message = await compose(answer);
      // A step of its own: outside of the interaction, what is told beside it would count as a retry of it.
      await through("r0", message, true, () => line.edit(message));
    },
    async again(answer, said) {
      await further("m0", answer, true, againMessage(answer, said, locale()));
    },
    async takeOff(token) {
      try {
        // As it is now: the card may have been redrawn since the click, with other buttons.
        const { components = [] } = await line.read();
        const left = withoutButton(components, "components", (button) =>
          String(button.custom_id).endsWith(`:${token}`),
        );
        const changed = left.length < components.length || left.some((row, at) => row !== components[at]);
        if (changed) await line.buttons(left as DiscordMessage["body"]["components"]);
      } catch (error) {
        goneAlready(error);
      }
    },
    async beside(answer, alone) {
      await further("m0", answer, alone);
      await parts(answer);
    },
  };
}

const isEphemeral = ({ flags }: APIMessage): boolean => ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;

function goneAlready(error: unknown): void {
  if (!(error instanceof DiscordAPIError) || !CLOSED.has(error.code)) throw error;
}
