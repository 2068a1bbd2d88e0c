import assert from "node:assert/strict";
import { test } from "node:test";
import { flag, targetOf, WrongSetting } from "./settings.ts";
import { addressesOf } from "./steps.ts";

const REF = "abcdefghijklmnopqrst";
const OTHER = "zzzzzzzzzzzzzzzzzzzz";
const TOKEN = `sbp_${"0a".repeat(20)}`;
const DB = `postgresql://postgres.${REF}:pw@aws-0-eu.pooler.supabase.com:5432/postgres`;

/** What is complained of, with what was seen; the project's address where all is well. */
function asked(
  ref: string | undefined,
  env: Record<string, string>,
  database: "needed" | "optional" = "needed",
) {
  try {
    return targetOf(ref, { SUPABASE_ACCESS_TOKEN: TOKEN, SUPABASE_DB_URL: DB, ...env }, database).projectUrl;
  } catch (error) {
    assert.ok(error instanceof WrongSetting);
    assert.doesNotMatch(error.message, /sbp_0a|:pw@/, "no secret is shown");
    return [error.complaint, error.seen].filter(Boolean).join(" ");
  }
}

test("what is set wrongly is named before anything is done, and no secret is shown", () => {
  assert.equal(asked(REF, {}), `https://${REF}.supabase.co`);
  assert.equal(asked(undefined, {}), "project_ref");
  assert.equal(asked("ABC", {}), "project_ref ABC");
  assert.equal(asked(REF, { SUPABASE_ACCESS_TOKEN: "eyJ0a" }), "access_token");
  assert.equal(asked(REF, { SUPABASE_DB_URL: "" }), "database_url");
  assert.equal(asked(REF, { SUPABASE_DB_URL: "" }, "optional"), `https://${REF}.supabase.co`);
  assert.equal(asked(REF, { SUPABASE_DB_URL: "https://postgres:pw@db" }), "database_url");
  assert.equal(asked(REF, { SUPABASE_URL: "example.com" }), "project_url example.com");
  assert.equal(asked(REF, { SUPABASE_URL: "https://api.example.com/" }), "https://api.example.com");
});

test("a database or an address of another project is refused, and so is a pooler that has no sessions", () => {
  assert.equal(
    asked(REF, { SUPABASE_DB_URL: `postgresql://postgres:pw@db.${OTHER}.supabase.co:5432/postgres` }),
    `other_database ${OTHER}`,
  );
  assert.equal(asked(OTHER, {}), `other_database ${REF}`);
  assert.equal(asked(REF, { SUPABASE_URL: `https://${OTHER}.supabase.co` }), `other_project ${OTHER}`);
  assert.equal(asked(REF, { SUPABASE_DB_URL: DB.replace("5432", "6543") }), "transaction_pooler");
});

test("a flag takes the next word or what is joined to it", () => {
  assert.equal(
    flag("--links", ["--project-ref", REF, "--links", "https://go.example.com"]),
    "https://go.example.com",
  );
  assert.equal(flag("--project-ref", [`--project-ref=${REF}`]), REF);
  assert.equal(flag("--project-ref", ["--project-ref"]), "");
  assert.equal(flag("--links", []), undefined);
});

test("addresses that were set stay; those of the project that a copy was restored from do not", () => {
  const target = targetOf(REF, { SUPABASE_ACCESS_TOKEN: TOKEN, SUPABASE_DB_URL: DB }, "needed");
  const work = { target: { ...target, databaseUrl: DB }, links: null, named: false };
  const own = {
    links: `https://${REF}.supabase.co/functions/v1/link`,
    functions: `https://${REF}.supabase.co/functions/v1`,
  };
  const of = (functions: string, links: string, more = {}) =>
    addressesOf({ functions, links }, { ...work, ...more });
  assert.deepEqual(addressesOf(null, work), own);
  assert.deepEqual(of("https://api.example.com/functions/v1", "https://go.example.com"), {
    functions: "https://api.example.com/functions/v1",
    links: "https://go.example.com",
  });
  const other = `https://${OTHER}.supabase.co/functions/v1`;
  assert.deepEqual(of(other, `${other}/link`), own);
  assert.deepEqual(of(other, "https://go.example.com"), { ...own, links: "https://go.example.com" });
  assert.deepEqual(of(own.functions, own.links, { links: "https://s.example.com" }), {
    ...own,
    links: "https://s.example.com",
  });
  assert.deepEqual(of("https://api.example.com/functions/v1", "https://go.example.com", { named: true }), {
    ...own,
    links: "https://go.example.com",
  });
});
