import { remove } from "./channels.ts";
import { answer } from "./interactions.ts";
import { messageJson } from "./objects.ts";
import { NOTHING, type Route, type RouteContext } from "./route.ts";
import { byToken, editMessage, followUp, messageOf } from "./webhooks.ts";

function callback({ server, call, body, id }: RouteContext) {
  const interaction = server.interactions.get(id(1));
  const answered = answer(server, interaction?.token === id(2) ? interaction : undefined, body);
  return call.query.get("with_response") === "true" ? answered : NOTHING;
}

const opened = ({ server, id }: RouteContext) => byToken(server, id(1), id(2));

const held = (given: RouteContext) => messageOf(given.server, opened(given), given.id(4));

/** None of these needs the bot's token: the interaction's own opens them. */
export const INTERACTION_ROUTES: Route[] = [
  ["POST /interactions/:/:/callback", callback, true],
  ["POST /webhooks/:/:", (given) => followUp(given.server, opened(given), given.body), true],
  ["GET /webhooks/:/:/messages/:", (given) => messageJson(given.server, held(given)), true],
  ["PATCH /webhooks/:/:/messages/:", (given) => editMessage(given.server, held(given), given.body), true],
  [
    "DELETE /webhooks/:/:/messages/:",
    (given) => {
      remove(given.server, held(given));
      return NOTHING;
    },
    true,
  ],
];
