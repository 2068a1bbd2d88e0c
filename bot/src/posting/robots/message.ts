import { createHmac } from "node:crypto";
import type { RobotKind } from "@tidings/shared/alerts/robot_words.ts";
import { webhookHeaders } from "@tidings/shared/node/webhook.ts";

/** What is posted to a robot: the text in the platform's own shape, signed where a secret is set. */

export interface RobotPost {
  /** The same for every try of one post. */
  readonly id: string;
  readonly text: string;
  /** For a webhook of one's own: what the text was made of. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface RobotRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const signed = (key: string, text: string) => createHmac("sha256", key).update(text).digest("base64");

/** The request of a post. `at` is the time in milliseconds. */
export function robotRequest(
  kind: RobotKind,
  address: string,
  secret: string | null,
  { id, text, data }: RobotPost,
  at: number,
): RobotRequest {
  const seconds = String(Math.floor(at / 1_000));
  switch (kind) {
    case "feishu": {
      // Feishu signs nothing with the time and the secret as the key (open.feishu.cn, custom bots).
      const proof = secret === null ? {} : { timestamp: seconds, sign: signed(`${seconds}\n${secret}`, "") };
      return plain(address, { ...proof, msg_type: "text", content: { text } });
    }
    case "dingtalk": {
      const url = new URL(address);
      if (secret !== null) {
        url.searchParams.set("timestamp", String(at));
        url.searchParams.set("sign", signed(secret, `${at}\n${secret}`));
      }
      return plain(url.href, { msgtype: "text", text: { content: text } });
    }
    case "wecom":
      return plain(address, { msgtype: "text", text: { content: text } });
    case "webhook": {
      const body = JSON.stringify({ id, text, ...data });
      return { url: address, headers: webhookHeaders(secret === null ? [] : [secret], id, body, at), body };
    }
  }
}

const plain = (url: string, body: object): RobotRequest => ({ url, headers: {}, body: JSON.stringify(body) });

/**
 * What is wrong with a robot's answer; null: it has taken the message. These platforms answer 200 and say in the body
 * what is wrong: `code` (Feishu), `errcode` (DingTalk, WeCom).
 */
export function answerTrouble(kind: RobotKind, status: number, body: string): string | null {
  if (status < 200 || status > 299) return `HTTP ${status}`;
  if (kind === "webhook") return null;
  const said = bodyOf(body);
  const code = said.code ?? said.StatusCode ?? said.errcode;
  if (code === 0) return null;
  return `${code ?? "?"} ${said.msg ?? said.errmsg ?? ""}`.trim().slice(0, 200);
}

interface Said {
  readonly code?: number;
  readonly StatusCode?: number;
  readonly errcode?: number;
  readonly msg?: string;
  readonly errmsg?: string;
}

function bodyOf(body: string): Said {
  try {
    return (JSON.parse(body) ?? {}) as Said;
  } catch {
    return {}; // no JSON: told as `?`
  }
}
