import assert from "node:assert/strict";
import { test } from "node:test";
import { DOMAIN_VECTORS } from "../../../shared/src/links/domains_vectors.ts";
import {
  approvedDomain,
  askedDomain,
  cardOf,
  done,
  draftSend,
  fault,
  idOf,
  kept,
  refusal,
  yunshan,
} from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";

/** DOM-1: bob asks for domains, carol decides, an approved one serves. */
const db = await testDatabase();

const ask = (input: object, person: "bob" | "alice" | "mallory" = "bob") =>
  db.as(person).rpc("create_domains", { input });

test("several domains are asked for at once, whatever their case, and are in review at once", async () => {
  const names = ["Go1.Example.com", "go2.example.com", "GO1.example.COM"];
  const { domains } = await done(ask({ names, custom_codes: true }));
  assert.deepEqual(
    domains.map((one: Record<string, unknown>) => [one.name, one.state, one.enabled, one.submitted_by_name]),
    [
      ["go1.example.com", "in_review", false, "Bob"],
      ["go2.example.com", "in_review", false, "Bob"],
    ],
  );
  const waiting = await db
    .as("carol")
    .rows("select title from public.waiting_reviews where resource = 'domain' order by 1");
  assert.deepEqual(
    waiting.map(({ title }) => title),
    ["go1.example.com", "go2.example.com"],
  );
});

test("the database takes and refuses the names that the form does", async () => {
  for (const [typed, name] of DOMAIN_VECTORS) {
    const { data, error } = await db
      .as("alice")
      .rehearse("create_domains", { input: { names: [typed], custom_codes: false } });
    assert.equal(error?.code ?? null, name === null ? "domain_name_invalid" : null, typed);
    if (name) assert.equal(data.domains[0].name, name);
  }
});

test("when one of several does not do, none is asked for, and the refusal names it", async () => {
  const { error } = await ask({ names: ["fine.example.com", "-bad.example.com"], custom_codes: false });
  assert.deepEqual(
    [error?.code, JSON.parse(error?.details ?? "{}").name],
    ["domain_name_invalid", "-bad.example.com"],
  );
  assert.equal(await refusal(ask({ names: ["fine.example.com"], custom_codes: false })), null);
});

test("what is missing or twisted in the request is refused", async () => {
  for (const [input, field] of [
    [{}, "names"],
    [{ names: "a.cn", custom_codes: true }, "names"],
    [{ names: [], custom_codes: true }, "names"],
    [{ names: Array.from({ length: 21 }, (_, i) => `a${i}.cn`), custom_codes: true }, "names"],
    [{ names: ["a.cn"] }, "custom_codes"],
    [{ names: ["a.cn"], custom_codes: "yes" }, "custom_codes"],
  ] as const) {
    assert.equal(await fault(ask(input)), `input_invalid ${field}`);
  }
});

test("a name is asked for once in an enterprise; elsewhere it may be, until somebody has its approval", async () => {
  const name = "shared.example.com";
  const mine = await askedDomain(db, name);
  assert.equal(await refusal(ask({ names: [name.toUpperCase()], custom_codes: false })), "domain_taken");
  const { domains } = await done(ask({ names: [name], custom_codes: false }, "mallory"));
  await done(db.as("carol").rpc("approve_domain", { domain: mine }));
  await db.sql`update public.domains set submitted_by = null where id = ${domains[0].id}`;
  await db.sql`delete from private.touches where row_id = ${domains[0].id}`;
  const late = await db.as("mallory").rpc("approve_domain", { domain: domains[0].id });
  assert.equal(late.error?.code, "domain_taken");
  await done(db.as("mallory").rpc("reject_domain", { domain: domains[0].id, reason: "已被占用" }));
  const again = { domain: domains[0].id, input: { name, custom_codes: false } };
  assert.equal(await refusal(db.as("mallory").rpc("update_domain", again)), "domain_taken");
});

test("an approved domain is enabled; neither its asker nor a reader decides, and nobody twice", async () => {
  const domain = await askedDomain(db, "decided.example.com");
  assert.equal(await refusal(db.as("dan").rpc("approve_domain", { domain })), "forbidden");
  assert.equal(await refusal(db.as("bob").rpc("approve_domain", { domain })), "forbidden");
  assert.equal(await refusal(db.as("mallory").rpc("approve_domain", { domain })), "not_found");
  const { domains } = await done(ask({ names: ["owners.example.com"], custom_codes: false }, "alice"));
  const own = { domain: domains[0].id };
  assert.equal(await refusal(db.as("alice").rpc("approve_domain", own)), "four_eyes");
  const approved = await done(db.as("carol").rpc("approve_domain", { domain, reason: "材料齐全" }));
  assert.deepEqual([approved.state, approved.enabled, approved.reason], ["approved", true, "材料齐全"]);
  for (const verb of ["approve_domain", "reject_domain"])
    assert.equal(await refusal(db.as("carol").rpc(verb, { domain, reason: "迟了" })), "wrong_state");
});

