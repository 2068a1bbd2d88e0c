import type { Dict } from "../ground/json.ts";
import { type Body, readMessage } from "./body.ts";
import { edit } from "./channels.ts";
import { say, tell } from "./interactions.ts";
import { LIMITS } from "./limits.ts";
import { messageJson } from "./objects.ts";
import { RestRefusal } from "./refusal.ts";
import type { Interaction, Message, Server } from "./server_state.ts";

/** What an interaction's token opens for fifteen minutes: its answer and its follow-ups. */

/** @throws RestRefusal 10015 for no such token, or one not answered yet; 50027 after fifteen minutes */
export function byToken(server: Server, app: string, token: string): Interaction {
  const interaction = [...server.interactions.values()].find((each) => each.token === token);
  if (app !== server.app.id || interaction?.answered === undefined) throw new RestRefusal(10015);
  if (server.clock.now() - interaction.at > LIMITS.tokenMs) {
    server.violations.add("token_15min", `${interaction.kind} ${interaction.name}`);
    throw new RestRefusal(50027);
  }
  return interaction;
}

/** A follow-up; the first after a deferred answer fills that answer and keeps its visibility. */
export function followUp(server: Server, interaction: Interaction, body: Body): Dict {
  const waiting = interaction.original;
  if (waiting?.loading) return editMessage(server, waiting, body);
  return messageJson(server, say(server, interaction, body));
}

/** @throws RestRefusal 10008 when the token has no such message, or it was deleted */
export function messageOf(server: Server, interaction: Interaction, id: string): Message {
  const found = id === "@original" ? interaction.original : findOwn(interaction, id);
  if (!found || !server.channels.get(found.channel)?.messages.includes(found)) throw new RestRefusal(10008);
  return found;
}

function findOwn(interaction: Interaction, id: string): Message | undefined {
  const own = interaction.messages.find((each) => each.id === id);
  return own ?? (interaction.original?.id === id ? interaction.original : undefined);
}

/** @throws RestRefusal 50035 or 50006 when the message would not be right */
export function editMessage(server: Server, message: Message, body: Body): Dict {
  edit(server, message, readMessage(server, body, message.channel, message.onlyFor !== undefined, message));
  tell(server, "MESSAGE_UPDATE", message);
  return messageJson(server, message);
}
