import { createHmac } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { type Changes, makeChanges } from "../ground/changes.ts";
import { type Call, type Reply, serve } from "../ground/http.ts";
import { type Dict, dict, parse, text } from "../ground/json.ts";
import { certificateOf } from "./certificate.ts";

/**
 * The group robots of Feishu, DingTalk and WeCom, and a webhook of somebody's own: over TLS and by their names, which only the bot's process
 * finds here (network.ts). They check signatures as their pages say, and tell a refusal as each does.
 */

export type RobotName = "feishu" | "dingtalk" | "wecom" | "webhook";

/** Something that was posted and taken. */
export interface Taken {
  /** What the group reads. */
  readonly text: string;
  /** Of a webhook of one's own: the id by which it knows a repeat. */
  readonly id: string;
}

export interface RobotsDouble {
  /** What the bot is started with, so that the hosts are found. */
  env(): Record<string, string>;
  /** What a member of an enterprise gives for a robot: where it is, and the secret that signs. */
  readonly given: Readonly<Record<RobotName, { readonly address: string; readonly secret: string | null }>>;
  /** What this one has taken, the oldest first. */
  taken(robot: RobotName): readonly Taken[];
  /** From now on what is posted is taken, and nobody is answered. */
  hold(): void;
  letGo(): void;
  readonly waitFor: Changes["waitFor"];
  close(): Promise<void>;
}

const HOSTS: Readonly<Record<RobotName, string>> = {
  feishu: "open.feishu.cn",
  dingtalk: "oapi.dingtalk.com",
  wecom: "qyapi.weixin.qq.com",
  webhook: "hooks.yunshan-mall.cn",
};
const SECRETS = {
  feishu: "5ecre7-of-feishu",
  dingtalk: "SEC5ecre7ofdingtalk",
  webhook: `whsec_${Buffer.from("a secret of thirty-two characters").toString("base64")}`,
};
/** A signature of another hour is refused. */
const HOUR_MS = 3_600_000;

const signed = (key: string, said: string) => createHmac("sha256", key).update(said).digest("base64");
const isNow = (at: number) => Math.abs(Date.now() - at) < HOUR_MS;

/** What a platform refuses, in its own words; null: it is taken. */
const REFUSALS: Readonly<Record<RobotName, (call: Call, body: Dict) => Reply | null>> = {
  feishu(_, { timestamp, sign, msg_type }) {
    const right = signed(`${timestamp}\n${SECRETS.feishu}`, "") === sign;
    if (right && isNow(Number(timestamp) * 1_000) && msg_type === "text") return null;
    return { body: { code: 19021, msg: "sign match fail or timestamp is not within one hour" } };
  },
  dingtalk({ query }, { msgtype }) {
    const at = query.get("timestamp") ?? "";
    const right = signed(SECRETS.dingtalk, `${at}\n${SECRETS.dingtalk}`) === query.get("sign");
    if (right && isNow(Number(at)) && msgtype === "text") return null;
    return { body: { errcode: 310_000, errmsg: "sign not match" } };
  },
  wecom: ({ query }, { msgtype }) =>
    query.has("key") && msgtype === "text"
      ? null
      : { body: { errcode: 93_000, errmsg: "invalid webhook url" } },
  webhook({ headers, body }) {
    try {
      new Webhook(SECRETS.webhook).verify(body, headers as Record<string, string>);
      return null;
    } catch (error) {
      return { status: 401, body: String(error) };
    }
  },
};
const TAKEN: Readonly<Record<RobotName, Reply>> = {
  feishu: { body: { code: 0, msg: "success" } },
  dingtalk: { body: { errcode: 0, errmsg: "ok" } },
  wecom: { body: { errcode: 0, errmsg: "ok" } },
  webhook: { status: 204 },
};

export async function startRobots(): Promise<RobotsDouble> {
  const taken = new Map<RobotName, Taken[]>();
  const changes = makeChanges(() => JSON.stringify([...taken]));
  let gate = Promise.withResolvers<void>();
  gate.resolve();

  const answer = async (call: Call): Promise<Reply> => {
    const host = call.headers.host?.split(":")[0];
    const robot = (Object.keys(HOSTS) as RobotName[]).find((each) => HOSTS[each] === host);
    if (!robot) return { status: 421 };
    const body = dict(parse(call.body.toString()));
    const refusal = REFUSALS[robot](call, body);
    if (refusal) return refusal;
    const said = text(body.text) || text(dict(body.text).content) || text(dict(body.content).text);
    const id = String(call.headers["webhook-id"] ?? "");
    taken.set(robot, [...(taken.get(robot) ?? []), { text: said, id }]);
    changes.changed();
    await gate.promise;
    return TAKEN[robot];
  };
  const tls = certificateOf(Object.values(HOSTS));
  const host = await serve(0, answer, tls);
  const folder = await mkdtemp(join(tmpdir(), "tidings-robots-"));
  const trusted = join(folder, "cert.pem");
  await writeFile(trusted, tls.cert);

  const at = (robot: RobotName, path: string) => `https://${HOSTS[robot]}${path}`;
  return {
    env: () => ({
      NODE_OPTIONS: `--import=${new URL("network.ts", import.meta.url)}`,
      NODE_EXTRA_CA_CERTS: trusted,
      TIDINGS_DOUBLE_OF_ROBOTS: JSON.stringify({ hosts: Object.values(HOSTS), port: host.port }),
    }),
    given: {
      feishu: { address: at("feishu", "/open-apis/bot/v2/hook/0f6b"), secret: SECRETS.feishu },
      dingtalk: { address: at("dingtalk", "/robot/send?access_token=0f6b"), secret: SECRETS.dingtalk },
      wecom: { address: at("wecom", "/cgi-bin/webhook/send?key=0f6b"), secret: null },
      webhook: { address: at("webhook", "/tidings"), secret: SECRETS.webhook },
    },
    taken: (robot) => taken.get(robot) ?? [],
    hold() {
      gate = Promise.withResolvers<void>();
    },
    letGo: () => gate.resolve(),
    waitFor: changes.waitFor,
    async close() {
      gate.resolve();
      await host.close();
      await rm(folder, { recursive: true });
    },
  };
}
