import assert from "node:assert/strict";
import { test } from "node:test";
import { KEPT } from "../../../shared/src/files/kinds.ts";
import { buttonsOf } from "../fixtures.ts";
import { fullDatabase } from "../full_database.ts";
import { contents, linkChat } from "../one_of_each.ts";
import { VERBS, verbsOf } from "../verbs.ts";

/** ENT-1 for verbs: another enterprise's owner reaches nothing of alice's, and only intended functions are executable. */
const { db, resources } = await fullDatabase();

test("mallory calls every verb with the ids of alice's resources: they do not exist for her, and nothing changes", async () => {
  const before = await contents(db);
  const named = Object.entries(VERBS).filter(([, verb]) => verb.names);
  assert.ok(named.length > 16);
  for (const [name, verb] of named) {
    const { error, status } = await db.as("mallory").rpc(name, verb.input(resources));
    assert.deepEqual([error?.code, status], ["not_found", 404], name);
    assert.deepEqual(await contents(db), before, name);
  }
});

test("what mallory may do at home touches nothing of alice's", async () => {
  const before = await contents(db, resources.enterprise);
  for (const [name, verb] of verbsOf("member", "own", "read")) {
    if (verb.names || name === "create_enterprise") continue;
    const { error } = await db.as("mallory").rpc(name, verb.input(resources));
    // The paths of her pictures would be in alice's folder, so the verbs are right to refuse them.
    const refused = {
      add_media: "file_invalid",
      create_basic_signature: "file_invalid",
      // It names her signature and her channel.
      create_basic_template: "not_found",
      create_service_account: "file_invalid",
      create_port: "file_invalid",
      create_shortcut: "file_invalid",
      switch_enterprise: "not_found",
      accept_invitation: "invitation_unknown",
    }[name];
    assert.equal(error?.code, refused, name);
    assert.deepEqual(await contents(db, resources.enterprise), before, name);
  }
  assert.deepEqual(await buttonsOf(db.as("mallory"), "send", resources.sends.waiting), []);
});

test("mallory in chat, heard by the bot that alice uses too, reaches nothing of alice's", async () => {
  await linkChat(db, "mallory", "slack:T1:UMALLORY");
  const bot = db.as("bot", "slack:T1:UMALLORY");
  const before = await contents(db, resources.enterprise);
  for (const [name, verb] of Object.entries(VERBS)) {
    if (!verb.names || name === "unlink_chat_identity") continue;
    // What makes a group is refused in chat before its members are looked up.
    const code = name === "create_group" ? "sudo_required" : "not_found";
    assert.equal((await bot.rpc(name, verb.input(resources))).error?.code, code, name);
  }
  const card = VERBS.register_card?.input(resources);
  assert.equal((await bot.rpc("register_card", card)).error?.code, "not_found");
  assert.deepEqual(await bot.rows("select id from public.sends"), []);
  assert.deepEqual(await contents(db, resources.enterprise), before);
});

test("objects of an enterprise are sent in, listed and read by its members alone; what is kept is written by none", async () => {
  const put = (person: "bob" | "dan" | "mallory", bucket: string, name: string) =>
    db
      .as(person)
      .rows(
        "insert into storage.objects (bucket_id, name) select $1, $2 where set_config('storage.operation', 'storage.object.upload', true) <> ''",
        [bucket, name],
      );
  const stem = `${resources.enterprise}/${resources.uploading}`;
  const buckets = Object.values(KEPT).map(({ bucket }) => bucket);
  for (const [bucket, path] of [
    ["numbers", `${stem}/1.csv`],
    ["incoming", `${stem}.png`],
  ] as const) {
    await assert.rejects(put("mallory", bucket, path), { code: "42501" });
    await assert.rejects(put("dan", bucket, path), { code: "42501" });
    await assert.rejects(put("bob", bucket, `not an id/${path}`), { code: "42501" });
    await put("bob", bucket, path);
  }
  for (const bucket of buckets) {
    await assert.rejects(put("bob", bucket, `${stem}.png`), { code: "42501" });
    await db.sql`insert into storage.objects (bucket_id, name) values (${bucket}, ${`${stem}.png`})`;
  }
  const reads = async (person: "dan" | "mallory" | "erin") =>
    (
      await db
        .as(person)
        .rows("select bucket_id from storage.objects where name like $1 order by 1", [`${stem}%`])
    ).map(({ bucket_id }) => bucket_id);
  // A part of a number file holds whole numbers (masks.test.ts), and incoming files are keep-file's.
  assert.deepEqual(await reads("dan"), buckets.sort());
  assert.deepEqual(await reads("mallory"), []);
  const { length: changed } = await db
    .as("mallory")
    .rows("update storage.objects set name = 'x' returning 1");
  const { length: gone } = await db.as("bob").rows("delete from storage.objects returning 1");
  assert.deepEqual([changed, gone], [0, 0]);
});

type FunctionRow = {
  name: string;
  schema: string;
  definer: boolean;
  owner: string;
  path: boolean;
  comment: boolean;
  anon: boolean;
  member: boolean;
  service: boolean;
};
const functions = () => db.sql<FunctionRow[]>`
  select p.proname as name, n.nspname as schema, p.prosecdef as definer, pg_get_userbyid(p.proowner) as owner,
    coalesce('search_path=""' = any (p.proconfig), false) as path, coalesce(obj_description(p.oid, 'pg_proc'), '') <> '' as comment,
    has_function_privilege('anon', p.oid, 'execute') as anon, has_function_privilege('authenticated', p.oid, 'execute') as member,
    has_function_privilege('service_role', p.oid, 'execute') as service
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public', 'private') order by 2, 1`;

