/** One row of everything that an enterprise can have, so that tests can try every verb and every table. */

import {
  approvedDomain,
  askedDomain,
  confirmThemselves,
  done,
  finishPart,
  groupInput,
  idOf,
  importing,
  invited,
  joins,
  madeTask,
  offered,
  ordered,
  personalTask,
  phones,
  resolve,
  switchedOffDomain,
  yunshan,
} from "./fixtures.ts";
import { putSends, setUp } from "./one_of_each_sends.ts";
import { PEOPLE, type Person, proven, type TestDatabase } from "./test_database.ts";

/** Alice's linked chat account, and a chat account that nobody has linked. */
export const ALICE_IN_CHAT = "slack:T1:UALICE";
export const STRANGER_IN_CHAT = "slack:T1:USTRANGER";

export type OneOfEach = {
  enterprise: string;
  /** Bob's membership. */
  member: string;
  /** A member whom alice has disabled. */
  former: string;
  /** A custom policy that no group carries, and a group without members. */
  policy: string;
  group: string;
  /** An open invitation, and the token of one with which erin can become a member. */
  invitation: string;
  erins: string;
  /** Alice's chat account. */
  identity: string;
  /** A session of dan on another machine. */
  session: string;
  /** An unused code with which carol can link a chat account. */
  code: string;
  /** `off` is live, and switched off. */
  templates: { draft: string; waiting: string; live: string; off: string };
  /** `other` and `spare` are approved and enabled, and not the default; `off` is switched off. */
  domains: { rejected: string; waiting: string; other: string; spare: string; off: string };
  /** A batch of jump links that waits for a reviewer. */
  jumps: string;
  /** A file whose parts are all here, not yet imported. */
  uploading: string;
  /** An imported file, with a duplicate and an invalid line. */
  ready: string;
  /** Numbers that bob typed and no send uses. */
  spare: string;
  /** An offer of the price list, and orders of it that wait for their payment. */
  offer: { id: string; revision: number };
  orders: { mine: string; paid: string; unpaid: string };
  sms: string;
  /** A group link, and personal links of which one could not be made. */
  tasks: { group: string; partial: string };
  /** A link of the partial task that carol has frozen. */
  frozen: string;
  /** The code of that link. */
  frozenCode: string;
  /** `going` is approved and expands next. `over` has a number that it did not reach. `urgent` is in review, as `waiting` is. */
  sends: Record<"draft" | "waiting" | "held" | "going" | "paused" | "over" | "urgent", string>;
  channels: { working: string; resting: string };
  /** An approval rule that no send here meets. */
  rule: string;
  /** An alert, and its post to a chat channel. */
  alert: string;
  post: string;
  token: string;
  card: string;
  run: string;
};

export const MEDIA_POLICY = {
  Version: "1.1",
  Statement: [{ Effect: "Allow", Action: ["KooMessage:media:*"] }],
};

/** A public key of P-256: the generator of the curve, whose private key is 1. */
export const PUBLIC_JWK = {
  kty: "EC",
  crv: "P-256",
  x: "axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY",
  y: "T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU",
};
/** A key and a range of a vendor that the deployment knows. */
export const VENDOR_KEY = { vendor: "oppo", kid: "2026-01" };
export const VENDOR_RANGE = "203.0.113.0/24";

/** A member whom alice has disabled, a policy and a group that nobody has, and two invitations. */
async function somePeople(
  db: TestDatabase,
): Promise<Pick<OneOfEach, "former" | "policy" | "group" | "invitation" | "erins">> {
  const alice = db.as("alice");
  const former = await joins(db, "frank", ["Readers"]);
  await done(alice.rpc("disable_member", { member: former }));
  const policy = await done(
    alice.rpc("create_policy", { input: { name: "图库备用", document: MEDIA_POLICY } }),
  );
  const group = await done(
    alice.rpc("create_group", { input: { name: "临时组", policies: [], members: [] } }),
  );
  const { id: invitation } = await invited(db, { email: "grace@nowhere.test" }, ["Readers"]);
  const { token: erins } = await invited(db, "erin", ["Readers"]);
  return { former, policy: policy.id, group: group.id, invitation, erins };
}

/** Links a person's chat account, as `link <code>` does. */
export async function linkChat(db: TestDatabase, person: Person, chat: string) {
  const { code } = await done(db.as(person).rpc("begin_link"));
  return done(db.as("bot", chat).rpc("finish_link", { code }));
}

/** A resolved group link with a custom code; and personal links, of which one was rejected and one is frozen. */
async function someTasks(db: TestDatabase): Promise<Pick<OneOfEach, "tasks" | "frozen" | "frozenCode">> {
  await db.sql`update public.domains set custom_codes = true`;
  const group = await madeTask(db, await groupInput(db, { custom_code: "vip1" }));
  const partial = await personalTask(db, ["A1", "A2", "A1"]);
  await resolve(db, group.link_id);
  await resolve(db, group.link_id, "human", null);
  const [link] = await db
    .as("carol")
    .rows("select id::text, code from public.link_cards where cust_flag = 'A1'");
  await done(db.as("carol").rpc("freeze_link", { link: link.id, reason: "投诉" }));
  return { tasks: { group: group.id, partial: partial.id }, frozen: link.id, frozenCode: link.code };
}

/** Olga's offer, and three orders of alice's. */
async function someOrders(db: TestDatabase): Promise<Pick<OneOfEach, "offer" | "orders">> {
  await confirmThemselves(db, false);
  const offer = await offered(db);
  const one = async () => (await ordered(db, offer)).id as string;
  return { offer, orders: { mine: await one(), paid: await one(), unpaid: await one() } };
}

