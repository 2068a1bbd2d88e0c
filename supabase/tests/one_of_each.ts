/** One row of everything that an enterprise can have, so that tests can try every verb and every table. */

import {
  type Account,
  approvedAccount,
  filledAccount,
  homeInput,
  madePort,
  menusInput,
  portInput,
  profileInput,
} from "./accounts/account_fixtures.ts";
import { someBasics } from "./basic/storyboards.ts";
import { openCallback } from "./callbacks/callback_fixtures.ts";
import { filedFor, filingInReview, wholeFiling } from "./filings/filing_fixtures.ts";
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
  kept,
  madeTask,
  messagesOf,
  offered,
  ordered,
  PARAMS,
  personalTask,
  phones,
  resolve,
  switchedOffDomain,
  yunshan,
} from "./fixtures.ts";
import { standingInput } from "./keys/key_fixtures.ts";
import { putSends, setUp } from "./one_of_each_sends.ts";
import { type Reviewed, someReviewed } from "./reviewed.ts";
import {
  madeShortcut,
  servingShortcut,
  shortcutInput,
  waitingShortcut,
} from "./shortcuts/shortcut_fixtures.ts";
import { appOf } from "./sms/sms_fixtures.ts";
import { draftTemplate, publicTemplate } from "./templates/checks.ts";
import { PEOPLE, type Person, proven, type TestDatabase } from "./test_database.ts";

/** The input of a view of the list of domains. */
export const viewInput = (name: string) => ({
  resource: "domain",
  name,
  query: "state=in_review&sort=-created_at",
});

/** Alice's linked chat account, and a chat account that nobody has linked. */
export const ALICE_IN_CHAT = "slack:T1:UALICE";
export const STRANGER_IN_CHAT = "slack:T1:USTRANGER";

/** What dan, who may only read, exports. */
export const EXPORT = {
  name: "域名",
  source: "domain",
  format: "csv",
  columns: ["name", "state"],
  locale: "zh-CN",
} as const;

