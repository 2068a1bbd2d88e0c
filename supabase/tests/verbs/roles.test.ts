import assert from "node:assert/strict";
import { test } from "node:test";
import { testDatabase } from "../test_database.ts";

/** T13: what runs has what it needs and no more. Whoever takes an edge function, or the REST server, does not own the database. */
const db = await testDatabase();
const functions = await db.signedIn("tidings_functions");
const rest = await db.signedIn("lite");

const DENIED = { code: "42501" };

test("the role of the edge functions reads no table and writes none", async () => {
  const tables = await db.sql`select c.oid::regclass::text as name from pg_class c
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace, 'partitions'::regnamespace, 'auth'::regnamespace, 'storage'::regnamespace)
      and c.relkind in ('r', 'p', 'v')`;
  assert.ok(tables.length > 60);
  for (const { name } of tables)
    await assert.rejects(functions.unsafe(`select 1 from ${name} limit 1`), DENIED, name);
  for (const statement of [
    "update public.sends set state = 'done'",
    "insert into private.bots (user_id) values (gen_random_uuid())",
    "delete from public.audit_log",
    "insert into storage.objects (bucket_id, name) values ('media', 'x')",
  ])
    await assert.rejects(functions.unsafe(statement), DENIED, statement);
});

test("it executes the entry points of the hot path, and no verb and no other tool", async () => {
  const may =
    await db.sql`select p.pronamespace::regnamespace::text as home, p.proname as name, p.prosecdef as definer from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and has_function_privilege('tidings_functions', p.oid, 'execute') order by 2`;
  assert.deepEqual(
    may.map(({ name }) => name),
    [
      ...[
        "access_key",
        "account_of",
        "admit_access_key",
        "banned_words_in",
        "channel_to_ask",
        "claim_account_handoffs",
        "claim_batch",
        "claim_callback_posts",
        "claim_callbacks",
        "claim_carrier_test",
        "claim_mail",
        "claim_mint",
        "claim_template_questions",
        "claim_vendor_handoffs",
        "claim_wait",
        "count_function",
        "doomed_objects",
        "doomed_uploads",
        "drop_leftover",
        "fail_import",
        "finish_account_handoff",
        "finish_callbacks",
      ],
      ...[
        "finish_file",
        "finish_mail",
        "finish_part",
        "finish_vendor_handoff",
        "forget_objects",
        "forget_unread",
        "forget_uploads",
        "give_back",
        "give_back_mint",
        "import_progress",
        "invitation_to_mail",
        "keep_import_items",
        "key_voice",
        "known_capabilities",
        "latest_content",
      ],
      ...[
        "lease_binds",
        "link_of_alias",
        "link_settings",
        "link_trust",
        "log_key_request",
        "may_import",
        "may_keep",
        "media_measures",
        "mint_wait",
        "next_export_slice",
        "next_part",
      ],
      ...[
        "objects_to_remove",
        "open_export",
        "receipt_carrier",
        "receipt_channel",
        "record_bind",
        "record_capabilities",
        "record_carrier_replies",
        "record_carrier_template_states",
        "record_carrier_test",
        "record_clicks",
        "record_confirmations",
      ],
      ...[
        "record_content_check",
        "record_export_slice",
        "record_handoff",
        "record_kept",
        "record_minted",
        "record_opened",
        "record_receipts",
        "record_replies",
        "record_sorted_receipts",
        "record_submitted",
      ],
      ...[
        "record_submitted_test",
        "record_task_replies",
        "record_template_states",
        "refuse_vendor_handoff",
        "release_binds",
        "resolve_batch",
        "settle_callback_posts",
        "show_accounts",
        "show_shortcuts",
        "show_version",
        "spare_object",
        "stale_incoming",
        "stranger_limit",
      ],
      ...[
        "template_told",
        "tidy_called",
        "tidy_carrier",
        "try_closing",
        "try_part",
        "unread_objects",
        "untry_part",
      ],
    ],
  );
  assert.deepEqual(
    may.filter(({ home, definer }) => home !== "private" || !definer),
    [],
  );
});

test("neither of them can switch off the trigger of the audit log, or become its owner", async () => {
  for (const [name, sql] of Object.entries({ functions, rest })) {
    for (const statement of [
      "alter table public.audit_log disable trigger user",
      "alter table public.audit_seals disable trigger user",
      "drop trigger audit_log_is_append_only on public.audit_log",
      "create or replace function private.never_change() returns trigger language plpgsql as $$ begin return null; end $$",
      "delete from public.audit_log",
      "set role postgres",
    ])
      await assert.rejects(sql.unsafe(statement), DENIED, `${name}: ${statement}`);
    const [row] =
      await sql`select rolsuper or rolcreaterole or rolbypassrls as strong from pg_roles where rolname = current_user`;
    assert.equal(row?.strong, false, name);
  }
});
