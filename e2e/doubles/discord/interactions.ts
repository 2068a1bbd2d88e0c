import { randomBytes } from "node:crypto";
import { type Dict, dict, dicts } from "../ground/json.ts";
import { type Body, readMessage } from "./body.ts";
import { edit, post } from "./channels.ts";
import { modalProblems } from "./components.ts";
import { FLAGS, LIMITS } from "./limits.ts";
import { messageJson } from "./objects.ts";
import { RestRefusal, refuseProblems } from "./refusal.ts";
import type { Interaction, Message, Server } from "./server_state.ts";
import { newId } from "./snowflake.ts";

/** Callback types. */
export const ANSWER = {
  pong: 1,
  message: 4,
  deferMessage: 5,
  deferUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
} as const;

export type NewInteraction = Pick<Interaction, "kind" | "user" | "channel" | "name" | "source">;

/** Begins an interaction; unanswered for three seconds it is unknown from then on. */
export function newInteraction(server: Server, begun: NewInteraction): Interaction {
  const { promise: settled, resolve: settle } = Promise.withResolvers<void>();
  const interaction: Interaction = {
    ...begun,
    settled,
    settle,
    id: newId(server),
    token: randomBytes(48).toString("base64url"),
    at: server.clock.now(),
    expired: false,
    messages: [],
  };
  server.interactions.set(interaction.id, interaction);
  server.clock.after(LIMITS.answerMs, () => {
    if (interaction.answered !== undefined) return;
    interaction.expired = true;
    interaction.settle();
    server.violations.add("answer_within_3s", `${interaction.kind} ${interaction.name}`);
    server.feed.changed();
  });
  server.clock.after(LIMITS.tokenMs, () => {
    if (!interaction.original?.loading) return;
    server.violations.add("deferred_answer_filled", `${interaction.kind} ${interaction.name}`);
  });
  return interaction;
}

/**
 * Takes the one callback of an interaction.
 * @throws RestRefusal 10062 when it came too late or for no interaction, 40060 when it was answered before,
 *   50035 when the answer does not fit
 */
export function answer(server: Server, interaction: Interaction | undefined, body: Body): Dict {
  if (!interaction || interaction.expired) throw new RestRefusal(10062);
  if (interaction.answered !== undefined) throw new RestRefusal(40060);
  const { type, data } = dict(body.json);
  mustFit(interaction, type);
  const inner: Body = { json: data ?? {}, uploads: body.uploads };
  const effect = EFFECTS[type as number];
  effect?.(server, interaction, inner);
  interaction.answered = type as number;
  interaction.settle();
  server.feed.changed();
  const message = interaction.original;
  return {
    interaction: {
      id: interaction.id,
      type: interaction.kind === "command" ? 2 : interaction.kind === "component" ? 3 : 5,
      response_message_id: message?.id,
      response_message_loading: message?.loading ?? false,
      response_message_ephemeral: message?.onlyFor !== undefined,
    },
    resource: { type, ...(message ? { message: messageJson(server, message) } : {}) },
  };
}

function mustFit(interaction: Interaction, type: unknown): void {
  const { kind, source } = interaction;
  const allowed: number[] =
    kind === "autocomplete"
      ? [ANSWER.choices]
      : [
          ANSWER.message,
          ANSWER.deferMessage,
          ...(source ? [ANSWER.deferUpdate, ANSWER.update] : []),
          ...(kind === "modal" ? [] : [ANSWER.modal]),
        ];
  if (allowed.includes(type as number)) return;
  const message = `Value must be one of {${allowed.join(", ")}}.`;
  throw new RestRefusal(50035, [{ path: ["type"], code: "BASE_TYPE_CHOICES", message }]);
}

const EFFECTS: Record<number, (server: Server, interaction: Interaction, inner: Body) => void> = {
  [ANSWER.message](server, interaction, inner) {
    interaction.original = say(server, interaction, inner);
  },
  [ANSWER.deferMessage](server, interaction, inner) {
    const channel = server.channels.get(interaction.channel);
    if (!channel) throw new RestRefusal(10003);
    const onlyFor = isHidden(inner) ? interaction.user : undefined;
    const message = post(server, channel, {
      author: server.app.id,
      onlyFor,
      loading: true,
      from: interaction,
    });
    interaction.original = message;
    interaction.messages.push(message);
    tell(server, "MESSAGE_CREATE", message);
  },
  [ANSWER.deferUpdate](_server, interaction) {
    interaction.original = interaction.source;
  },
  [ANSWER.update](server, interaction, inner) {
    const source = interaction.source;
    if (!source) throw new RestRefusal(10008);
    edit(
      server,
      source,
      readMessage(server, inner, interaction.channel, source.onlyFor !== undefined, source),
    );
    interaction.original = source;
    tell(server, "MESSAGE_UPDATE", source);
  },
  [ANSWER.choices](_server, interaction, inner) {
    interaction.choices = dicts(dict(inner.json).choices);
    if (interaction.choices.length > 25) {
      const message = "Must be 25 or fewer in length.";
      throw new RestRefusal(50035, [{ path: ["data", "choices"], code: "BASE_TYPE_MAX_LENGTH", message }]);
    }
  },
  [ANSWER.modal](server, interaction, inner) {
    refuseProblems(modalProblems(inner.json));
    server.modals.set(interaction.user, { interaction, data: dict(inner.json) });
  },
};

function isHidden(inner: Body): boolean {
  return (Number(dict(inner.json).flags ?? 0) & FLAGS.ephemeral) !== 0;
}

/** A new message of an interaction, for all or for the person alone. */
export function say(server: Server, interaction: Interaction, inner: Body) {
  const channel = server.channels.get(interaction.channel);
  if (!channel) throw new RestRefusal(10003);
  const onlyFor = isHidden(inner) ? interaction.user : undefined;
  const said = readMessage(server, inner, channel.id, onlyFor !== undefined);
  const message = post(server, channel, { author: server.app.id, ...said, onlyFor, from: interaction });
  interaction.messages.push(message);
  tell(server, "MESSAGE_CREATE", message);
  return message;
}

/** The gateway tells of messages that all can see. */
export function tell(server: Server, type: "MESSAGE_CREATE" | "MESSAGE_UPDATE", message: Message): void {
  if (message.onlyFor === undefined) server.announce(type, messageJson(server, message));
}
