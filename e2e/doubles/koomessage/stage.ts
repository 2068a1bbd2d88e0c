/** For tests of this double: asks it with a token, and takes its receipts. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { dict, parse } from "../ground/json.ts";

// biome-ignore lint/suspicious/noExplicitAny: the service answers JSON, and each test asserts what it expects of it
type Json = any;
export type Answered = { status: number; body: Json };
export type Where = { url: string; account: string; user: string; password: string };

export async function tokenOf({ url, account, user, password }: Where): Promise<string> {
  const identity = {
    methods: ["password"],
    password: { user: { name: user, password, domain: { name: account } } },
  };
  const body = JSON.stringify({ auth: { identity, scope: { project: { name: "cn-north-4" } } } });
  const answer = await fetch(`${url}/v3/auth/tokens`, { method: "POST", body });
  return answer.headers.get("x-subject-token") ?? "";
}

export async function asker(where: Where) {
  const token = await tokenOf(where);
  return async (method: string, path: string, body?: unknown): Promise<Answered> => {
    const answer = await fetch(`${where.url}${path}`, {
      method,
      headers: {
        "x-auth-token": token,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: parse(text) ?? text };
  };
}

/** Takes what the service calls; `answer` is the status that it gives. */
export async function receiver(answer: () => number = () => 200) {
  const got: { path: string; body: Json }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = dict(parse(Buffer.concat(chunks).toString()));
    const inner = typeof body.body === "string" ? { ...body, body: parse(body.body) } : body;
    got.push({ path: request.url ?? "", body: inner });
    response.writeHead(answer()).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    got,
    async until(fits: () => boolean) {
      const end = Date.now() + 10_000;
      while (!fits()) {
        if (Date.now() > end) throw new Error(`It has not come. What came: ${JSON.stringify(got)}`);
        await pause(10);
      }
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A task of cards, well made; `params` by number. */
export const cards = (
  numbers: readonly string[],
  more: { name?: string; tpl_id?: string; value?: string } = {},
) => ({
  task_name: more.name ?? "tidings-1",
  sms_channel: {
    channel_number: "106900001",
    sms_tpl_id: "sms-member-name",
    sms_sign: "云杉会员",
    sms_app_name: "tidings",
  },
  resolve_task: {
    tpl_id: more.tpl_id ?? "600000001",
    resolve_times: 1,
    aim_code_type: "individual",
    expiration_time: 7,
    params: numbers.map((cust_flag) => ({ cust_flag, sms_params: [more.value ?? "张女士"] })),
  },
});
