import assert from "node:assert/strict";
import { test } from "node:test";
import { REGIONS } from "../../../shared/src/accounts/regions.ts";
import { cardOf, done, fault } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import { approvedAccount, filledAccount, madePort, portInput } from "./account_fixtures.ts";

/** CHN-1: channel numbers are bound to accounts by signature and region; behind each stands one account. */
const db = await testDatabase();
const account = await approvedAccount(db, "云杉甲");
const other = await approvedAccount(db, "云杉乙");

const bob = () => db.as("bob");
const bind = (port_id: string, account_id: string, region: string, signature: string | null = null) =>
  bob().rpc("create_port_binding", { input: { port_id, account_id, region, signature } });
const missing = async (id: string) => (await cardOf(db, "service_account_cards", id, "bob")).missing;
const bound = async (id: string) =>
  (
    await bob().rows(
      "select number, signature, region, automatic from public.port_binding_cards where account_id = $1 order by number, region",
      [id],
    )
  ).map(({ number, signature, region, automatic }) => [number, signature, region, automatic]);

test("a channel number has 3 to 21 digits, signatures without brackets and a proof", async () => {
  const good = await portInput(db, "10690001");
  const bad: [string, object][] = [
    ["port_number_invalid number", { number: "12" }],
    ["port_number_invalid number", { number: "1069 0001" }],
    ["port_number_invalid number", { number: "1".repeat(22) }],
    ["account_content_invalid signatures", { signatures: [] }],
    ["account_content_invalid signatures", { signatures: ["云"] }],
    ["account_content_invalid signatures", { signatures: ["【云杉】"] }],
    ["signature_unknown signatures", { signatures: ["云杉商城", "别家商城"] }],
    ["port_proof_required proof", { proof: null }],
    ["file_invalid proof", { proof: { path: `${crypto.randomUUID()}/a.png`, name: "a.png" } }],
    ["input_invalid kind", { kind: "long" }],
  ];
  for (const [expected, part] of bad)
    assert.equal(
      await fault(bob().rpc("create_port", { input: { ...good, ...part } })),
      expected,
      JSON.stringify(part),
    );
  await done(bob().rpc("create_port", { input: good }));
  assert.equal(
    await fault(bob().rpc("create_port", { input: await portInput(db, "10690001") })),
    "port_number_taken",
  );
});

test("an account is unusable until a number is bound to it", async () => {
  assert.deepEqual(await missing(account.id), ["port"]);
  const port = await madePort(db, "10690010");
  const waiting = await filledAccount(db, "云杉丙");
  assert.equal(await fault(bind(port, waiting.id, "全国")), "account_not_approved account_id");
  await done(bind(port, account.id, "广东省深圳市"));
  assert.deepEqual(await missing(account.id), []);
});

test("no two bindings of a number, signature and region: also not a city in its province, or anything in the country", async () => {
  const port = await madePort(db, "10690020", ["云杉商城", "云杉会员"]);
  assert.equal(await fault(bind(port, account.id, "广东")), "port_signature_unknown signature");
  assert.equal(await fault(bind(port, account.id, "广东", "云杉超市")), "port_signature_unknown signature");
  assert.equal(await fault(bind(port, account.id, "火星", "云杉商城")), "region_unknown region");
  await done(bind(port, account.id, "Guangdong", "云杉商城"));
  for (const region of ["广东省", "深圳市", "440300", "Shenzhen, Guangdong", "全国"])
    assert.equal(await fault(bind(port, other.id, region, "云杉商城")), "port_taken", region);
  await done(bind(port, other.id, "深圳市", "云杉会员"));
  assert.equal(await fault(bind(port, account.id, "广东省", "云杉会员")), "port_taken");
  await done(bind(port, account.id, "广州市", "云杉会员"));
  await done(bind(port, other.id, "广西", "云杉商城"));
  await done(bind(port, other.id, "吉林市", "云杉商城"));
  assert.equal(await fault(bind(port, other.id, "吉林", "云杉商城")), "port_taken");
});

test("of two who bind one number at the same instant, one is refused", async () => {
  const port = await madePort(db, "10690030");
  const answers = await Promise.all([
    fault(bind(port, account.id, "浙江")),
    fault(bind(port, other.id, "杭州")),
  ]);
  assert.deepEqual(answers.sort(), ["", "port_taken"]);
});

test("a signature that is no longer approved is bound to no further account, and stands for no numbers", async () => {
  const port = await madePort(db, "10690035", ["云杉旧签", "云杉商城"]);
  const waiting = await filledAccount(db, "云杉旧签号", { all_ports: true, signatures: ["云杉旧签"] });
  await done(bob().rpc("submit_account_part", { account_part: waiting.parts.profile }));
  await db.sql`update public.sms_signatures set live_version_id = null where name = '云杉旧签'`;
  assert.equal(await fault(bind(port, account.id, "上海", "云杉旧签")), "signature_not_approved signature");
  const approve = db.as("carol").rpc("approve_account_part", { account_part: waiting.parts.profile });
  assert.equal(await fault(approve), "signature_not_approved signatures");
  const names = async (who: "bob" | "mallory") =>
    (await db.as(who).rows("select name from public.account_signatures order by name")).map(
      ({ name }) => name,
    );
  assert.ok((await names("bob")).includes("云杉商城") && !(await names("bob")).includes("云杉旧签"));
  assert.ok(!(await names("mallory")).includes("云杉商城"));
});

