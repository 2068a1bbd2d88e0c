/** KooMessage and its IAM on 127.0.0.1, told by HTTP how to behave. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Call, type Reply, serve } from "../ground/http.ts";
import { dict, parse } from "../ground/json.ts";
import type { Violation } from "../ground/violations.ts";
import { type Account, Gate } from "./auth.ts";
import { CALM, type Control, changed } from "./control.ts";
import { Courier } from "./courier.ts";
import { Doors } from "./doors.ts";
import { House } from "./house.ts";
import { reviewBasic } from "./operations/basic.ts";
import { review, revoke } from "./operations/templates.ts";
import { approve, type Registered, register, sow } from "./seeds.ts";

/** A message that was sent to a phone. */
export type Sent = {
  cursor: number;
  to: string;
  text: string;
  link: string | null;
  params: Readonly<Record<string, string>>;
  kind: string;
  task_name: string;
  task_id: string;
  msg_id: string;
  at: string;
  status: string;
  /** How often the card behind its link was asked for. */
  opened: number;
};

export type Koomessage = Account & {
  url: string;
  iamUrl: string;
  control(changes: Partial<Control>): Promise<void>;
  ledger(since?: number): Promise<Sent[]>;
  violations(): Violation[];
  /** A member makes a template of SMS in the console; its id. */
  register(template: Registered): string;
  /** A template of a card is there and approved, with these parameters. */
  approve(tpl_id: string, params: readonly string[]): void;
  stop(): Promise<void>;
};

export const ACCOUNT: Account = {
  accessKey: "DOUBLEACCESSKEY00001",
  secretKey: "double-secret-key-of-forty-characters-01",
  account: "tidings-account",
  user: "tidings-user",
  password: "tidings-password",
};

/** Starts it. What it takes is kept in the file `ledger`, from which the next one goes on; without one it is forgotten. */
export async function startKoomessage(
  options: { ledger?: string; port?: number; control?: Partial<Control> } = {},
): Promise<Koomessage> {
  const folder = options.ledger === undefined ? mkdtempSync(join(tmpdir(), "koomessage-")) : null;
  const path = options.ledger ?? join(folder ?? "", "ledger");
  const house = new House(path, changed(CALM, options.control ?? {}));
  sow(house);
  const gate = new Gate(ACCOUNT, house.now);
  const courier = new Courier(house);
  courier.resume();
  for (const template of house.templates.all) review(template, house, courier);
  for (const template of house.basicTemplates.all) reviewBasic(template, house, courier);
  const doors = new Doors(house, courier, gate);
  const set = (changes: Record<string, unknown>) => {
    house.control = changed(house.control, changes);
    for (const tpl_id of house.control.revoked_templates) revoke(tpl_id, house, courier);
  };
  const http = await serve(options.port ?? 0, async (call) => {
    const own = await asConsole(call, house, courier, gate, set);
    return own ?? withDate(house, await doors.answer(call));
  });
  return {
    ...ACCOUNT,
    url: http.url,
    iamUrl: http.url,
    control: async (changes) => set(changes),
    ledger: async (since = 0) => ledgerOf(house, since),
    violations: () => house.violations.list,
    register: (template) => register(house, template),
    approve: (tpl_id, params) => approve(house, tpl_id, params),
    async stop() {
      courier.stop();
      await http.close();
      await pause(0);
      house.store.close();
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** By the service's clock, which need not be right. */
const withDate = (house: House, reply: Reply): Reply => ({
  ...reply,
  headers: { date: new Date(house.now()).toUTCString(), ...reply.headers },
});

function ledgerOf(house: House, since: number): Sent[] {
  const sent: Sent[] = [];
  for (const { kind, task_name, task_id, messages } of house.tasks.all)
    for (const { cursor, to, text, link, params, msg_id, at, status } of messages)
      if (cursor > since)
        sent.push({
          cursor,
          to,
          text,
          link,
          params,
          kind,
          task_name,
          task_id,
          msg_id,
          at: new Date(at).toISOString(),
          status,
          opened: house.opened.get(link ?? "")?.times ?? 0,
        });
  return sent;
}

/** What a person or a test asks for, that the service has no operation for. */
async function asConsole(
  { method, path, query, body }: Call,
  house: House,
  courier: Courier,
  gate: Gate,
  set: (changes: Record<string, unknown>) => void,
): Promise<Reply | null> {
  const asked = dict(parse(body.toString() || "{}"));
  try {
    switch (`${method} ${path}`) {
      case "PUT /control":
        set(asked);
        return { body: house.control };
      case "GET /control":
        return { body: house.control };
      case "GET /ledger": {
        const lines = ledgerOf(house, Number(query.get("since") ?? 0)).map(
          (one) => `${JSON.stringify(one)}\n`,
        );
        return { body: lines.join("") };
      }
      case "GET /violations":
        return { body: house.violations.list };
      case "GET /stats":
        return { body: { sent: house.sent.length, open: courier.open, ...house.counts } };
      case "POST /console/sms-templates":
        return { status: 201, body: { template_id: register(house, asked as unknown as Registered) } };
      case "POST /console/templates":
        approve(house, String(asked.tpl_id), (asked.params ?? []) as string[]);
        return { status: 201 };
      case "POST /phones/open":
        return { body: { opened: courier.openLink(String(asked.aim_url)) } };
      case "POST /tokens/end":
        gate.endTokens();
        return { status: 202 };
      default:
        return null;
    }
  } catch (error) {
    return { status: 400, body: { error: String(error) } };
  }
}
