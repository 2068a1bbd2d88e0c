/** From a request to an operation and its answer: who asks, whether it is well made, and what goes wrong on the way. */
import { setTimeout as pause } from "node:timers/promises";
import { type Call, multipart, type Reply } from "../ground/http.ts";
import { type Dict, isDict, parse } from "../ground/json.ts";
import type { Gate } from "./auth.ts";
import { delay, drawn } from "./control.ts";
import type { Courier } from "./courier.ts";
import { bad, Refusal } from "./errors.ts";
import type { House } from "./house.ts";
import type { Asked, Operation, Outcome } from "./operation.ts";
import { ACCOUNTS } from "./operations/accounts.ts";
import { BASIC } from "./operations/basic.ts";
import { CALLBACKS } from "./operations/callbacks.ts";
import { LINKS } from "./operations/links.ts";
import { MATERIALS } from "./operations/materials.ts";
import { SENDS } from "./operations/sends.ts";
import { SMS } from "./operations/sms.ts";
import { TEMPLATES } from "./operations/templates.ts";
import { fields } from "./shapes.ts";

export const OPERATIONS: readonly Operation[] = [
  ...CALLBACKS,
  ...LINKS,
  ...SENDS,
  ...SMS,
  ...TEMPLATES,
  ...MATERIALS,
  ...BASIC,
  ...ACCOUNTS,
];

const HTML = "<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>";
const html = { "content-type": "text/html" };

/** What stands in the places of a path, or null when it is another one. */
function placesOf(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const places: Record<string, string> = {};
  for (const [n, part] of wanted.entries()) {
    const one = given[n] ?? "";
    if (part.startsWith("{")) places[part.slice(1, -1)] = decodeURIComponent(one);
    else if (part !== one) return null;
  }
  return places;
}

/** A name that stands several times has a list. */
function queryOf(query: URLSearchParams): Dict {
  const read: Dict = {};
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    read[name] = values.length > 1 ? values : values[0];
  }
  return read;
}

/** The fields of a form; of a file its name and how many bytes it has. */
async function formOf(call: Call): Promise<Dict> {
  if (!String(call.headers["content-type"] ?? "").startsWith("multipart/form-data"))
    throw bad("KM.90016803", "The content type is not multipart/form-data.");
  const parts = await multipart(call);
  return Object.fromEntries(
    parts.map(({ name, filename, bytes }) => [
      name,
      filename === undefined ? bytes.toString() : { name: filename, bytes: bytes.length },
    ]),
  );
}

export class Doors {
  readonly #house: House;
  readonly #courier: Courier;
  readonly #gate: Gate;
  #second = { at: 0, asked: 0 };

  constructor(house: House, courier: Courier, gate: Gate) {
    this.#house = house;
    this.#courier = courier;
    this.#gate = gate;
  }

  async answer(call: Call): Promise<Reply> {
    try {
      if (call.method === "POST" && call.path === "/v3/auth/tokens")
        return this.#gate.tokenFor(call, this.#house.control.token_seconds);
      return await this.#answer(call);
    } catch (error) {
      if (error instanceof Refusal) return error.reply();
      throw error;
    }
  }

  async #answer(call: Call): Promise<Reply> {
    const { control, violations } = this.#house;
    const [operation, places] = this.#operation(call);
    this.#gate.admit(call);
    this.#house.count(operation.name);
    if (this.#tooFast())
      return {
        ...new Refusal(
          429,
          "APIGW.0308",
          "The throttling threshold has been reached: policy user over ratelimit",
        ).reply(),
        // Some gateways say when, some do not.
        headers: this.#second.asked % 2 === 0 ? { "retry-after": "1" } : {},
      };
    if (control.denied.includes(operation.name))
      throw new Refusal(403, "APIGW.0302", "The IAM user is not authorized to access the API.");
    let asked: Asked;
    try {
      asked = await this.#read(operation, places, call);
    } catch (error) {
      if (error instanceof Refusal) violations.add(operation.name, error.message);
      throw error;
    }
    await pause(delay(control.latency));
    return this.#mangled(operation, asked);
  }

  #operation({ method, path }: Call): [Operation, Record<string, string>] {
    for (const operation of OPERATIONS) {
      const places = operation.method === method ? placesOf(operation.path, path) : null;
      if (places) return [operation, places];
    }
    this.#house.violations.add("unknown operation", `${method} ${path}`);
    throw new Refusal(
      404,
      "APIGW.0101",
      "The API does not exist or has not been published in the environment.",
    );
  }

  async #read(
    { query = {}, body: shape, form }: Operation,
    path: Record<string, string>,
    call: Call,
  ): Promise<Asked> {
    const asked = {
      path,
      query: queryOf(call.query),
      body: form ? await formOf(call) : parse(call.body.toString() || "{}"),
    };
    const [first] = fields(query)(asked.query, "");
    if (first) throw bad("KM.90016803", `Query: ${first}.`);
    const type = String(call.headers["content-type"] ?? "");
    if (shape && !form && !type.startsWith("application/json"))
      throw bad("KM.90016803", "The content type is not application/json.");
    if (!shape && call.body.length > 0) throw bad("KM.90016803", "There is a body where none belongs.");
    if (!isDict(asked.body)) throw bad("KM.90016414", "The body is no object.");
    const [fault] = shape ? shape(asked.body, "") : [];
    if (fault) throw bad("KM.90016803", `${fault}.`);
    return { ...asked, body: asked.body };
  }

  #tooFast(): boolean {
    const { throttle_per_s } = this.#house.control;
    if (throttle_per_s === null) return false;
    const now = Math.floor(Date.now() / 1000);
    if (this.#second.at !== now) this.#second = { at: now, asked: 0 };
    this.#second.asked += 1;
    if (this.#second.asked <= throttle_per_s) return false;
    this.#house.count("throttled");
    return true;
  }

  /** What was asked for, and then what may go wrong with the answer. */
  async #mangled(operation: Operation, asked: Asked): Promise<Reply> {
    const { control } = this.#house;
    if (drawn(control.error_in_200_rate))
      return { body: { error_code: "KM.90016803", error_msg: "The parameters are wrong, says a 200." } };
    for (const [rate, reply] of [
      [control.error_rate, new Refusal(500, "KM.90010000", "Unknown error.").reply()],
      [control.html_rate, { status: 502, headers: html, body: HTML }],
    ] as const)
      if (drawn(rate)) {
        this.#house.count("broken");
        if (drawn(0.5)) await this.#act(operation, asked);
        return reply;
      }
    const { body, cut } = await this.#act(operation, asked);
    if (cut || drawn(control.accept_then_drop_rate)) return { cut: true };
    if (!drawn(control.half_rate)) return { body };
    const whole = JSON.stringify(body);
    const headers = { "content-type": "application/json" };
    return { headers, body: whole.slice(0, Math.max(1, whole.length / 2)) };
  }

  async #act(operation: Operation, asked: Asked): Promise<Outcome> {
    return operation.act(asked, this.#house, this.#courier);
  }
}
