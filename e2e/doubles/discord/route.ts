import type { Call } from "../ground/http.ts";
import type { Body } from "./body.ts";
import { RestRefusal } from "./refusal.ts";
import type { Channel, Server } from "./server_state.ts";

/** One request: `id(n)` is the n-th segment of its path, from 0. */
export type RouteContext = { server: Server; call: Call; body: Body; id: (place: number) => string };

/** Method and path (`:` stands for one segment), what it answers, and whether it needs no bot token. */
export type Route = [pattern: string, answer: (given: RouteContext) => unknown, open?: boolean];

/** An answer without a body. */
export const NOTHING = Symbol("204");

/** @throws RestRefusal 10003 for no such channel, 50001 for one the bot does not see */
export function botChannel({ server, id }: RouteContext): Channel {
  const channel = server.channels.get(id(1));
  if (!channel) throw new RestRefusal(10003);
  if (!channel.bot) throw new RestRefusal(50001);
  return channel;
}
