import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { after, beforeEach, test } from "node:test";
import { Webhook } from "standardwebhooks";
import {
  isPublic,
  PUBLIC_HTTP,
  postJson,
  type Reach,
  Unreachable,
} from "../../../../shared/src/node/reach.ts";
import { Gone } from "../cards.ts";
import { answerTrouble, robotRequest } from "./message.ts";
import { postToRobot, type RobotAlert } from "./robots.ts";

/** The group bots of Feishu, DingTalk and WeCom: 200, and what is wrong in the body. */
let answers: { status: number; body: string }[] = [];
let taken: { path: string; body: string; headers: IncomingMessage["headers"] }[] = [];
const server = createServer(async (request: IncomingMessage, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString("utf8");
  taken.push({ path: request.url ?? "", body, headers: request.headers });
  const answer = answers.shift();
  if (!answer) return void request.socket.destroy();
  response.writeHead(answer.status, { location: "http://127.0.0.1:9/" }).end(answer.body);
});
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
after(() => server.close());
const { port } = server.address() as AddressInfo;
/** The rule of tests: this machine, over http. */
const HERE: Reach = {
  resolve: async () => ["127.0.0.1"],
  allows: (_protocol, address) => address === "127.0.0.1",
};
const OK = { status: 200, body: '{"code":0,"msg":"success"}' };

const post = (more: Partial<RobotAlert> = {}): RobotAlert => ({
  post_id: 7,
  attempts: 1,
  last_error: null,
  kind: "channel_sick",
  resource: "channel",
  resource_id: null,
  details: { name: "主", error: "503" },
  at: "2026-11-24T15:00:00Z",
  enterprise: "云杉商城",
  zone: "Asia/Shanghai",
  robot: { kind: "feishu", address: `http://robot.test:${port}/hook`, secret: null },
  ...more,
});
beforeEach(() => {
  answers = [];
  taken = [];
});

