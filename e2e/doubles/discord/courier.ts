import { sign } from "node:crypto";
import { type Dict, dict, parse } from "../ground/json.ts";
import type { Gateway } from "./gateway.ts";
import { ANSWER, answer } from "./interactions.ts";
import { RestRefusal } from "./refusal.ts";
import type { Interaction, Server } from "./server_state.ts";

/** The way of an interaction to the app: its endpoint with a signed request where it has one, else the gateway. */
export type Courier = {
  /** False when no bot was connected to take it. */
  deliver(interaction: Interaction, payload: Dict): Promise<boolean>;
  /**
   * Sets the interactions endpoint, after Discord's own test of it: a PING must be answered, a wrong signature refused.
   * @throws with what the endpoint did wrong
   */
  to(url: string): Promise<void>;
};

export function makeCourier(server: Server, gateway: Gateway): Courier {
  let endpoint: string | undefined;

  async function push(url: string, payload: Dict, good = true): Promise<Response> {
    const body = JSON.stringify(payload);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = sign(null, Buffer.from(timestamp + body), server.app.privateKey).toString("hex");
    return fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-signature-timestamp": timestamp,
        "x-signature-ed25519": good ? signature : signature.replace(/./g, "0"),
      },
      body,
    });
  }

  async function overHttp(url: string, interaction: Interaction, payload: Dict): Promise<boolean> {
    try {
      const response = await push(url, payload);
      const said = await response.text();
      if (response.status === 200) answer(server, interaction, { json: dict(parse(said)), uploads: [] });
      else if (response.status !== 202) throw new Error(`the endpoint answered ${response.status}`);
      return true;
    } catch (error) {
      const late = error instanceof RestRefusal && interaction.expired;
      if (!late) server.violations.add("endpoint_answer", String(error));
      return late;
    }
  }

  return {
    async deliver(interaction, payload) {
      if (endpoint) {
        const pushed = overHttp(endpoint, interaction, payload);
        return Promise.race([pushed, interaction.settled.then(() => true)]);
      }
      const heard = gateway.dispatch("INTERACTION_CREATE", payload) > 0;
      if (!heard)
        server.violations.add("gateway_connected", `nobody heard ${interaction.kind} ${interaction.name}`);
      return heard;
    },
    async to(url) {
      const ping = { id: "0", application_id: server.app.id, type: 1, token: "ping", version: 1 };
      const pong = await push(url, ping);
      const said = dict(parse(await pong.text()));
      if (pong.status !== 200 || said.type !== ANSWER.pong) {
        throw new Error(`PING was answered with ${pong.status} ${JSON.stringify(said)}`);
      }
      const forged = await push(url, ping, false);
      if (forged.status !== 401)
        throw new Error(`A wrong signature was answered with ${forged.status}, not 401`);
      endpoint = url;
    },
  };
}