export type OneOfEach = {
  enterprise: string;
  /** Two pictures of the library, and two in its bin. */
  media: { active: string; old: string; trashed: string; spare: string; film: string };
  /** A kept picture that is not in the library. */
  picture: string;
  /** Bob's membership. */
  member: string;
  /** A member whom alice has disabled. */
  former: string;
  /** A custom policy that no group carries, and a group without members. */
  policy: string;
  group: string;
  /** Access keys: one with a secret, one with two, and one to revoke. */
  keys: { one: string; two: string; spare: string };
  /** A call of a key that submitted a send. */
  call: number;
  /** A standing approval that stands, of the first, with a send that went out under it. */
  standing: string;
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
  templates: {
    draft: string;
    waiting: string;
    live: string;
    off: string;
    spare: string;
    values: Record<string, string>;
  };
  /** Basic templates: `off` is live, and switched off. */
  basics: Awaited<ReturnType<typeof someBasics>>;
  /** `other` and `spare` are approved and enabled, and not the default; `off` is switched off. */
  domains: { rejected: string; waiting: string; other: string; spare: string; off: string };
  /** A batch of jump links that waits for a reviewer. */
  jumps: string;
  /** Exports of dan's: one with a file, two that failed. */
  exports: { done: string; failed: string; spare: string };
  /** A file whose parts are all here, not yet imported. */
  uploading: string;
  /** An imported file, with a duplicate and an invalid line. */
  ready: string;
  /** Numbers that bob typed and no send uses. */
  spare: string;
  /** An offer of the price list, and orders of it that wait for their payment. */
  offer: { id: string; revision: number };
  orders: { mine: string; paid: string; unpaid: string };
  /** Filings: a whole draft over an approved version, one in review, and one that is approved. */
  filings: { draft: string; waiting: string; live: string };
  sms: string;
  /** Applications of SMS: one that is switched on, and one that is not. */
  apps: { on: string; off: string; stopped: string };
  callbacks: { on: string; stopped: string; post: number };
  /** Rows of the ordinary reviewed nouns. */
  reviewed: Record<string, Reviewed>;
  /**
   * Service accounts: `draft` and `waiting` in all parts, `live` approved, with a bound number, `frozen` approved; channel numbers; and inputs
   * of a profile, a home page and a channel number.
   */
  /** Shortcuts: each in a state of its own; and the input of another. */
  shortcuts: Awaited<ReturnType<typeof someShortcuts>>;
  accounts: {
    draft: Account;
    waiting: Account;
    live: Account;
    frozen: Account;
    ports: { bound: string; spare: string };
    binding: string;
    profile: object;
    menus: object;
    home: object;
    port: object;
  };
  /** A group link, and personal links of which one could not be made. */
  tasks: { group: string; partial: string };
  /** A link of the partial task that carol has frozen. */
  frozen: string;
  /** The code of that link. */
  frozenCode: string;
  /** `going` is approved and expands next. `over` has a number that it did not reach. `urgent` is in review, as `waiting` is. */
  sends: Record<
    "draft" | "waiting" | "held" | "going" | "paused" | "restored" | "over" | "regretted" | "urgent",
    string
  >;
  /** A message of the send that is over. */
  message: string;
  /** The message of the trial that did not arrive. */
  lost: string;
  /** Decisions of vendors that olga writes down: two that wait. */
  vendorReviews: string[];
  /** Banned words, days of the calendar and a limit of calls. */
  publicTemplates: { offered: string; off: string; spare: string };
  bannedWord: string;
  spareWord: string;
  /** Codes of carriers. */
  resultCode: string;
  spareCode: string;
  spareDay: string;
  holiday: string;
  /** Of a signature at networks: not yet, reported, and reported. */
  signatureNetworks: string[];
  prefix: string;
  sparePrefix: string;
  callLimit: string;
  restore: string;
  /** What an account has that can be brought. */
  importItem: string;
  /** Carriers of the deployment: one with two channels, and a paused one. */
  carriers: { spare: string; resting: string; working: string; account: string };
  channels: { working: string; resting: string; spare: string; revoked: string };
  /** A field of sends that no approval is about, and a retired one. */
  fields: { free: string; retired: string };
  /** An approval rule that no send here meets. */
  rule: string;
  /** Robots: one that works, one to pause, one that is paused, and one to delete. */
  robots: { active: string; working: string; paused: string; spare: string };
  /** Incidents: three that nobody has taken, and one that Bob looks after. */
  incidents: { free: string; noted: string; spare: string; bobs: string };
  /** An alert, and its post to a chat channel. */
  alert: string;
  subscription: string;
  optOut: string;
  /** How long messages are kept. */
  period: string;
  post: string;
  /** Dan's view of a list, alice's own, which is her default, and one that she shares. */
  views: { dans: string; mine: string; shared: string };
  token: string;
  /** Of a program, to alice. */
  proposal: string;
  card: string;
  run: string;
};

export const robotInput = (name: string) => ({
  name,
  kind: "feishu",
  address: "https://open.feishu.cn/open-apis/bot/v2/hook/0f6b",
  secret: "5ecre7",
  kinds: ["channel_well"],
  locale: "zh-CN",
});

async function someRobots(db: TestDatabase): Promise<OneOfEach["robots"]> {
  const made = async (name: string): Promise<string> =>
    (await done(db.as("alice").rpc("create_robot", { input: robotInput(name) }))).id;
  const paused = await made("夜班群");
  await done(db.as("alice").rpc("pause_robot", { robot: paused }));
  return { active: await made("值班群"), working: await made("客服群"), paused, spare: await made("旧群") };
}

async function takenByBob(db: TestDatabase, incident: string): Promise<string> {
  await done(db.as("bob").rpc("take_incident", { incident }));
  return incident;
}

/** The incident of a send that failed at its end. */
async function failedSend(db: TestDatabase, home: string): Promise<string> {
  const [told] = await db.sql`
    select private.alert(${home}, 'send_failed', 'send', gen_random_uuid(), '{"name": "会员日", "failed": 12, "ends": 20}')::text as id`;
  const [row] = await db.sql`select incident_id from public.alerts where id = ${told?.id}`;
  return row?.incident_id;
}

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
): Promise<Pick<OneOfEach, "former" | "policy" | "group" | "keys" | "invitation" | "erins">> {
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
  return { former, policy: policy.id, group: group.id, keys: await someKeys(db), invitation, erins };
}

/** A plan of a key that stands, under which a send has gone out. */
async function someStanding(db: TestDatabase, send: string): Promise<string> {
  const input = await standingInput(db, "订单通知常设");
  const { id } = await done(db.as("bob").rpc("create_standing_approval", { input }));
  await done(db.as("carol").rpc("approve_standing_approval", { standing_approval: id }));
  await db.sql`insert into public.standing_uses (send_id, submitted_at, standing_approval_id, enterprise_id, day, numbers)
    select s.id, s.submitted_at, ${id}, s.enterprise_id, current_date, 1 from public.sends s where s.id = ${send}`;
  return id;
}

