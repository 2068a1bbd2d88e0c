import assert from "node:assert/strict";
import { test } from "node:test";
import { LINK_LIMITS } from "../../../shared/src/links/limits.ts";
import { maskPhone } from "../../../shared/src/numbers/phone.ts";
import {
  cardOf,
  done,
  groupInput,
  idOf,
  imported,
  madeTask,
  personalTask,
  phones,
  resolve,
  startedSend,
  tick,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** RES-1, RES-2: resolve tasks, from a group link for everybody to a link for each of many. */
const db = await testDatabase();
await db.sql`update public.domains set custom_codes = true`;

const links = (task: string) =>
  db.as("dan").rows("select * from public.link_cards where task_id = $1 order by id", [task]);
const rejects = (task: string) =>
  db
    .as("dan")
    .rows("select ordinal, cust_flag, reason from public.link_reject_cards where task_id = $1 order by 1", [
      task,
    ]);
const refusal = async (input: Record<string, unknown>) => {
  const { error, status } = await db.as("bob").rpc("create_resolve_task", { input });
  return [error?.code, status];
};

/** A file whose first `named` numbers have the values that the template asks for. */
async function fileOf(count: number, named: number): Promise<string> {
  const file = await imported(db, phones(count));
  await db.sql`update public.numbers set params = case when line < ${named + 2} then '{"name": "张女士", "amount": "5"}'::jsonb end
    where file_id = ${file}`;
  return file;
}
const card = (id: string) => cardOf(db, "resolve_task_cards", id);

test("a group link is there at once: its code, its full address, its room, who asked for it", async () => {
  const {
    id,
    code,
    address,
    status,
    state,
    asked,
    made,
    resolved,
    allowance,
    created_by_name,
    batch_no,
    version,
  } = await madeTask(db, await groupInput(db));
  assert.match(code, /^[0-9A-Za-z]{8}$/);
  assert.equal(address, `http://l.test/l/${code}`);
  assert.deepEqual(
    [status, state, asked, made, resolved, allowance, version],
    ["live", "done", 1, 1, 0, 100, 1],
  );
  assert.equal(created_by_name, "Bob");
  assert.match(batch_no, /^L\d{8}-\d{4}$/);
  const [link] = await links(id);
  assert.deepEqual([link.code, link.maximum, link.status], [code, 100, "live"]);
  assert.equal((await done(db.as("dan").rpc("find_link", { code: address }))).task_id, id);
  assert.equal(await done(db.as("mallory").rpc("find_link", { code })), null);
  assert.deepEqual(await db.as("mallory").rows("select id from public.resolve_task_cards"), []);
});

test("personal links typed in: one that cannot be made is kept with its reason, the others are there", async () => {
  const typed = [
    { cust_flag: "A1", params: { name: "张", amount: "5" } },
    { cust_flag: "A2", params: { name: "李", amount: "" } },
    { cust_flag: "x".repeat(65), params: { name: "王", amount: "5" } },
    { cust_flag: "A1", params: { name: "赵", amount: "5" } },
    { params: { name: "钱", amount: "5" } },
  ];
  const { id, state, made, failed, status } = await personalTask(db, [], { links: typed });
  assert.deepEqual([state, made, failed, status], ["partial", 1, 4, "live"]);
  assert.deepEqual(
    (await rejects(id)).map(({ ordinal, reason }) => [ordinal, reason]),
    [
      [2, "missing_parameter"],
      [3, "cust_flag_too_long"],
      [4, "duplicate"],
      [5, "cust_flag_missing"],
    ],
  );
  const [link] = await links(id);
  assert.deepEqual([link.cust_flag, link.param_names, link.maximum], ["A1", ["amount", "name"], 1]);
});

test("what failed is made good and tried again; what is still wrong stays, and only a task with failures is generated again", async () => {
  const { id } = await personalTask(db, ["B1", "B1", "B3"], {});
  const bob = db.as("bob");
  const corrections = [{ ordinal: 2, cust_flag: "B2" }];
  const again = await done(bob.rpc("regenerate_resolve_task", { task: id, input: { corrections } }));
  assert.equal(again.state, "generating");
  assert.deepEqual(
    (await rejects(id)).map(({ reason }) => reason),
    ["retrying"],
  );
  await tick(db);
  const { state, made, failed } = await card(id);
  assert.deepEqual([state, made, failed], ["done", 3, 0]);
  assert.deepEqual(
    (await links(id)).map(({ cust_flag }) => cust_flag),
    ["B1", "B2", "B3"],
  );
  const { error } = await bob.rpc("regenerate_resolve_task", { task: id });
  assert.equal(error?.code, "wrong_state");
  const { id: twice } = await personalTask(db, ["C1", "C1"]);
  await done(
    bob.rpc("regenerate_resolve_task", {
      task: twice,
      input: { corrections: [{ ordinal: 2, params: { name: "新" } }] },
    }),
  );
  await tick(db);
  assert.equal((await card(twice)).state, "partial", "it is still repeated");
  const group = await madeTask(db, await groupInput(db));
  assert.equal((await bob.rpc("regenerate_resolve_task", { task: group.id })).error?.code, "wrong_state");
});

test("a correction of what did not fail, or of a parameter that the template lacks, is refused with its name, and nothing is done", async () => {
  const { id } = await personalTask(db, ["B1", "B1", "B3", "B3"], {});
  const before = await rejects(id);
  for (const [wrong, code, details] of [
    [{ ordinal: 9, cust_flag: "B9" }, "correction_without_link", { ordinals: "9" }],
    [{ ordinal: 1, cust_flag: "B9" }, "correction_without_link", { ordinals: "1" }],
    [{ ordinal: 4, params: { order: "5", Name: "x" } }, "parameter_unknown", { names: "Name, order" }],
  ] as const) {
    const corrections = [{ ordinal: 2, cust_flag: "B2" }, wrong];
    const { error, status } = await db
      .as("bob")
      .rpc("regenerate_resolve_task", { task: id, input: { corrections } });
    assert.deepEqual([error?.code, status, JSON.parse(error?.details ?? "{}")], [code, 422, details]);
  }
  assert.deepEqual(await rejects(id), before);
  assert.equal((await card(id)).state, "partial");
});

test("a number file gives each number its link, in slices, and a line without the template's values is told", async () => {
  const file = await fileOf(5, 3);
  const { links: _, ...input } = (await groupInput(db, {
    kind: "personal",
    number_file_id: file,
  })) as Record<string, unknown>;
  delete input.max_resolutions;
  delete input.params;
  const { id, state } = await madeTask(db, input);
  assert.equal(state, "generating");
  for (let slice = 0; slice < 3; slice += 1) await db.sql`select private.mint_slice(${id}, 2)`;
  const { state: end, made, failed, file_name } = await card(id);
  assert.deepEqual([end, made, failed, file_name], ["partial", 3, 2, "会员2026.csv"]);
  assert.deepEqual(
    (await links(id)).map(({ cust_flag }) => cust_flag),
    phones(3).map(maskPhone),
  );
  assert.deepEqual(
    (await rejects(id)).map(({ reason }) => reason),
    ["missing_parameter", "missing_parameter"],
  );
  const corrections = [4, 5].map((ordinal) => ({ ordinal, params: { name: "补", amount: "1" } }));
  await done(db.as("bob").rpc("regenerate_resolve_task", { task: id, input: { corrections } }));
  await db.sql`select private.mint_slice(${id}, 1)`;
  await db.sql`select private.mint_slice(${id}, 1)`;
  await db.sql`select private.mint_slice(${id}, 1)`;
  const { state: whole, made: all } = await card(id);
  assert.deepEqual([whole, all], ["done", 5]);
  const nobody = await fileOf(2, 0);
  const none = await madeTask(db, { ...input, number_file_id: nobody });
  await tick(db);
  assert.equal((await card(none.id)).state, "failed");
});

test("a large task has a partition of its own that nobody sees before it is whole; cancelled half-made it leaves none", async () => {
  const file = await fileOf(20_500, 20_500);
  const {
    max_resolutions: _,
    params: __,
    ...input
  } = await groupInput(db, { kind: "personal", number_file_id: file });
  const { id } = await madeTask(db, input);
  await tick(db);
  assert.deepEqual(await links(id), []);
  await tick(db);
  assert.equal((await card(id)).state, "done");
  const [found] = await db
    .as("dan")
    .rows(
      "select count(*)::int as n, count(distinct ordinal)::int as p, min(id)::text as first from public.links where task_id = $1",
      [id],
    );
  assert.deepEqual([found.n, found.p], [20_500, 20_500]);
  assert.equal((await resolve(db, found.first)).verdict, "ok");
  assert.equal((await resolve(db, found.first)).verdict, "used_up");
  const tables = async () =>
    (
      await db.sql`select count(*)::int as n from pg_class where relnamespace = 'partitions'::regnamespace and relkind = 'r'`
    )[0]?.n;
  const before = await tables();
  const other = await madeTask(db, input);
  await tick(db);
  assert.equal(await tables(), before + 1);
  await done(db.as("bob").rpc("cancel_resolve_task", { task: other.id }));
  assert.equal(await tables(), before);
  assert.deepEqual([(await card(other.id)).state, (await card(other.id)).made], ["cancelled", 0]);
});

test("a task made of a send shows the send's version to the send's audience, under its signature", async () => {
  const file = await imported(db, phones(3));
  await db.sql`update public.numbers set params = '{"name": "张", "order_no": "1", "pickup_code": "2"}' where file_id = ${file}`;
  const send = await startedSend(db, { file });
  const { id, source, template_name, signatures, kind, number_file_id, source_send_name } = await madeTask(
    db,
    { send_id: send },
  );
  assert.deepEqual(
    [source, template_name, signatures, kind, number_file_id, source_send_name],
    ["send", "签收提醒", ["云杉商城"], "personal", file, "故事"],
  );
  await tick(db);
  assert.equal((await card(id)).made, 3);
});

test("an enterprise without an approved filing for short links makes none; one for send tasks is another form", async () => {
  const [before] = await db.sql`select count(*)::int as n from public.resolve_tasks`;
  await db.sql`update public.filings set live_version_id = null where form = 'short_link'`;
  assert.deepEqual(await refusal(await groupInput(db)), ["filing_missing", 409]);
  const [after] = await db.sql`select count(*)::int as n from public.resolve_tasks`;
  assert.equal(after?.n, before?.n);
  await db.sql`update public.filings set live_version_id = latest_version_id where form = 'short_link'`;
  assert.deepEqual(await refusal(await groupInput(db)), [undefined, 200]);
});

test("what table 7-1 does not allow is refused, field by field", async () => {
  const group = await groupInput(db);
  const wrong: [Record<string, unknown>, string, number][] = [
    [{ kind: "both" }, "input_invalid", 422],
    [{ name: " " }, "name_required", 422],
    [{ template_id: "no id" }, "input_invalid", 422],
    [{ template_id: await idOf(db, "templates", "积分到期提醒") }, "template_not_approved", 409],
    [{ signatures: [] }, "signatures_invalid", 422],
    [{ signatures: ["【云杉】"] }, "signatures_invalid", 422],
    [{ signatures: ["a", "b", "c", "d", "e", "f"] }, "signatures_invalid", 422],
    [{ signatures: "云杉" }, "input_invalid", 422],
    [{ max_resolutions: LINK_LIMITS.resolutions.min - 1 }, "max_resolutions_invalid", 422],
    [{ max_resolutions: LINK_LIMITS.resolutions.max + 1 }, "max_resolutions_invalid", 422],
    [{ validity_days: 181 }, "validity_out_of_range", 422],
    [{ validity_days: 0 }, "validity_out_of_range", 422],
    [{ jump_url: "javascript:alert(1)" }, "jump_url_invalid", 422],
    [{ jump_url: "https://good.example.com@evil.example" }, "jump_url_invalid", 422],
    [{ jump_url: `https://a.example.com/${"x".repeat(250)}` }, "jump_url_invalid", 422],
    [{ params: { name: "会员" } }, "parameter_missing", 422],
    [{ params: [] }, "input_invalid", 422],
    [{ custom_code: "Ab12cd34" }, "custom_code_invalid", 422],
    [{ custom_code: "a-b" }, "custom_code_invalid", 422],
    [{ domain_id: "00000000-0000-4000-8000-000000000000" }, "not_found", 404],
    [{ kind: "personal", max_resolutions: 2 }, "max_resolutions_invalid", 422],
    [{ kind: "personal", max_resolutions: 1, validity_days: 8 }, "validity_out_of_range", 422],
    [{ kind: "personal", max_resolutions: 1, jump_url: "https://a.example.com" }, "group_only", 422],
    [{ kind: "personal", max_resolutions: 1, links: [] }, "links_missing", 422],
    [{ kind: "personal", max_resolutions: 1 }, "links_missing", 422],
    [
      { kind: "personal", max_resolutions: 1, links: Array.from({ length: 101 }, () => ({})) },
      "too_many_links",
      422,
    ],
    [{ kind: "personal", max_resolutions: 1, links: ["A"] }, "input_invalid", 422],
  ];
  for (const [wish, code, status] of wrong)
    assert.deepEqual(await refusal({ ...group, ...wish }), [code, status], JSON.stringify(wish).slice(0, 90));
});

test("a custom code is one link's on its domain, never eight characters, and only where the domain takes them", async () => {
  const input = await groupInput(db, { custom_code: "Sale" });
  const { address, link_id } = await madeTask(db, input);
  assert.equal(address, "http://l.test/l/Sale");
  assert.deepEqual(await refusal(input), ["custom_code_taken", 409]);
  await madeTask(db, { ...input, custom_code: "sale" });
  assert.equal((await done(db.as("dan").rpc("find_link", { code: "Sale" }))).id, Number(link_id));
  await db.sql`update public.domains set custom_codes = false`;
  assert.deepEqual(await refusal({ ...input, custom_code: "other" }), ["custom_codes_not_allowed", 409]);
  await db.sql`update public.domains set custom_codes = true`;
});

test("a personal link takes no code of its own that can be found by trying: nine or ten characters, or none", async () => {
  const asked = async (custom_code: string) => {
    const links = [{ cust_flag: "A1", params: { name: "A1", amount: "5" }, custom_code }];
    const { max_resolutions: _, params: __, ...input } = await groupInput(db, { kind: "personal", links });
    return db.as("bob").rpc("create_resolve_task", { input });
  };
  for (const code of ["vip", "vip1234"]) {
    const { error, status } = await asked(code);
    assert.deepEqual([error?.code, status], ["personal_code_short", 422], code);
  }
  assert.equal((await asked("vip12345")).error?.code, "custom_code_invalid");
  assert.equal((await asked("vip123456")).status, 200);
  const [row] =
    await db.sql`select count(*)::int as n from public.link_aliases where code like 'vip%' and char_length(code) < 9`;
  assert.equal(row?.n, 0);
});

test("of one custom code on several domains the host of the address decides, and a stranger's host is nobody's", async () => {
  const input = await groupInput(db, { custom_code: "twin" });
  const home = await madeTask(db, input);
  await db.sql`insert into public.domains (enterprise_id, name, host, custom_codes, state, enabled)
    select enterprise_id, 'go.example.com', 'go.example.com', true, 'approved', true from public.domains where id = (select domain_id from public.resolve_tasks where id = ${home.id})`;
  const [domain] = await db.sql`select id from public.domains where host = 'go.example.com'`;
  const other = await madeTask(db, { ...input, domain_id: domain?.id });
  const find = async (code: string) => {
    const row = await done(db.as("dan").rpc("find_link", { code }));
    return row?.task_id ?? row;
  };
  for (const address of [home.address, `${home.address}/`, `${home.address}?from=x`, "l.test/l/twin"])
    assert.equal(await find(address), home.id, address);
  for (const address of [
    "https://go.example.com/twin",
    "https://GO.example.com:443/twin/",
    "go.example.com/twin#a",
  ])
    assert.equal(await find(address), other.id, address);
  assert.deepEqual(await find("twin"), { resource: "several", addresses: [home.address, other.address] });
  const { code } = await madeTask(db, await groupInput(db));
  for (const address of [
    "https://evil.example.com/twin",
    `https://evil.example.com/${code}`,
    "//evil.example.com/twin",
  ])
    assert.equal(await find(address), null, address);
});

test("resolutions are added to a group link, validity to any, up to what is allowed in all", async () => {
  const bob = db.as("bob");
  const { id, link_id } = await madeTask(
    db,
    await groupInput(db, { max_resolutions: 2, validity_days: 170 }),
  );
  for (let n = 0; n < 2; n += 1) assert.equal((await resolve(db, link_id)).verdict, "ok");
  assert.equal((await resolve(db, link_id)).verdict, "used_up");
  assert.equal((await card(id)).status, "used_up");
  const more = await done(bob.rpc("add_resolutions", { task: id, input: { resolutions: 1 } }));
  assert.deepEqual([more.max_resolutions, more.allowance, more.resolved, more.status], [3, 3, 2, "live"]);
  assert.equal((await resolve(db, link_id)).verdict, "ok");
  assert.equal((await resolve(db, link_id)).verdict, "used_up");
  const longer = await done(bob.rpc("add_validity", { task: id, input: { days: 10 } }));
  assert.equal(longer.validity_days, 180);
  const none = (await bob.rpc("add_validity", { task: id, input: { days: 1 } })).error;
  assert.deepEqual([none?.code, none?.details], ["no_days_left", `{"max": ${LINK_LIMITS.days.group}}`]);
  const { max } = LINK_LIMITS.resolutions;
  const many = (await bob.rpc("add_resolutions", { task: id, input: { resolutions: max - 2 } })).error;
  assert.deepEqual(
    [many?.code, JSON.parse(many?.details ?? "{}")],
    ["too_many_resolutions", { left: max - 3, max }],
  );
  const nothing = (await bob.rpc("add_resolutions", { task: id, input: { resolutions: 0 } })).error;
  assert.equal(nothing?.code, "max_resolutions_invalid");
  const personal = await personalTask(db, ["D1"], { validity_days: 6 });
  assert.equal(
    (await bob.rpc("add_resolutions", { task: personal.id, input: { resolutions: 1 } })).error?.code,
    "group_only",
  );
  const long = (await bob.rpc("add_validity", { task: personal.id, input: { days: 2 } })).error;
  assert.deepEqual(
    [long?.code, JSON.parse(long?.details ?? "{}")],
    ["too_many_days", { left: 1, max: LINK_LIMITS.days.personal }],
  );
  assert.equal(
    (await bob.rpc("add_validity", { task: personal.id, input: { days: 0 } })).error?.code,
    "input_invalid",
  );
  assert.equal(
    (await done(bob.rpc("add_validity", { task: personal.id, input: { days: 1 } }))).validity_days,
    7,
  );
});

test("days that are added to an expired task begin now, and its links show again", async () => {
  const { id, link_id } = await madeTask(db, await groupInput(db, { validity_days: 3 }));
  await db.sql`update public.resolve_tasks set expires_at = now() - interval '30 days' where id = ${id}`;
  assert.equal((await resolve(db, link_id)).verdict, "expired");
  const before = Date.now();
  const again = await done(db.as("bob").rpc("add_validity", { task: id, input: { days: 2 } }));
  assert.deepEqual([again.validity_days, again.status], [5, "live"]);
  const begun = new Date(again.expires_at).getTime() - 2 * 86_400_000;
  assert.ok(begun >= before && begun <= Date.now(), again.expires_at);
  assert.equal((await resolve(db, link_id)).verdict, "ok");
});