test("only public addresses are asked, whatever their name says, and a redirect is not followed", async () => {
  for (const address of [
    "127.0.0.1",
    "10.1.2.3",
    "100.64.0.1",
    "169.254.169.254",
    "192.168.1.1",
    "198.18.0.1",
    "0.0.0.0",
    "::1",
    "::ffff:10.0.0.1",
    "fc00::1",
    "fe80::1",
    "64:ff9b::a00:1",
    "224.0.0.1",
    "168.63.129.16",
    "203.0.113.9",
    ...[
      "::127.0.0.1",
      "::7f00:1",
      "64:ff9b:1::a00:1",
      "fec0::1",
      "5f00::1",
      "3fff::1",
      "2001:db8::1",
      "4000::1",
    ],
    "x",
  ])
    assert.equal(isPublic(address), false, address);
  for (const address of ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
    assert.equal(isPublic(address), true, address);
  await assert.rejects(postJson(`http://127.0.0.1:${port}/`, {}, "{}"), Unreachable);
  await assert.rejects(postJson(`https://[::1]:${port}/`, {}, "{}"), Unreachable);
  await assert.rejects(postJson("http://1.1.1.1:6379/", {}, "{}", PUBLIC_HTTP), Unreachable);
  await assert.rejects(postJson("http://1.1.1.1:25/", {}, "{}", PUBLIC_HTTP), Unreachable);
  // One private address among the public ones is enough.
  const mixed: Reach = {
    resolve: async () => ["1.1.1.1", "10.0.0.1"],
    allows: (_, address) => isPublic(address),
  };
  await assert.rejects(postJson(`https://robot.test:${port}/`, {}, "{}", mixed), Unreachable);
  assert.deepEqual(taken, []);
  answers = [{ status: 302, body: "" }];
  assert.equal((await postJson(`http://robot.test:${port}/`, {}, "{}", HERE)).status, 302);
  assert.equal(taken.length, 1);
});

test("each platform gets its own shape, signed as it asks", () => {
  const said = { id: "post_7", text: "通道异常", data: { kind: "channel_sick" } };
  const at = 1_764_000_000_123;
  const feishu = JSON.parse(robotRequest("feishu", "https://a.test/h", "s", said, at).body);
  const sign = createHmac("sha256", "1764000000\ns").update("").digest("base64");
  assert.deepEqual(feishu, {
    timestamp: "1764000000",
    sign,
    msg_type: "text",
    content: { text: "通道异常" },
  });
  const { url, body } = robotRequest("dingtalk", "https://a.test/h?access_token=t", "SECs", said, at);
  const proof = createHmac("sha256", "SECs").update(`${at}\nSECs`).digest("base64");
  assert.equal(url, `https://a.test/h?access_token=t&timestamp=${at}&sign=${encodeURIComponent(proof)}`);
  assert.deepEqual(JSON.parse(body), { msgtype: "text", text: { content: "通道异常" } });
  assert.deepEqual(robotRequest("wecom", "https://a.test/h", null, said, at), {
    url: "https://a.test/h",
    headers: {},
    body,
  });
  const secret = `whsec_${"QUJD".repeat(8)}`;
  const own = robotRequest("webhook", "https://a.test/h", secret, said, Date.now());
  assert.deepEqual(new Webhook(secret).verify(own.body, { ...own.headers }), {
    id: "post_7",
    text: "通道异常",
    kind: "channel_sick",
  });
});

test("a webhook is not signed with a secret that is no base64", () => {
  const post = { id: "post_7", text: "通道异常", data: {} };
  for (const secret of ["whsec_", "whsec_!!!!", "机器人"])
    assert.throws(
      () => robotRequest("webhook", "https://a.test/h", secret, post, Date.now()),
      /base64|empty/i,
    );
});

test("a refusal in a 200 is a failure with its words", () => {
  assert.equal(answerTrouble("feishu", 200, OK.body), null);
  assert.equal(
    answerTrouble("feishu", 200, '{"code":19024,"msg":"Key Words Not Found"}'),
    "19024 Key Words Not Found",
  );
  assert.equal(
    answerTrouble("dingtalk", 200, '{"errcode":310000,"errmsg":"sign not match"}'),
    "310000 sign not match",
  );
  assert.equal(answerTrouble("wecom", 200, "<html>"), "?");
  assert.equal(answerTrouble("webhook", 204, ""), null);
  assert.equal(answerTrouble("webhook", 410, ""), "HTTP 410");
});

test("what was refused is tried again; what may have arrived is not, but by a webhook that knows the id", async () => {
  answers = [OK];
  await postToRobot(post(), "zh-CN", HERE);
  assert.match(JSON.parse(taken[0]?.body ?? "{}").content.text, /云杉商城.*通道异常\n通道「主」无响应：503/);
  answers = [{ status: 429, body: "" }];
  await assert.rejects(postToRobot(post(), "en", HERE), /HTTP 429/);
  const lost = (error: unknown) => error instanceof Gone && /may have arrived/.test(error.message);
  await assert.rejects(postToRobot(post(), "en", HERE), lost);
  assert.equal(taken.length, 3);
  await assert.rejects(postToRobot(post({ attempts: 2 }), "en", HERE), lost);
  assert.equal(taken.length, 3, "the bot before was killed: nothing is posted");
  answers = [OK];
  await postToRobot(post({ attempts: 2, last_error: "HTTP 429" }), "en", HERE);
  const own = { kind: "webhook", address: `http://robot.test:${port}/own`, secret: null } as const;
  await assert.rejects(postToRobot(post({ robot: own }), "en", HERE), (error) => !(error instanceof Gone));
  answers = [{ status: 200, body: "" }];
  await postToRobot(post({ robot: own, attempts: 2 }), "en", HERE);
  assert.deepEqual(
    taken.slice(-2).map(({ body }) => JSON.parse(body).id),
    ["post_7", "post_7"],
  );
});