/** A call of a key that submitted a send. */
async function someCall(db: TestDatabase, send: string): Promise<number> {
  const body = JSON.stringify({ task_name: "订单通知" });
  await db.sql`select private.log_key_request(k.id, '4bf92f3577b34da6a3ce929d0e0e4736', 'POST', '/v1/aim/send-tasks',
    200, null, 12, '203.0.113.7', ${body}, ${send}::uuid) from public.access_keys k where k.name = '报表'`;
  const [row] = await db.sql`select max(id) as id from public.access_key_requests`;
  return Number(row?.id);
}

async function someKeys(db: TestDatabase): Promise<OneOfEach["keys"]> {
  const alice = db.as("alice");
  const made = async (name: string, secrets: number): Promise<string> => {
    const input = { name, policies: ["KooMessage ReadOnlyAccess"], addresses: ["203.0.113.0/24"] };
    const { id } = await done(alice.rpc("create_access_key", { input }));
    for (let n = 0; n < secrets; n += 1) await done(alice.rpc("rotate_access_key", { access_key: id }));
    return id;
  };
  return { one: await made("报表", 1), two: await made("商城", 2), spare: await made("旧系统", 1) };
}

/** Links a person's chat account, as `link <code>` does. */
export async function linkChat(db: TestDatabase, person: Person, chat: string) {
  const { code } = await done(db.as(person).rpc("begin_link"));
  return done(db.as("bot", chat).rpc("finish_link", { code }));
}

/** A task that an account has, as history. */
async function foundItem(db: TestDatabase): Promise<string> {
  const [row] =
    await db.sql`insert into public.import_items (enterprise_id, channel_id, kind, outside_id, name, outside_state, facts)
    select c.enterprise_id, c.id, 'send_task', '1', '双十一', 'done', '{}' from public.channels c where c.enterprise_id = ${await yunshan(db)} limit 1 returning id`;
  return row?.id;
}

async function someApps(db: TestDatabase): Promise<OneOfEach["apps"]> {
  const { id } = await done(db.as("bob").rpc("create_sms_app", { input: { name: "closed" } }));
  await done(db.as("bob").rpc("disable_sms_app", { sms_app: id }));
  const input = { name: "stopped", uplink_url: "https://crm.example.com/replies" };
  const { id: stopped } = await done(db.as("bob").rpc("create_sms_app", { input }));
  await done(db.as("alice").rpc("rotate_sms_app", { sms_app: stopped }));
  await db.sql`update public.callbacks set posting = 'stopped' where app_id = ${stopped}`;
  return { on: await appOf(db), off: id, stopped };
}

