import { dict, text } from "../ground/json.ts";
import { readMessage } from "./body.ts";
import { edit, post, remove } from "./channels.ts";
import { tell } from "./interactions.ts";
import { LIMITS } from "./limits.ts";
import { messageJson } from "./objects.ts";
import { RestRefusal, refuseProblems } from "./refusal.ts";
import { botChannel, NOTHING, type Route, type RouteContext } from "./route.ts";
import type { Message } from "./server_state.ts";

/** A message that REST can see: never an ephemeral one. */
function openMessage(given: RouteContext, own: boolean): Message {
  const message = botChannel(given).messages.find((each) => each.id === given.id(3) && !each.onlyFor);
  if (!message) throw new RestRefusal(10008);
  if (own && message.author !== given.server.app.id) throw new RestRefusal(50005);
  return message;
}

function listMessages(given: RouteContext) {
  const seen = botChannel(given).messages.filter((each) => !each.onlyFor);
  const limit = Number(given.call.query.get("limit") ?? 50);
  const latest = seen.slice(-limit).reverse();
  return latest.map((each) => messageJson(given.server, each));
}

function createMessage(given: RouteContext) {
  const { server, body } = given;
  const channel = botChannel(given);
  const said = readMessage(server, body, channel.id, false);
  const { nonce: mark, enforce_nonce } = dict(body.json);
  const nonce = mark === undefined ? undefined : String(mark);
  if (nonce !== undefined && nonce.length > LIMITS.nonce) {
    const words = `Must be ${LIMITS.nonce} or fewer in length.`;
    refuseProblems([{ path: ["nonce"], code: "BASE_TYPE_MAX_LENGTH", message: words }]);
  }
  const known = channel.messages.find((each) => nonce !== undefined && each.nonce === nonce);
  if (known && enforce_nonce === true) return messageJson(server, known);
  const replyTo = text(dict(dict(body.json).message_reference).message_id) || undefined;
  const message = post(server, channel, { author: server.app.id, ...said, replyTo, nonce });
  tell(server, "MESSAGE_CREATE", message);
  return messageJson(server, message);
}

function editOwnMessage(given: RouteContext) {
  const { server, body } = given;
  const message = openMessage(given, true);
  edit(server, message, readMessage(server, body, message.channel, false, message));
  tell(server, "MESSAGE_UPDATE", message);
  return messageJson(server, message);
}

export const MESSAGE_ROUTES: Route[] = [
  ["GET /channels/:/messages", listMessages],
  ["GET /channels/:/messages/:", (given) => messageJson(given.server, openMessage(given, false))],
  ["POST /channels/:/messages", createMessage],
  ["PATCH /channels/:/messages/:", editOwnMessage],
  [
    "DELETE /channels/:/messages/:",
    (given) => {
      remove(given.server, openMessage(given, true));
      return NOTHING;
    },
  ],
];
