/** A gateway to be tried: a real one on a small law of its own, with Alice, Bob and a function behind it. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { freePorts } from "../../../shared/src/node/ports.ts";
import { dictionaries } from "../functions.ts";
import { databaseUrl, startPostgres } from "../postgres.ts";
import { secretsOf } from "../secrets.ts";

/** A small law: notes that only Alice's chat name may read, and a bucket where each person has a folder. */
const LAW = `
  create table public.notes (id int primary key, body text not null, secret text);
  alter table public.notes enable row level security;
  revoke all on public.notes from anon, authenticated;
  grant select (id, body) on public.notes to authenticated;
  create policy "the chat name decides" on public.notes for select to authenticated
    using (current_setting('request.headers', true)::jsonb ->> 'x-chat-user' = 'slack:T1:U1');
  insert into public.notes values (1, 'hello', 'hidden'), (2, '+8613800138000', 'hidden');
  create function public.refuse_me() returns jsonb language plpgsql as $$
  begin
    raise sqlstate 'PGRST' using
      message = '{"code":"template_move","message":"No.","details":"{\\"a\\":1}","hint":"Wait."}',
      detail = '{"status":409,"headers":{}}';
  end $$;
  create function public.takes_many(many text[]) returns integer language sql as 'select cardinality(many)';
  create type public.mood as enum ('calm', 'wild');
  create function public.takes_all(t text, u uuid, b boolean, i integer, l bigint, d date, at timestamptz, m public.mood,
    ms public.mood[], j jsonb) returns integer language sql as 'select 1';
  create function public.takes_long(why text) returns integer language plpgsql stable as $$
  begin
    raise exception 'canceling statement due to % timeout', why using errcode = '57014';
  end $$;
  create table public.failed (email text, address text);
  create function public.record_failed_sign_in(email text, address text) returns void language sql security definer
    as 'insert into public.failed values (email, address)';
  insert into storage.buckets (id, name, public) values ('drawer', 'drawer', false), ('wall', 'wall', true);
  create policy "a person owns a folder" on storage.objects for all to authenticated
    using (bucket_id = 'drawer' and (storage.foldername(name))[1] = (select auth.uid())::text);
`;

const user = (id: string, email: string) => `
  insert into auth.users (id, instance_id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data)
  values ('${id}', '00000000-0000-0000-0000-000000000000', 'authenticated', 'authenticated', '${email}',
    extensions.crypt('tidings-demo', extensions.gen_salt('bf')), now(), '{"provider":"email","providers":["email"]}');
  insert into auth.identities (id, provider, provider_id, user_id, identity_data)
  values (gen_random_uuid(), 'email', '${id}', '${id}', '{"sub":"${id}","email":"${email}"}');`;

export const ALICE = "00000000-0000-4000-8000-00000000000a";
const BOB = "00000000-0000-4000-8000-00000000000b";

type Headers = Record<string, string>;

/** What a test does with it. Without a key a client is anonymous. */
export type Stand = {
  url: string;
  home: string;
  secretKey: string;
  /** The publishable key. */
  key: string;
  /** The database, as its owner. */
  sql: postgres.Sql;
  port: number;
  /** Does the process of the gateway still run? */
  alive(): boolean;
  /** What the gateway has printed so far. */
  log(): string;
  client(key?: string, headers?: Headers): SupabaseClient;
  signedIn(email: string, headers?: Headers): Promise<SupabaseClient>;
  close(): Promise<void>;
};

/** An edge function that answers with what it has got. */
const echo = () =>
  createServer((request, response) => {
    const saw = request.headers["x-tidings-source"] ?? "";
    response.writeHead(418, { "x-path": request.url ?? "", "x-saw": saw });
    request.pipe(response);
  });

/** Starts Postgres, a function and the gateway before them. `bot` in its health never answers. `limits`: other figures than the usual ones; `more`: other settings. */
export async function openStand(limits: object = {}, more: Record<string, string> = {}): Promise<Stand> {
  const home = await mkdtemp(join(tmpdir(), "tidings-gateway-"));
  const [api = 0, db = 0] = await freePorts(2);
  const { databasePassword: password, jwtSecret, publishableKey, secretKey } = await secretsOf(home);
  const database = await startPostgres({ dataDir: join(home, "pg"), port: db, password, volatile: true });
  const sql = postgres(database.url, { max: 1 });
  await sql.unsafe(LAW + user(ALICE, "alice@demo.test") + user(BOB, "bob@demo.test"));
  const fn = echo().listen(0, "127.0.0.1");
  await once(fn, "listening");
  const { port } = fn.address() as { port: number };
  const url = `http://127.0.0.1:${api}`;
  const probes = { "fn-echo": `http://127.0.0.1:${port}/echo`, bot: "http://127.0.0.1:9/healthz" };
  const gateway = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      TIDINGS_HOME: home,
      TIDINGS_API_PORT: String(api),
      GATEWAY_DB_URL: databaseUrl(db, password, "lite"),
      GATEWAY_JWT_SECRET: jwtSecret,
      GATEWAY_SITE_URL: url,
      GATEWAY_FUNCTIONS: JSON.stringify({ link: port, echo: port }),
      GATEWAY_PROBES: JSON.stringify(probes),
      GATEWAY_LIMITS: JSON.stringify(limits),
      ...dictionaries({ publishableKey, secretKey }),
      ...more,
    },
  });
  let said = "";
  for (const stream of [gateway.stdout, gateway.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk;
      if (process.env.STAND_LOG) process.stderr.write(chunk);
    });
  await once(gateway.stdout, "data");

  const client = (key = publishableKey, headers: Headers = {}) =>
    createClient(url, key, {
      auth: { persistSession: false, autoRefreshToken: false, experimental: { recoveryCodes: true } },
      global: { headers },
    });
  return {
    url,
    key: publishableKey,
    home,
    secretKey,
    sql,
    port: api,
    alive: () => gateway.exitCode === null && gateway.signalCode === null,
    log: () => said,
    client,
    async signedIn(email, headers = {}) {
      const person = client(publishableKey, headers);
      const { error } = await person.auth.signInWithPassword({ email, password: "tidings-demo" });
      assert.equal(error, null);
      return person;
    },
    async close() {
      gateway.kill();
      await once(gateway, "exit");
      await sql.end();
      fn.close();
      await database.stop();
      await rm(home, { recursive: true });
    },
  };
}