/** One that works, with a post that was taken, and one that was given up. */
async function someCallbacks(db: TestDatabase): Promise<OneOfEach["callbacks"]> {
  const { id: on } = await openCallback(db, "send_batch");
  const { id: stopped } = await openCallback(db, "basic_send");
  await db.sql`update public.callbacks set posting = 'stopped' where id = ${stopped}`;
  await done(db.as("bob").rpc("test_callback", { callback: on }));
  const [post] =
    await db.sql`update public.callback_posts set state = 'taken' where callback_id = ${on} returning id`;
  return { on, stopped, post: Number(post?.id) };
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

async function someFilings(db: TestDatabase): Promise<OneOfEach["filings"]> {
  const draft = await filedFor(db, "send_task");
  await done(db.as("bob").rpc("update_filing", { filing: draft, input: await wholeFiling(db, "send_task") }));
  // Mallory's enterprise has none of this form, so that one can be begun there.
  const [free] = await db.sql`
    update public.filings f set latest_version_id = null, live_version_id = null from public.members m
    where m.enterprise_id = f.enterprise_id and m.user_id = ${PEOPLE.mallory} and f.form = 'service_account'
    returning f.id`;
  await db.sql`delete from public.filing_versions v where v.filing_id = ${free?.id}`;
  await db.sql`delete from public.filings f where f.id = ${free?.id}`;
  return { draft, waiting: await filingInReview(db, "basic"), live: await filedFor(db, "short_link") };
}

/** Service accounts in every stage, and their channel numbers. */
async function someAccounts(db: TestDatabase): Promise<OneOfEach["accounts"]> {
  const [draft, waiting] = [await filledAccount(db, "云杉草稿号"), await filledAccount(db, "云杉待审号")];
  for (const account_part of Object.values(waiting.parts))
    await done(db.as("bob").rpc("submit_account_part", { account_part }));
  const [live, frozen] = [await approvedAccount(db, "云杉会员号"), await approvedAccount(db, "云杉停用号")];
  await done(db.as("carol").rpc("freeze_service_account", { service_account: frozen.id, reason: "核查" }));
  await db.sql`insert into public.click_days (enterprise_id, place, account_id, item, name, vendor, day, clicks)
    select enterprise_id, (enum_range(null::public.click_place))[1], id, '1', '优惠', 'huawei', current_date, 1
    from public.service_accounts where id = ${frozen.id}`;
  const ports = { bound: await madePort(db, "10680001"), spare: await madePort(db, "10680002") };
  const binding = await done(
    db
      .as("bob")
      .rpc("create_port_binding", { input: { port_id: ports.bound, account_id: live.id, region: "广东省" } }),
  );
  return {
    ...{ draft, waiting, live, frozen, ports, binding: binding.id },
    profile: await profileInput(db, "云杉新号"),
    menus: menusInput(),
    home: await homeInput(db),
    port: await portInput(db, "10680003"),
  };
}

/** A shortcut for each act, so that none takes another's. */
async function someShortcuts(db: TestDatabase) {
  const frozen = await servingShortcut(db, "云杉冻结");
  await done(db.as("carol").rpc("freeze_shortcut", { shortcut: frozen, reason: "核查" }));
  return {
    draft: await madeShortcut(db, "云杉草稿"),
    edited: await madeShortcut(db, "云杉修改"),
    waiting: await waitingShortcut(db, "云杉待审"),
    doubtful: await waitingShortcut(db, "云杉存疑"),
    urged: await waitingShortcut(db, "云杉催审"),
    taken: await waitingShortcut(db, "云杉撤回"),
    live: await servingShortcut(db, "云杉在用"),
    frozen,
    input: await shortcutInput(db, "云杉新签"),
  };
}

/** Olga's offer, and three orders of alice's. */
async function someOrders(db: TestDatabase): Promise<Pick<OneOfEach, "offer" | "orders">> {
  await confirmThemselves(db, false);
  const offer = await offered(db);
  const one = async () => (await ordered(db, offer)).id as string;
  return { offer, orders: { mine: await one(), paid: await one(), unpaid: await one() } };
}

/** Own fields of sends and templates that no approval is about, and a retired one. */
async function someFields(db: TestDatabase): Promise<OneOfEach["fields"]> {
  const alice = db.as("alice");
  const field = { kind: "text", required: false, bound: false, in_chat: false };
  const add = (more: { resource: string; key: string; name: string }) =>
    done(alice.rpc("create_own_field", { input: { ...field, ...more } }));
  const { id: free } = await add({ resource: "send", key: "cost_centre", name: "成本中心" });
  for (const resource of ["template", "basic_template"])
    await add({ resource, key: "cost_centre", name: "成本中心" });
  await add({ resource: "filing", key: "cost_centre", name: "成本中心" });
  await add({ resource: "service_account", key: "cost_centre", name: "成本中心" });
  const { id: retired } = await add({ resource: "send", key: "old", name: "旧字段" });
  await done(alice.rpc("retire_own_field", { own_field: retired }));
  return { free, retired };
}

/** A live template, switched off. No send or task here is made of it. */
async function switchedOff(db: TestDatabase): Promise<string> {
  const template = await idOf(db, "templates", "开卡欢迎图文");
  await done(db.as("bob").rpc("disable_template", { template }));
  return template;
}

/** Decisions about the template that is switched off, which olga writes down now. Two of them wait. */
async function someDecisions(db: TestDatabase): Promise<string[]> {
  const version = db.sql`(select live_version_id from public.templates where name = '开卡欢迎图文')`;
  await db.sql`update private.vendor_handoffs set by_hand = true where version_id = ${version}`;
  const rows = await db.sql`update public.vendor_reviews set state = 'pending', decided_at = null
    where version_id = ${version} and vendor in ('meizu', 'samsung') returning id`;
  return rows.map(({ id }) => id);
}

/** The first of them is made one that is not reported yet. */
async function someSignatureNetworks(db: TestDatabase): Promise<string[]> {
  const rows = await db.sql`select n.id from public.signature_networks n
    join public.sms_signatures g on g.id = n.signature_id where g.name = '云杉会员' order by n.network limit 3`;
  await db.sql`update public.signature_networks set state = 'not_yet' where id = ${rows[0]?.id}`;
  return rows.map(({ id }) => id);
}

/** What olga keeps for the whole deployment. */
async function someRules(
  db: TestDatabase,
): Promise<
  Pick<
    OneOfEach,
    | "publicTemplates"
    | "bannedWord"
    | "spareWord"
    | "resultCode"
    | "spareCode"
    | "holiday"
    | "spareDay"
    | "signatureNetworks"
    | "prefix"
    | "sparePrefix"
    | "callLimit"
    | "restore"
  >
> {
  const [row] =
    await db.sql`select (select id from public.banned_words where word = '最佳') as word, (select id from public.banned_words where word = '最高级') as other,
    (select id from public.result_codes where code = 'E000623') as code, (select id from public.result_codes where code = 'E200041') as spare_code,
    (select id from public.holidays where day = '2026-01-01') as day, (select id from public.holidays where day = '2026-01-02') as next,
    (select id from public.number_prefixes where prefix = '138') as prefix, (select id from public.number_prefixes where prefix = '192') as other_prefix, (select id from private.limits where name = 'person_all') as most`;
  return {
    publicTemplates: {
      offered: await publicTemplate(db, "签收通知"),
      off: await publicTemplate(db, "旧版通知", { enabled: false }),
      spare: await publicTemplate(db, "误建的公共模板"),
    },
    ...{ bannedWord: row?.word, spareWord: row?.other, holiday: row?.day, spareDay: row?.next },
    signatureNetworks: await someSignatureNetworks(db),
    ...{ prefix: row?.prefix, sparePrefix: row?.other_prefix },
    ...{ resultCode: row?.code, spareCode: row?.spare_code },
    callLimit: row?.most,
    restore: await openRestore(db),
  };
}

/** A restore that waits for its answer, so that nothing more of this database goes out. */
async function openRestore(db: TestDatabase): Promise<string> {
  const [row] =
    await db.sql`insert into public.restores (noticed_by, known_until) values ('operator', now()) returning id`;
  return row?.id;
}

/** A view of the list of domains, private or shared. */
async function someViews(db: TestDatabase): Promise<OneOfEach["views"]> {
  const view = async (person: Person, name: string): Promise<string> =>
    (await done(db.as(person).rpc("create_list_view", { input: viewInput(name) }))).id;
  const views = {
    dans: await view("dan", "待审核"),
    mine: await view("alice", "我的待审核"),
    shared: await view("alice", "大家的待审核"),
  };
  await done(db.as("alice").rpc("set_default_list_view", { list_view: views.mine }));
  await done(db.as("alice").rpc("share_list_view", { list_view: views.shared }));
  return views;
}

/** Pictures in the library, and in its bin. `poster` is the path of the first. */
async function someMedia(db: TestDatabase, poster: string): Promise<OneOfEach["media"]> {
  const add = async (name: string, path: string) =>
    (await done(db.as("bob").rpc("add_media", { input: { name, path } }))).id as string;
  const binned = async (name: string) => {
    const media = await add(name, await kept(db, "media"));
    await done(db.as("bob").rpc("trash_media", { media }));
    return media;
  };
  const [active, old] = [await add("海报", poster), await add("旧海报", await kept(db, "media"))];
  await done(db.as("bob").rpc("update_media", { media: active, input: { folder: "会员日" } }));
  const film = await add("短片", await kept(db, "media", { ending: "mp4", type: "video/mp4", ms: 9_000 }));
  return { active, old, film, trashed: await binned("错图"), spare: await binned("多余的图") };
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
  // Kept files: the first is added to the library below, the second by `add_media`.
  const [poster, picture] = [await kept(db, "media", { bytes: 1000 }), await kept(db, "media")];
  const media = await someMedia(db, poster);
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
  const [proposal] =
    await db.sql`insert into private.proposals (enterprise_id, person, command, input, expires_at)
    values (${enterprise}, ${PEOPLE.alice}, 'submit', '{"resource": "x"}', now() + interval '7 days') returning id`;
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
  const [subscribed] = await db.sql`select id::text from public.chat_subscriptions`;
  // A number that nothing else has.
  await done(
    db.as("alice").rpc("create_erasure", { input: { phone: phones(1, 900)[0], reason: "客户要求" } }),
  );
  const [period] =
    await db.sql`select id from public.retention_periods where enterprise_id = ${await yunshan(db)} and kind = 'messages'`;
  const [optOut] = await db.sql`select id::text from public.opt_outs`;
  const [told] = await db.sql`select alert_id::text as alert, id::text as post from private.alert_posts`;
  return {
    ...tasks,
    media,
    picture,
    callbacks: await someCallbacks(db),
    robots: await someRobots(db),
    incidents: {
      free: await failedSend(db, enterprise),
      noted: await failedSend(db, enterprise),
      spare: await failedSend(db, enterprise),
      bobs: await takenByBob(db, await failedSend(db, enterprise)),
    },
    ...(await somePeople(db)),
    fields: await someFields(db),
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
      spare: await draftTemplate(db, { name: "误建的模板" }),
      values: PARAMS,
    },
    basics: await someBasics(db),
    domains: {
      rejected: await idOf(db, "domains", "s.yunshan.example.com"),
      waiting: await askedDomain(db, "waiting.example.com"),
      other: await approvedDomain(db, "other.example.com"),
      spare: await approvedDomain(db, "spare.example.com"),
      off: await switchedOffDomain(db, "off.example.com"),
    },
    exports: await someExports(db),
    jumps: await idOf(db, "jump_batches", "双十二会场"),
    uploading,
    ready,
    spare: (await done(db.as("bob").rpc("type_numbers", { input: { phones: ["+8613800138099"] } }))).id,
    ...(await someOrders(db)),
    filings: await someFilings(db),
    sms: await idOf(db, "sms_templates", "订单通知"),
    apps: await someApps(db),
    importItem: await foundItem(db),
    reviewed: await someReviewed(db),
    standing: await someStanding(db, put.over),
    call: await someCall(db, put.over),
    accounts: await someAccounts(db),
    shortcuts: await someShortcuts(db),
    ...set,
    ...(await someRules(db)),
    vendorReviews: await someDecisions(db),
    sends: put,
    message: (await messagesOf(db, put.over))[0] as string,
    lost: (await messagesOf(db, put.held))[1] as string,
    alert: told?.alert,
    subscription: subscribed?.id,
    optOut: optOut?.id,
    period: period?.id,
    post: told?.post,
    views: await someViews(db),
    token,
    proposal: proposal?.id,
    card: card_id,
    run: run_id,
  };
}

