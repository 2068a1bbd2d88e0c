import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { done, yunshan } from "../fixtures.ts";
import { robotInput } from "../one_of_each.ts";
import { refused } from "../sends/sends_fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** BOT-4: a robot is told of its kinds, once; its address is written and never shown, and is https and public. */
const db = await testDatabase();
const home = await yunshan(db);
beforeEach(async () => {
  await db.sql`delete from private.alert_posts`;
  await db.sql`delete from public.robots`;
});

const create = (more: object = {}) =>
  db.as("alice").rpc("create_robot", { input: { ...robotInput("值班群"), ...more } });
const tell = (kind: string) =>
  db.sql`select private.alert(${home}, ${kind}, 'channel', null, '{"name": "主"}')`;
const claim = () => done(db.as("bot").rpc("claim_alert_posts", { homes: ["robot:-"] }));
const finish = (post: number, error: string | null) =>
  done(db.as("bot").rpc("finish_alert_post", { post, error }));

test("a robot is told of its kinds, through the bot alone; nobody reads its address", async () => {
  const made = await done(create());
  assert.ok(!JSON.stringify(made).includes("hook"));
  assert.deepEqual([made.host, made.signed, made.health], ["open.feishu.cn", true, "unused"]);
  await tell("channel_well");
  await tell("channel_sick");
  const [post, ...none] = await claim();
  assert.deepEqual([post.kind, none.length, await claim()], ["channel_well", 0, []]);
  assert.deepEqual(post.robot, { kind: "feishu", address: robotInput("").address, secret: "5ecre7" });
  await finish(post.post_id, null);
  const [card] = await db.as("dan").rows("select * from public.robot_cards");
  assert.deepEqual([card.health, card.failures], ["well", 0]);
  const [logged] =
    await db.sql`select count(*)::int as n from public.audit_log where after::text like '%hook%'`;
  assert.equal(logged?.n, 0);
});

test("a failure is shown with its reason and tried again; what would not help is not", async () => {
  const { id } = await done(create());
  await done(db.as("alice").rpc("test_robot", { robot: id }));
  const [post] = await claim();
  assert.equal(post.kind, "robot_test");
  await finish(post.post_id, "19024 Key Words Not Found");
  const read = async () => (await db.as("bob").rows("select * from public.robot_cards"))[0];
  assert.deepEqual(
    [(await read()).health, (await read()).last_error],
    ["failing", "19024 Key Words Not Found"],
  );
  const again = () =>
    db.sql`update private.alert_posts set lease_until = now() - interval '1 second' where done_at is null`;
  await again();
  const [second] = await claim();
  assert.deepEqual([second.attempts, second.last_error], [2, "19024 Key Words Not Found"]);
  await finish(second.post_id, "gone: it may have arrived");
  await again();
  assert.deepEqual([await claim(), (await read()).last_error], [[], "it may have arrived"]);
});

test("an address is https and public, and making a robot takes the right", async () => {
  for (const address of [
    "http://open.feishu.cn/hook",
    "https://127.0.0.1/hook",
    "https://169.254.169.254/latest/meta-data",
    "https://10.0.0.8/hook",
    "https://localhost/hook",
    "https://robot.internal/hook",
    "https://user:pass@open.feishu.cn/hook",
    "https://10-0-0-8.nip.io/hook",
    "https://open.feishu.cn:22/hook",
    "https://open.feishu.cn:25/hook",
  ])
    await refused(db, () => create({ address }), "robot_address_invalid", 422);
  const act = (person: "bob" | "dan") => () =>
    db.as(person).rpc("create_robot", { input: robotInput("夜班群") });
  await refused(db, act("bob"), "forbidden", 403);
  await refused(db, act("dan"), "forbidden", 403);
});

test("a webhook's secret is 24 to 64 bytes in base64, when it is made and when it changes; a platform's is any text", async () => {
  const webhook = { kind: "webhook", address: "https://hooks.example.com/tidings" };
  const [right, other] = ["whsec_c2VjcmV0LWZvci10ZXN0cy0yNC0tLS0t", "c2VjcmV0LWZvci10ZXN0cy0yNS0tLS0tLQ=="];
  const [short = "", long = ""] = [23, 65].map(
    (bytes) => `whsec_${Buffer.alloc(bytes, 1).toString("base64")}`,
  );
  const { id } = await done(create({ ...webhook, secret: right }));
  const rotate = (secret: string | null) =>
    db.as("alice").rpc("rotate_robot", { robot: id, input: { address: webhook.address, secret } });
  for (const secret of ["whsec_", "whsec_not base64", "whsec_c2VjcmV0L", "c2Vj\ncmV0", "密钥", short, long]) {
    await refused(db, () => create({ ...webhook, name: "另一个", secret }), "robot_secret_invalid", 422);
    await refused(db, () => rotate(secret), "robot_secret_invalid", 422);
  }
  const kept = async () =>
    (await db.sql`select secret from private.robot_secrets where robot_id = ${id}`)[0]?.secret;
  assert.equal(await kept(), right);
  assert.deepEqual([(await done(rotate(other))).signed, await kept()], [true, other]);
  assert.deepEqual([(await done(rotate(""))).signed, await kept()], [false, null]);
});

test("a paused robot is told of nothing, a deleted one of nothing more, and a maker who left ends it", async () => {
  const { id } = await done(create());
  await done(db.as("alice").rpc("pause_robot", { robot: id }));
  await tell("channel_well");
  assert.deepEqual(await claim(), []);
  await done(db.as("alice").rpc("resume_robot", { robot: id }));
  await db.sql`update public.robots set created_by = gen_random_uuid()`;
  await tell("channel_well");
  assert.deepEqual(await claim(), []);
  await db.sql`update public.robots set created_by = (select user_id from public.profiles where name = 'Alice')`;
  await tell("channel_well");
  await done(db.as("alice").rpc("delete_robot", { robot: id }));
  assert.deepEqual(await claim(), []);
});
