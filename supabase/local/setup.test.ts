import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import postgres from "postgres";
import { freePort } from "../../shared/src/node/ports.ts";
import { ROOT } from "./env.ts";
import { migrate } from "./migrate.ts";
import { startPostgres } from "./postgres.ts";
import { functionsUrl } from "./setup.ts";

const setup = (args: string[], env: Record<string, string>) =>
  promisify(execFile)(process.execPath, [join(ROOT, "supabase/local/setup.ts"), ...args], {
    env: { ...process.env, ...env },
  });

test("the address for the functions is the owner's with another user, also behind a pooler", () => {
  assert.equal(
    functionsUrl("postgresql://postgres:pw@db.abc.supabase.co:5432/postgres", "new"),
    "postgresql://tidings_functions:new@db.abc.supabase.co:5432/postgres",
  );
  assert.equal(
    functionsUrl("postgresql://postgres.abc:pw@aws-0.pooler.supabase.com:6543/postgres", "new"),
    "postgresql://tidings_functions.abc:new@aws-0.pooler.supabase.com:6543/postgres",
  );
  assert.equal(
    functionsUrl("postgresql://postgres:pw@db.abc.supabase.co:5432/postgres?sslmode=verify-full", "new"),
    "postgresql://tidings_functions:new@db.abc.supabase.co:5432/postgres",
    "the functions do not know the certificate",
  );
});

let server: { url: string; stop(): Promise<void> };
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidings-setup-"));
  const port = await freePort();
  server = await startPostgres({ dataDir: join(folder, "pg"), port, password: "setup", volatile: true });
  await migrate(server.url);
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});
const run = (...args: string[]) => setup(args, { SUPABASE_DB_URL: server.url });
async function inDatabase<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
  return work(sql).finally(() => sql.end());
}

test("an address that asks for a certificate tells nothing to a server that shows none", async () => {
  await assert.rejects(setup(["functions"], { SUPABASE_DB_URL: `${server.url}?sslmode=verify-full` }), /TLS/);
});

const account = (email: string) =>
  inDatabase((sql) => sql`insert into auth.users (id, email) values (gen_random_uuid(), ${email})`);

test("setup gives the role a password, and what it prints signs in and executes an entry point", async () => {
  const { stdout } = await run("functions");
  const [, url = ""] = /^npx supabase secrets set 'TIDINGS_DB_URL=(\S+)'$/m.exec(stdout) ?? [];
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const [row] =
    await sql`select current_user as who, (select count(*)::int from private.link_settings()) as rows`;
  await sql.end();
  assert.deepEqual({ ...row }, { who: "tidings_functions", rows: 1 });
});

test("setup makes an account the bot, with the key that it prints; once more, and the key is a new one", async () => {
  await account("Bot@Company.example");
  const keyOf = async () => {
    const { stdout } = await run("bot", "bot@company.example");
    return /^export TIDINGS_BOT_EMAIL=bot@company\.example TIDINGS_BOT_KEY=([0-9a-f]{64})$/m.exec(
      stdout,
    )?.[1];
  };
  const first = await keyOf();
  const second = await keyOf();
  assert.notEqual(first, second);
  const bots = await inDatabase(
    (sql) =>
      sql`select u.email, encode(b.key, 'hex') as key from private.bots b join auth.users u on u.id = b.user_id`,
  );
  assert.deepEqual([...bots], [{ email: "Bot@Company.example", key: second }]);
});

test("where there is no account of that address, setup makes one for the bot, with a password that is printed once", async () => {
  const { stdout } = await run("bot", "Robot@company.example");
  const [, password = ""] =
    /^export TIDINGS_BOT_EMAIL=Robot@company\.example TIDINGS_BOT_PASSWORD=(\S{32}) TIDINGS_BOT_KEY=[0-9a-f]{64}$/m.exec(
      stdout,
    ) ?? [];
  const [made] = await inDatabase(
    (sql) => sql`select u.encrypted_password = extensions.crypt(${password}, u.encrypted_password) as opens,
      u.email_confirmed_at is not null as confirmed, i.provider, p.name, b.key is not null as keyed
      from auth.users u join auth.identities i on i.user_id = u.id join public.profiles p on p.user_id = u.id
      join private.bots b on b.user_id = u.id where u.email = 'robot@company.example'`,
  );
  assert.deepEqual(
    { ...made },
    { opens: true, confirmed: true, provider: "email", name: "Tidings", keyed: true },
  );
  const again = await run("bot", "robot@company.example");
  assert.doesNotMatch(again.stdout, /PASSWORD/, "the password of an account that was there stays");
  for (const email of ["robot", "a@b", "a'b@company.example"])
    await assert.rejects(run("bot", email), { code: 1, stderr: /no address of mail/ });
});