async function someExports(db: TestDatabase): Promise<OneOfEach["exports"]> {
  await done(db.as("alice").rpc("create_export", { input: EXPORT }));
  const one = async (state: "done" | "failed") => {
    const { id } = await done(db.as("dan").rpc("create_export", { input: EXPORT }));
    await db.sql`update public.exports set state = ${state}, expires_at = now() + interval '1 day' where id = ${id}`;
    return id;
  };
  return { done: await one("done"), failed: await one("failed"), spare: await one("failed") };
}

/**
 * Of each table but the audit log and the counts of limits, where each attempt stands: how many rows it has, and the latest transaction that wrote one
 * of them. Whatever is inserted, updated or deleted changes one of the two; a checksum of the rows' text took 19 ms of a processor, and a file of stories
 * asks a hundred times. With `enterprise`: of that enterprise's rows only, and only of tables that have a column enterprise_id.
 */
export async function contents(db: TestDatabase, enterprise?: string): Promise<Record<string, string>> {
  const tables = await db.sql`
    select format('%I.%I', n.nspname, c.relname) as name,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'enterprise_id') as owned
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'private') and c.relkind in ('r', 'p')
      and c.relname not in ('audit_log', 'limit_counts', 'limit_hours', 'limit_lines', 'form_presence') order by 1`;
  const parts = tables
    .filter(({ owned, name }) => enterprise === undefined || (owned && name !== "public.profiles"))
    .map(({ name, owned }) => {
      const whose = owned ? "where $1::uuid is null or enterprise_id = $1" : "";
      return `select '${name}' as name, concat(count(*), ' rows, ', max(xmin::text::bigint)) as rows from ${name} ${whose}`;
    });
  // Prepared: planning two hundred tables takes longer than reading them.
  const rows = await db.sql.unsafe(parts.join(" union all "), [enterprise ?? null], { prepare: true });
  return Object.fromEntries(rows.map(({ name, rows: found }) => [name, found]));
}