test("only a rejected domain is edited, and is then submitted a second time", async () => {
  const domain = await askedDomain(db, "typo.example.com");
  const input = { name: "Right.Example.com", custom_codes: true };
  const edit = () => db.as("bob").rpc("update_domain", { domain, input });
  assert.equal(await refusal(edit()), "wrong_state");
  assert.equal(await refusal(db.as("bob").rpc("submit_domain", { domain })), "wrong_state");
  await done(db.as("carol").rpc("reject_domain", { domain, reason: "拼写有误" }));
  assert.equal((await cardOf(db, "domain_cards", domain)).reason, "拼写有误");
  const edited = await done(edit());
  assert.deepEqual(
    [edited.name, edited.host, edited.custom_codes, edited.state],
    ["right.example.com", "right.example.com", true, "rejected"],
  );
  const submitted = await done(db.as("bob").rpc("submit_domain", { domain }));
  assert.deepEqual([submitted.state, submitted.reason], ["in_review", null]);
  await done(db.as("carol").rpc("approve_domain", { domain }));
  assert.equal(await refusal(edit()), "wrong_state");
  for (const person of ["dan", "carol"] as const)
    assert.equal(await refusal(db.as(person).rpc("update_domain", { domain, input })), "forbidden", person);
});

test("the proof is a pdf of the enterprise that was kept as one; an edit keeps it, or takes it away", async () => {
  const path = await kept(db, "domain-proofs", { ending: "pdf" });
  const [other] = await db.sql`select id from public.enterprises where id <> ${await yunshan(db)} limit 1`;
  const asking = (proof: unknown) => ask({ names: ["proof.example.com"], custom_codes: false, proof });
  for (const proof of [
    { path },
    { path, name: " " },
    { path: path.replace("/", "/a"), name: "not kept.pdf" },
    { path: await kept(db, "jump-proofs", { ending: "pdf" }), name: "of another bucket.pdf" },
    { path: await kept(db, "domain-proofs", { ending: "pdf", type: null }), name: "no pdf.pdf" },
    { path: await kept(db, "domain-proofs", { ending: "pdf", enterprise: other?.id }), name: "theirs.pdf" },
    { path: "letter.pdf", name: "a.pdf" },
  ])
    assert.equal(await refusal(asking(proof)), "file_invalid", JSON.stringify(proof));
  assert.equal(await refusal(asking("letter.pdf")), "input_invalid", "a text is no proof");
  const { domains } = await done(asking({ path, name: "授权函.pdf" }));
  const domain = domains[0].id;
  assert.deepEqual([domains[0].proof_path, domains[0].proof_name], [path, "授权函.pdf"]);
  await done(db.as("carol").rpc("reject_domain", { domain, reason: "看不清" }));
  const plain = { name: "proof.example.com", custom_codes: false };
  assert.equal(
    (await done(db.as("bob").rpc("update_domain", { domain, input: plain }))).proof_name,
    "授权函.pdf",
  );
  const gone = { domain, input: { ...plain, proof: null } };
  assert.equal((await done(db.as("bob").rpc("update_domain", gone))).proof_path, null);
});

test("one approved domain is the default, and it is not switched off", async () => {
  const first = await approvedDomain(db, "first.example.com");
  const waiting = await askedDomain(db, "later.example.com");
  const bob = db.as("bob");
  assert.equal(await refusal(bob.rpc("set_default_domain", { domain: waiting })), "wrong_state");
  assert.equal(await refusal(bob.rpc("enable_domain", { domain: waiting })), "wrong_state");
  const chosen = await done(bob.rpc("set_default_domain", { domain: first }));
  assert.equal(chosen.is_default, true);
  const home = await yunshan(db);
  const defaults = () =>
    db.as("dan").rows("select name from public.domain_cards where is_default and enterprise_id = $1", [home]);
  assert.deepEqual(await defaults(), [{ name: "first.example.com" }]);
  assert.equal(await refusal(bob.rpc("disable_domain", { domain: first })), "domain_is_default");
  const [own] =
    await db.sql`select id from public.domains where name = 'default' and enterprise_id = ${home}`;
  await done(bob.rpc("disable_domain", { domain: own?.id }));
  assert.equal(await refusal(bob.rpc("set_default_domain", { domain: own?.id })), "domain_disabled");
  await done(bob.rpc("enable_domain", { domain: own?.id }));
  await done(bob.rpc("set_default_domain", { domain: own?.id }));
  for (const [verb, input] of [
    ["enable_domain", { domain: first }],
    ["disable_domain", { domain: first }],
    ["set_default_domain", { domain: first }],
  ] as const) {
    assert.equal(await refusal(db.as("carol").rpc(verb, input)), "forbidden", verb);
    assert.equal(await refusal(db.as("mallory").rpc(verb, input)), "not_found", verb);
  }
});

test("a send takes an approved and enabled domain only, and its links begin with that host", async () => {
  const domain = await approvedDomain(db, "serves.example.com");
  const send = await draftSend(db, { domain_id: domain, name: "自有域名" });
  const [row] = await db.sql`select private.link_base(${domain}) as base`;
  assert.equal(row?.base, "https://serves.example.com");
  await done(db.as("bob").rpc("disable_domain", { domain }));
  const submitted = await db.as("bob").rpc("submit_send", { send });
  assert.deepEqual(
    [submitted.error?.code, JSON.parse(submitted.error?.details ?? "{}").name],
    ["domain_disabled", "serves.example.com"],
  );
  await done(db.as("bob").rpc("enable_domain", { domain }));
  await done(db.as("bob").rpc("submit_send", { send }));
});

test("a domain is never deleted, and the same click twice asks once", async () => {
  const verbs = await db.sql`select proname from pg_proc where proname like '%delete%domain%'`;
  assert.deepEqual([...verbs], []);
  const request = "6b1f3d6a-0000-4000-8000-000000000001";
  const input = { names: ["twice.example.com"], custom_codes: false };
  const one = await done(db.as("bob").rpc("create_domains", { input, request }));
  assert.deepEqual(await done(db.as("bob").rpc("create_domains", { input, request })), one);
  assert.ok(await idOf(db, "domains", "twice.example.com"));
});