test("setup says how many proxies there are, once the addresses are known", async () => {
  await run("address", "https://p.example/l", "https://p.example/functions/v1");
  await run("proxies", "2");
  const [row] = await inDatabase((sql) => sql`select trusted_hops from private.deployment`);
  assert.equal(row?.trusted_hops, 2);
  for (const typed of ["0", "two", "21", "1.5"])
    await assert.rejects(run("proxies", typed), { code: 1, stderr: /no number of proxies/ });
});

test("setup tells the database its addresses, and refuses what is none", async () => {
  await run("address", "https://p.example/functions/v1/link/", "https://p.example/functions/v1");
  const [row] = await inDatabase((sql) => sql`select link_base_url, functions_url from private.deployment`);
  assert.deepEqual(
    [row?.link_base_url, row?.functions_url],
    ["https://p.example/functions/v1/link", "https://p.example/functions/v1"],
  );
  await assert.rejects(run("address", "p.example/l", "https://p.example"), {
    code: 1,
    stderr: /no address of the web: p\.example\/l/,
  });
});

test("setup lets a person run the deployment, and neither the bot nor nobody", async () => {
  await account("olga@company.example");
  for (let n = 0; n < 2; n += 1) await run("platform-admin", "olga@company.example");
  const admins = await inDatabase(
    (sql) => sql`select u.email from private.platform_admins p join auth.users u on u.id = p.user_id`,
  );
  assert.deepEqual([...admins], [{ email: "olga@company.example" }]);
  await assert.rejects(run("platform-admin", "bot@company.example"), {
    code: 1,
    stderr: /the bot's account/,
  });
  await assert.rejects(run("platform-admin", "nobody@company.example"), {
    code: 1,
    stderr: /No account has the address .* Sign up with it in the panel first/,
  });
});

test("setup lays the public templates and their pictures, and the second time none of them", async () => {
  const stored: string[] = [];
  const storage = createServer((request, answer) => {
    stored.push(
      `${request.method} ${request.url} ${request.headers["content-type"]} ${request.headers.apikey}`,
    );
    request.resume().on("end", () => answer.end("{}"));
  });
  await new Promise<void>((ready) => storage.listen(0, "127.0.0.1", ready));
  const { port } = storage.address() as AddressInfo;
  const env = {
    SUPABASE_DB_URL: server.url,
    SUPABASE_URL: `http://127.0.0.1:${port}`,
    SUPABASE_SECRET_KEY: "sb_secret_x",
  };
  try {
    assert.match((await setup(["templates"], env)).stdout, /^63 public templates are there/);
    assert.ok(stored.length > 50, `${stored.length} objects`);
    for (const one of stored)
      assert.match(
        one,
        /^POST \/storage\/v1\/object\/media\/0{8}-0{4}-0{4}-0{4}-0{12}\/[0-9a-f]{64}\.(jpg image\/jpeg|mp4 video\/mp4|3gp video\/3gpp|wav audio\/wav) sb_secret_x$/,
      );
    // Storage has them now.
    await inDatabase(
      (sql) =>
        sql`insert into storage.objects (bucket_id, name) select 'media', path from private.kept_objects`,
    );
    await setup(["templates"], env);
    assert.equal(new Set(stored).size, stored.length);
    const [row] = await inDatabase(
      (sql) =>
        sql`select count(*)::int as all, count(distinct layout)::int as layouts from public.public_templates`,
    );
    assert.deepEqual({ ...row }, { all: 63, layouts: 27 });
  } finally {
    storage.close();
  }
  await assert.rejects(run("templates"), { code: 1, stderr: /SUPABASE_SECRET_KEY/ });
});

test("a member's account does not become the bot", async () => {
  await account("member@company.example");
  await inDatabase(async (sql) => {
    await sql`with made as (insert into public.enterprises (name) values ('某公司') returning id)
      insert into public.members (enterprise_id, user_id, name, email) select made.id, u.id, 'M', u.email from made, auth.users u where u.email = 'member@company.example'`;
  });
  await assert.rejects(run("bot", "member@company.example"), { code: 1, stderr: /an account of its own/ });
});

test("without an address, or with words that it does not know, it says what it needs and does nothing", async () => {
  await assert.rejects(setup(["functions"], { SUPABASE_DB_URL: "" }), { code: 2, stderr: /SUPABASE_DB_URL/ });
  for (const words of [[], ["bot"], ["address", "https://p.example"], ["platform-admin", "a", "b"]])
    await assert.rejects(run(...words), { code: 2, stderr: /npm run setup -- platform-admin <email>/ });
});

test("setup holds a database that was restored from a snapshot, once, and says who answers", async () => {
  for (let n = 0; n < 2; n += 1)
    assert.match((await run("restored")).stdout, /Nothing goes out.*\n.*restore list/);
  const rows = await inDatabase(
    (sql) => sql`select state, noticed_by, private.is_held() as held from public.restores`,
  );
  assert.deepEqual([...rows], [{ state: "open", noticed_by: "operator", held: true }]);
});