/** Rules of verbs by name. The comment of the public verb, beside which a rule stands, speaks of it. */
const rules = async () => {
  const rows = await db.sql`select distinct t.verb || '_' || t.resource as name from private.transitions t
    union select m[2] || '_' || m[1] from pg_proc p cross join lateral regexp_matches(p.prosrc, ${"serve_bot\\('(\\w+)', '(\\w+)'"}) as m`;
  return new Set(rows.flatMap(({ name }) => [name, `before_${name}`, `after_${name}`, `refused_${name}`]));
};

test("every function has a comment, a fixed search path, and postgres for its owner", async () => {
  const all = await functions();
  const known = await rules();
  assert.ok(all.length > 100);
  assert.deepEqual(
    all
      .filter(({ comment, schema, name }) => !comment && !(schema === "private" && known.has(name)))
      .map(({ name }) => name),
    [],
  );
  assert.deepEqual(
    all.filter(({ path }) => !path).map(({ name }) => name),
    [],
  );
  assert.deepEqual(
    all.filter(({ owner }) => owner !== "postgres").map(({ name, owner }) => `${name} ${owner}`),
    // Reads as people do, so it cannot belong to whoever sees everything.
    ["read_export tidings_exports"],
  );
});

test("verbs act as their owner and are for signed-in people; everyone is answered who they are, and what the token of an invitation invites into", async () => {
  const service = verbsOf("service").map(([name]) => name);
  const all = (await functions()).filter(({ schema }) => schema === "public");
  const verbs = all.filter(({ name }) => !service.includes(name));
  assert.deepEqual(
    all.filter(({ name, definer, member, anon }) => service.includes(name) && (!definer || member || anon)),
    [],
  );
  assert.deepEqual(
    verbs.filter(({ definer, member }) => !definer || !member).map(({ name }) => name),
    [],
  );
  assert.deepEqual(
    verbs.filter(({ anon }) => anon).map(({ name }) => name),
    ["invitation_for", "whoami"],
  );
});

test("of the private tools only those run for people that policies and views need", async () => {
  const tools = (await functions()).filter(({ schema }) => schema === "private");
  const everyone = [
    "actor",
    "before_request",
    "fits_bucket",
    "header",
    "is_bot",
    "may_in",
    "may_touch_object",
    "my_enterprises",
  ];
  const members = [
    ...everyone,
    ...[
      "able_by",
      "adapter_of",
      "basic_signature_name",
      "channel_seen",
      "filed_company",
      "filed_signatures",
      "account_handed",
      "account_missing",
      "callbacks_said",
      ...["app_name", "callback_facts", "callback_health", "shown_post", "uplink_facts"],
      "decision_expected",
      "import_plan",
      "links_of",
      "account_signatures",
      "approvals_of",
      "audience_now",
      "sale_currency",
      "sends_ahead",
      "audit_text",
      "bin_ends",
      "is_shown",
      "media_room",
      "minted_personally",
      "numbers_seen",
      "policies_of_key",
      "ports_of_account",
      "shown_by",
      "shown_where",
      "canonical",
      "call_limits",
      "carrier_id_of",
      "carrier_name",
      "enterprise_name",
      "key_rotated_at",
      "key_called",
      "secret_times",
      "secrets_of_key",
      "standing_state",
      "used_today",
      "tenants",
      "channel_name",
      "channel_code_said",
      "delivery_code_said",
      "reasons_said",
      "figures_said",
      "unknown_codes",
      "chat_identities_seen",
      "filing_files",
      "filing_lacks",
      "filing_name",
      "filing_paths",
      "filing_shared",
      "in_words",
      "seal_names",
      "values_in_words",
      "current_enterprise",
      "day_of",
      "days_left",
      "deciders",
      "decides",
      "group_params",
      "invitation_state",
      "is_on_sale",
      "is_own_signature",
      "is_part_of_nothing",
      "is_platform_admin",
      "is_upload",
      "joined",
      "link_address",
      "link_code",
      "link_name",
      "link_param_names",
      "masked_flag",
      "masked_opt_out",
      "masked_phone",
      "masked_reply",
      "may_read_part",
      "may_write_part",
      "next_occurrence",
      "param_names",
      "progress_of",
      "review_asked",
      "reviewers",
      "reply_words",
      "retention_bounds",
      "reviews_by_hand",
      "segments_handed",
      "send_called",
      "send_charges",
      "send_networks",
      "sessions_seen",
      "sms_figures",
      "standing_beside",
      "send_cost",
      "shown_receipt",
      "shown_reject",
      "shown_state",
      "signature_name",
      "template_chosen",
      "test_numbers_most",
      "test_numbers_used",
      "trial_of",
      "twin_of",
      "unpaid_clicks",
      "vendors_asked",
      "visible_person",
      "window_opens",
    ],
  ].sort();
  assert.deepEqual(
    tools.filter(({ anon }) => anon).map(({ name }) => name),
    everyone,
  );
  assert.deepEqual(
    tools.filter(({ member }) => member).map(({ name }) => name),
    members,
  );
  assert.deepEqual(
    tools.filter(({ service }) => service).map(({ name }) => name),
    ["before_request"],
  );
});