/** A live template, switched off. No send or task here is made of it. */
async function switchedOff(db: TestDatabase): Promise<string> {
  const template = await idOf(db, "templates", "开卡欢迎图文");
  await done(db.as("bob").rpc("disable_template", { template }));
  return template;
}

/** Makes one of everything in the demo enterprise. */
export async function everything(db: TestDatabase): Promise<OneOfEach> {
  const enterprise = await yunshan(db);
  await done(db.as("olga").rpc("add_vendor_key", { input: { ...VENDOR_KEY, jwk: PUBLIC_JWK } }));
  await done(db.as("olga").rpc("add_vendor_range", { input: { vendor: "oppo", cidr: VENDOR_RANGE } }));
  await linkChat(db, "alice", ALICE_IN_CHAT);
  const [identity] = await db.sql`select id from public.chat_identities`;
  const [member] = await db.sql`select id from public.members where email = 'bob@demo.test'`;
  const { code } = await done(db.as("carol").rpc("begin_link"));
  const [session] =
    await db.sql`insert into auth.sessions (id, user_id, created_at, updated_at, user_agent, ip)
    values (gen_random_uuid(), ${PEOPLE.dan}, now(), now(), 'Mozilla/5.0 (X11; Linux x86_64)', '203.0.113.7') returning id`;
  // Uploaded objects as Storage leaves them: the first is added to the library below, the second by `add_media`.
  for (const name of ["poster.png", "new.png"]) {
    await db.sql`insert into storage.objects (bucket_id, name) values ('media', ${`${enterprise}/${name}`})`;
  }
  const medium = { kind: "image", name: "海报", path: `${enterprise}/poster.png`, bytes: 1000 };
  await done(db.as("bob").rpc("add_media", { input: medium }));
  const ready = await importing(db, 1);
  const good = [...phones(6), phones(1)[0] as string].map((phone, index) => ({ line: index + 2, phone }));
  await finishPart(db, ready, 1, good, [{ line: 99, value: "12***", reason: "invalid_number" }]);
  const { id: uploading } = await done(
    db.as("bob").rpc("begin_number_file", { input: { name: "新客.csv", bytes: 9, parts: 1 } }),
  );
  await done(
    db.as("bob").rpc("add_number_part", { file: uploading, input: { part: 1, bytes: 9, first_line: 1 } }),
  );
  const tasks = await someTasks(db);
  const set = await setUp(db, enterprise, ALICE_IN_CHAT);
  const put = await putSends(db, ready);
  const [token] = await done(
    db.as("bot").rpc("mint_tokens", { tokens: [{ command: "approve", input: { id: 1 } }] }),
  );
  const asked = { provider: "slack", team: "T1", key: "one", chat_user: ALICE_IN_CHAT, place: {} };
  const [{ run_id }] = await done(
    db.as("bot").rpc("take_chat_runs", { runs: [{ ...proven(asked), token, begun: true }] }),
  );
  const shown = {
    provider: "slack",
    chat_channel: "C1",
    message: "1.1",
    resource: "send",
    resource_id: put.held,
    locale: "en",
  };
  const { card_id } = await done(db.as("bot", ALICE_IN_CHAT).rpc("register_card", shown));
  const [told] = await db.sql`select alert_id::text as alert, id::text as post from private.alert_posts`;
  return {
    ...tasks,
    ...(await somePeople(db)),
    enterprise,
    member: member?.id,
    identity: identity?.id,
    session: session?.id,
    code,
    templates: {
      draft: await idOf(db, "templates", "积分到期提醒"),
      waiting: await idOf(db, "templates", "会员日图文"),
      live: await idOf(db, "templates", "签收提醒"),
      off: await switchedOff(db),
    },
    domains: {
      rejected: await idOf(db, "domains", "s.yunshan.example.com"),
      waiting: await askedDomain(db, "waiting.example.com"),
      other: await approvedDomain(db, "other.example.com"),
      spare: await approvedDomain(db, "spare.example.com"),
      off: await switchedOffDomain(db, "off.example.com"),
    },
    jumps: await idOf(db, "jump_batches", "双十二会场"),
    uploading,
    ready,
    spare: (await done(db.as("bob").rpc("type_numbers", { input: { phones: ["+8613800138099"] } }))).id,
    ...(await someOrders(db)),
    sms: await idOf(db, "sms_templates", "订单通知"),
    ...set,
    sends: put,
    alert: told?.alert,
    post: told?.post,
    token,
    card: card_id,
    run: run_id,
  };
}

/**
 * A checksum of each table but the audit log and the counts of limits, where each attempt stands. With `enterprise`: of that enterprise's rows only, and only of tables that
 * have a column enterprise_id.
 */
export async function contents(db: TestDatabase, enterprise?: string): Promise<Record<string, string>> {
  const tables = await db.sql`
    select format('%I.%I', n.nspname, c.relname) as name,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'enterprise_id') as owned
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'private') and c.relkind in ('r', 'p')
      and c.relname not in ('audit_log', 'limit_counts', 'limit_hours', 'limit_lines') order by 1`;
  const parts = tables
    .filter(({ owned, name }) => enterprise === undefined || (owned && name !== "public.profiles"))
    .map(({ name }) => {
      const whose = enterprise === undefined ? "" : `where enterprise_id = '${enterprise}'`;
      return `select '${name}' as name, md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as sum from ${name} t ${whose}`;
    });
  const rows = await db.sql.unsafe(parts.join(" union all "));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