test("a number that is bound is unbound before it is deleted", async () => {
  const port = await madePort(db, "10690040");
  const { id } = await done(bind(port, account.id, "上海"));
  assert.equal(await fault(bob().rpc("delete_port", { port })), "port_bound");
  await done(bob().rpc("delete_port_binding", { port_binding: id }));
  await done(bob().rpc("delete_port", { port }));
  assert.deepEqual(await bob().rows("select id from public.ports where id = $1", [port]), []);
});

test("signature authorisation stands for every number of the signature, those there are and those to come", async () => {
  const first = await madePort(db, "10690050", ["云杉优选"]);
  const whole = await approvedAccount(db, "云杉优选号", { all_ports: true, signatures: ["云杉优选"] });
  assert.deepEqual(await bound(whole.id), [["10690050", "云杉优选", 0, true]]);
  await madePort(db, "10690051", ["云杉优选", "云杉其他"]);
  assert.deepEqual(
    (await bound(whole.id)).map(([number]) => number),
    ["10690050", "10690051"],
  );
  assert.deepEqual(await missing(whole.id), []);
  assert.equal(await fault(bind(first, other.id, "北京")), "port_taken_whole", "no other region is left");
  const [one] = await bob().rows("select id from public.port_binding_cards where account_id = $1", [
    whole.id,
  ]);
  assert.equal(await fault(bob().rpc("delete_port_binding", { port_binding: one.id })), "binding_automatic");
  // A second account cannot stand for the same numbers.
  const rival = await filledAccount(db, "云杉争抢", { all_ports: true, signatures: ["云杉优选"] });
  await done(bob().rpc("submit_account_part", { account_part: rival.parts.profile }));
  assert.equal(
    await fault(db.as("carol").rpc("approve_account_part", { account_part: rival.parts.profile })),
    "signature_authorised",
  );
  // Switched off, the numbers are free again.
  const { content } = await cardOf(db, "account_part_cards", whole.parts.profile, "bob");
  const { logo, authorisation, ...rest } = content;
  const profile = {
    ...rest,
    all_ports: false,
    logo: { path: logo.path, name: "l.png" },
    authorisation: { path: authorisation.path, name: "a.png" },
  };
  await done(
    bob().rpc("update_account_part", {
      account_part: whole.parts.profile,
      input: { profile, change_reason: "关闭授权" },
    }),
  );
  assert.equal((await bound(whole.id)).length, 2);
  await done(bob().rpc("submit_account_part", { account_part: whole.parts.profile }));
  await done(db.as("carol").rpc("approve_account_part", { account_part: whole.parts.profile }));
  assert.deepEqual(await bound(whole.id), []);
  await done(bind(first, other.id, "北京"));
});

test("the law knows every region of the words, by each of its names", async () => {
  const rows = await db.sql`select code, zh, en from private.regions order by code`;
  assert.equal(rows.length, REGIONS.length);
  assert.ok(rows.length > 360);
  const twice =
    await db.sql`select n from private.regions, unnest(names) as n group by n having count(*) > 1`;
  assert.deepEqual([...twice], []);
});

test("the history of an account has its own acts, those of its three parts, and what was bound and is bound no more", async () => {
  const told = async (id: string) =>
    (
      await db
        .as("alice")
        .rows(
          "select verb, resource, part from public.history_entries where of_resource = 'service_account' and of_id = $1 order by id",
          [id],
        )
    ).map(({ verb, resource, part }) => [verb, part ?? resource].join(" "));
  const mine = await approvedAccount(db, "历史面包房");
  const before = await told(mine.id);
  assert.equal(before[0], "create service_account");
  for (const part of ["profile", "menus", "home"])
    assert.deepEqual(
      before.filter((line) => line.endsWith(` ${part}`)).slice(-2),
      [`submit ${part}`, `approve ${part}`],
      part,
    );
  const port = await madePort(db, "10690077");
  const { id } = await done(bind(port, mine.id, "全国", "云杉商城"));
  await done(bob().rpc("delete_port_binding", { port_binding: id }));
  assert.deepEqual((await told(mine.id)).slice(before.length), [
    "create port_binding",
    "delete port_binding",
  ]);
  assert.deepEqual(
    (await told(other.id)).filter((line) => line.startsWith("delete")),
    [],
  );
  assert.deepEqual(
    await db.as("mallory").rows("select id from public.history_entries where of_id = $1", [mine.id]),
    [],
  );
});
