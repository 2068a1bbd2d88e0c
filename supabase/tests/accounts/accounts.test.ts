import assert from "node:assert/strict";
import { test } from "node:test";
import { PART_INPUTS } from "../../../shared/src/accounts/asked.ts";
import { accountPart } from "../../../shared/src/accounts/part.ts";
import { refusalWords } from "../../../shared/src/refusals/register.ts";
import type { Row } from "../../../shared/src/resource/define.ts";
import { type FormValues, problemsIn } from "../../../shared/src/resource/form_values.ts";
import { buttonOf, cardOf, done, fault, kept, yunshan } from "../fixtures.ts";
import { testDatabase } from "../test_database.ts";
import {
  approvedAccount,
  filledAccount,
  homeInput,
  menusInput,
  partsOf,
  picture,
  profileInput,
} from "./account_fixtures.ts";

/** SA-1, SA-2: bob makes an account in three steps, carol reviews each part by itself, an edit waits while the approved part serves. */
const db = await testDatabase();

const bob = () => db.as("bob");
const carol = () => db.as("carol");
const edit = (account_part: string, input: object) =>
  bob().rpc("update_account_part", { account_part, input });
/** What the form says while one types. */
const profileProblems = (profile: object) => problemsIn(PART_INPUTS.profile.inputs, profile as FormValues);
const menusProblems = (menus: readonly object[]) =>
  problemsIn({ menus: PART_INPUTS.menus }, { menus }, { kind: "menus" });
const card = (id: string) => cardOf(db, "account_part_cards", id, "bob");
const account = (id: string) => cardOf(db, "service_account_cards", id, "bob");

test("each part is reviewed by itself, never by whoever made it, and the account says what it lacks", async () => {
  const { id, parts } = await filledAccount(db, "云杉之家");
  assert.deepEqual((await account(id)).missing, ["profile", "menus", "home", "port"]);
  for (const account_part of Object.values(parts))
    await done(bob().rpc("submit_account_part", { account_part }));
  const asked = { account_part: parts.menus };
  assert.equal(await fault(bob().rpc("approve_account_part", asked)), "forbidden");
  // Alice is an owner: she may review, unless she wrote a word of it.
  await done(bob().rpc("withdraw_account_part", asked));
  await done(db.as("alice").rpc("update_account_part", { ...asked, input: { menus: menusInput() } }));
  await done(bob().rpc("submit_account_part", asked));
  assert.equal(await fault(db.as("alice").rpc("approve_account_part", asked)), "four_eyes");
  assert.equal(await fault(carol().rpc("reject_account_part", asked)), "reason_required");
  await done(carol().rpc("approve_account_part", asked));
  assert.deepEqual((await account(id)).missing, ["profile", "home", "port"]);
  assert.deepEqual(
    [(await card(parts.profile)).state, (await card(parts.menus)).state],
    ["in_review", "approved"],
  );
  const waiting = await carol().rows(
    "select resource, title from public.waiting_reviews where id in ($1, $2)",
    [parts.profile, parts.home],
  );
  assert.deepEqual(
    waiting.map(({ title }) => title),
    ["云杉之家", "云杉之家"],
  );
});

test("a decision names what was shown: an edit in between is told, not approved", async () => {
  const { parts } = await filledAccount(db, "云杉出行");
  const asked = { account_part: parts.home };
  await done(bob().rpc("submit_account_part", asked));
  const { shown } = await buttonOf(carol(), "account_part", parts.home);
  await done(bob().rpc("withdraw_account_part", asked));
  await done(edit(parts.home, { home: { ...(await homeInput(db)), intro: "改过的介绍" } }));
  await done(bob().rpc("submit_account_part", asked));
  assert.equal(await fault(carol().rpc("approve_account_part", { ...asked, shown })), "shown_changed");
});

test("an edit of an approved part says why in ten characters, and the approved one serves until it is approved too", async () => {
  const { id, parts } = await approvedAccount(db, "云杉阅读");
  const next = { ...(await profileInput(db, "云杉读书")), intro: "新的简介" };
  assert.equal(await fault(edit(parts.profile, { profile: next })), "change_reason_invalid change_reason");
  const long = { profile: next, change_reason: "一二三四五六七八九十一" };
  assert.equal(await fault(edit(parts.profile, long)), "change_reason_invalid change_reason");
  await done(edit(parts.profile, { profile: next, change_reason: "更名" }));
  const draft = await card(parts.profile);
  assert.deepEqual(
    [draft.state, draft.version, draft.live_version, draft.change_reason],
    ["draft", 2, 1, "更名"],
  );
  assert.deepEqual(
    [(await account(id)).name, draft.live_content.name, draft.content.name],
    ["云杉阅读", "云杉阅读", "云杉读书"],
  );
  await done(bob().rpc("submit_account_part", { account_part: parts.profile }));
  await done(carol().rpc("reject_account_part", { account_part: parts.profile, reason: "授权书模糊" }));
  assert.deepEqual((await account(id)).missing, ["port"]);
  // A rejected edit is mended in place, and keeps its reason.
  await done(
    edit(parts.profile, {
      profile: { ...next, authorisation: await picture(db, { width: 900, height: 900 }) },
    }),
  );
  await done(bob().rpc("submit_account_part", { account_part: parts.profile }));
  await done(carol().rpc("approve_account_part", { account_part: parts.profile }));
  assert.deepEqual([(await account(id)).name, (await card(parts.profile)).live_version], ["云杉读书", 2]);
});

test("another name or remark needs another letter; the same ones may keep theirs", async () => {
  const { parts } = await approvedAccount(db, "云杉健康");
  const { content } = await card(parts.profile);
  const kept = { ...content, logo: content.logo, authorisation: content.authorisation };
  const input = ({ logo, authorisation, ...rest }: typeof kept) => ({
    ...rest,
    logo: { path: logo.path, name: logo.name },
    authorisation: { path: authorisation.path, name: authorisation.name },
  });
  const renamed = { profile: { ...input(kept), name: "云杉体育" }, change_reason: "更名" };
  assert.equal(await fault(edit(parts.profile, renamed)), "authorisation_outdated authorisation");
  const remarked = { profile: { ...input(kept), remark: "华南" }, change_reason: "备注" };
  assert.equal(await fault(edit(parts.profile, remarked)), "authorisation_outdated authorisation");
  await done(edit(parts.profile, { profile: { ...input(kept), intro: "只改简介" }, change_reason: "简介" }));
});

test("two accounts of one name are told apart by the remark", async () => {
  await filledAccount(db, "云杉旅行");
  const again = async (remark: string) =>
    fault(
      bob().rpc("create_service_account", {
        input: { profile: { ...(await profileInput(db, "云杉旅行")), remark } },
      }),
    );
  assert.equal(await again(""), "account_name_taken");
  assert.equal(await again("华南"), "");
});

test("two who edit at once: the second is told, and nothing of the first is lost", async () => {
  const { parts } = await filledAccount(db, "云杉同事");
  const { revision } = await card(parts.menus);
  await done(edit(parts.menus, { menus: menusInput(), base_revision: revision }));
  assert.equal(
    await fault(edit(parts.menus, { menus: menusInput(), base_revision: revision })),
    "version_conflict",
  );
});

test("an account is frozen with a reason, and unfrozen; its parts stay as they are", async () => {
  const { id } = await approvedAccount(db, "云杉冷饮");
  const about = { service_account: id };
  assert.equal(await fault(carol().rpc("freeze_service_account", about)), "reason_required");
  await done(carol().rpc("freeze_service_account", { ...about, reason: "投诉核查" }));
  const frozen = await account(id);
  assert.deepEqual([frozen.state, frozen.reason, frozen.usable], ["frozen", "投诉核查", false]);
  assert.deepEqual(frozen.missing, ["thawed", "port"]);
  assert.equal(await fault(bob().rpc("unfreeze_service_account", about)), "forbidden");
  await done(carol().rpc("unfreeze_service_account", about));
  assert.deepEqual([(await account(id)).state, (await account(id)).reason], ["active", null]);
});

test("reviewers are reminded once in two hours", async () => {
  const { parts } = await filledAccount(db, "云杉催审");
  const about = { account_part: parts.menus };
  assert.equal(await fault(bob().rpc("urge_account_part", about)), "wrong_state");
  await done(bob().rpc("submit_account_part", about));
  await done(bob().rpc("urge_account_part", about));
  assert.equal(await fault(bob().rpc("urge_account_part", about)), "urged_already");
  const alerts =
    await db.sql`select details from public.alerts where resource_id = ${parts.menus} order by id`;
  assert.deepEqual(alerts.at(-1)?.details, { name: "云杉催审", urged: true });
});

test("a part that is not filled in is not submitted", async () => {
  const { id } = await done(
    bob().rpc("create_service_account", { input: { profile: await profileInput(db, "云杉空白") } }),
  );
  const { menus } = await partsOf(db, id);
  assert.equal(await fault(bob().rpc("submit_account_part", { account_part: menus })), "account_part_empty");
});

test("nothing of a service account is submitted before one is filed (§6)", async () => {
  const { parts } = await filledAccount(db, "云杉未备案");
  const submit = () => bob().rpc("submit_account_part", { account_part: parts.home });
  const [filing] = await db.sql`
    select id, live_version_id as live from public.filings
    where enterprise_id = ${await yunshan(db)} and form = 'service_account'`;
  await db.sql`update public.filings set live_version_id = null where id = ${filing?.id}`;
  assert.equal(await fault(submit()), "filing_missing");
  await db.sql`update public.filings set live_version_id = ${filing?.live} where id = ${filing?.id}`;
  await db.sql`update public.filing_versions set ends_on = '2020-01-01' where id = ${filing?.live}`;
  assert.equal(await fault(submit()), "filing_ended");
  await db.sql`update public.filing_versions set ends_on = null where id = ${filing?.live}`;
  await done(submit());
});

test("a bad profile is refused with its place, its words and what it takes", async () => {
  const good = await profileInput(db, "云杉差错");
  const elsewhere = { path: `${crypto.randomUUID()}/a.png`, name: "a.png" };
  const bad: [string, object][] = [
    ["account_content_invalid name", { name: " " }],
    ["account_content_invalid name", { name: "长".repeat(33) }],
    ["account_content_invalid name", { name: "云杉\u202e" }],
    ["account_content_invalid remark", { remark: "备".repeat(101) }],
    ["account_content_invalid intro", { intro: "" }],
    ["account_content_invalid intro", { intro: "介".repeat(201) }],
    ["account_content_invalid intro", { intro: "云\u202e杉" }],
    ["account_content_invalid logo", { logo: null }],
    ["file_invalid logo", { logo: elsewhere }],
    ["picture_invalid logo", { logo: await picture(db, { width: 239, height: 239 }) }],
    ["picture_invalid logo", { logo: await picture(db, { width: 300, height: 240 }) }],
    ["picture_invalid logo", { logo: await picture(db, { width: 240, height: 240, bytes: 102_401 }) }],
    ["account_content_invalid signatures", { all_ports: true }],
    ["account_content_invalid signatures", { all_ports: true, signatures: ["云"] }],
    ["account_content_invalid signatures", { all_ports: true, signatures: ["【云杉】"] }],
    ["signature_unknown signatures", { all_ports: true, signatures: ["别家商城"] }],
    [
      "account_content_invalid signatures",
      { all_ports: true, signatures: ["一二", "三四", "五六", "七八", "九十", "十一"] },
    ],
    ["account_content_invalid authorisation", { authorisation: null }],
    ["input_invalid profile.industry", { industry: "mining" }],
  ];
  for (const [expected, part] of bad) {
    const act = bob().rpc("create_service_account", { input: { profile: { ...good, ...part } } });
    assert.equal(await fault(act), expected, JSON.stringify(part));
  }
  const { error } = await bob().rpc("create_service_account", {
    input: { profile: { ...good, logo: await picture(db, { width: 100, height: 90 }) } },
  });
  assert.ok(error);
  const said = refusalWords(error.code, "zh-CN", error.details);
  assert.equal(
    said.message,
    "「LOGO」应为png、jpg、bmp、jpeg 格式的正方形图片，尺寸不小于 240 × 240，大小不超过 100 KB；所传图片为 100 × 90，49 KB。",
  );
  // What was not kept for this is not taken, whatever is said of it: stored only, kept for something else, of another enterprise, or no picture.
  const [home = "", file = ""] = good.logo.path.split("/");
  const [other] = await db.sql`select id from public.enterprises where id <> ${home} limit 1`;
  await db.sql`insert into storage.objects (bucket_id, name) values ('account-pictures', ${`${home}/x${file}`})`;
  for (const path of [
    `${home}/x${file}`,
    await kept(db, "media"),
    await kept(db, "account-pictures", { enterprise: other?.id }),
    await kept(db, "account-pictures", { type: null, width: null, height: null }),
  ]) {
    const profile = { ...good, logo: { path, name: "x.png" } };
    assert.equal(
      await fault(bob().rpc("create_service_account", { input: { profile } })),
      "file_invalid logo",
    );
  }
  assert.deepEqual(
    profileProblems({ ...good, name: "" } as never).map(({ path }) => path),
    ["name"],
  );
  // While one types, and with what is wrong about it: it cannot be seen.
  const [turned] = profileProblems({ ...good, intro: "云\u202e杉" } as never);
  assert.deepEqual([turned?.path, turned?.missing], ["intro", false]);
  assert.match(turned?.words.en ?? "", /control characters or invisible characters/);
});

test("a character that no address has is named, alike by form and law; ' is one that addresses have", async () => {
  const { parts } = await filledAccount(db, "云杉网址");
  const menus = (url: string) => [{ name: "官网", action: "url" as const, url, title: "官网" }];
  for (const [tail, named] of [
    ['"a', 'a URL without “"”'],
    ["a b", "a URL without spaces"],
    ["a\\b", "a URL without “\\”"],
  ] as const) {
    const typed = menus(`https://a.example.com/${tail}`);
    const { error } = await edit(parts.menus, { menus: typed });
    assert.match(error?.message ?? "", new RegExp(RegExp.escape(named)));
    assert.deepEqual(
      menusProblems(typed).map(({ words }) => words.en),
      [`URL must be ${named}`],
    );
  }
  const legal = menus("https://a.example.com/o'neil");
  assert.equal((await edit(parts.menus, { menus: legal })).error, null);
  assert.deepEqual(menusProblems(legal), []);
});

test("bad menus are refused at their place, and the form says the same", async () => {
  const { parts } = await filledAccount(db, "云杉菜单");
  const url = { name: "官网", action: "url", url: "https://a.example.com", title: "官网" };
  const sub = (...items: object[]) => [{ name: "更多", action: "submenu", items }];
  const bad: [string, object[]][] = [
    ["menus", []],
    ["menus[1].name", [{ ...url, name: "" }]],
    ["menus[1].name", [{ ...url, name: "菜".repeat(13) }]],
    ["menus[1].url", [{ ...url, url: "ftp://a.example.com" }]],
    ["menus[1].url", [{ ...url, url: "https://user@a.example.com" }]],
    ["menus[1].url", [{ ...url, url: 'https://a.example.com/"a' }]],
    ["menus[1].url", [{ ...url, url: "https://a.example.com/a b" }]],
    ["menus[1].url", [{ ...url, url: "https://a.example.com/a\u3000b" }]],
    ["menus[1].url", [{ ...url, url: `https://a.example.com/${"x".repeat(980)}` }]],
    ["menus[1].title", [{ ...url, title: null }]],
    ["menus[1].phone", [{ name: "电话", action: "dial", phone: "客服" }]],
    ["menus[1].phone", [{ name: "电话", action: "dial" }]],
    ["menus[1].link", [{ name: "应用", action: "app", package: "com.a.b" }]],
    ["menus[1].link", [{ name: "应用", action: "app", link: "javascript://x", package: "com.a.b" }]],
    ["menus[1].package", [{ name: "应用", action: "app", link: "mall://home", package: "com" }]],
    [
      "menus[1].app_id",
      [{ name: "应用", action: "app", link: "mall://home", package: "com.a.b", app_id: "C1" }],
    ],
    ["menus[1].engine", [{ name: "快应用", action: "quick_app", link: "hap://app/a", engine: "一" }]],
    ["menus[1].fallback", [{ name: "快应用", action: "quick_app", link: "hap://app/a", fallback: "a.com" }]],
    ["menus[1].items", sub()],
    ["menus[1].items[2].url", sub(url, { ...url, url: "https://" })],
  ];
  // What the form has no way to make.
  const more: typeof bad = [
    ["menus", [url, url, url, url]],
    ["menus[1].items", sub(url, url, url, url, url, url)],
    ["menus[1].items[1].action", sub({ name: "再下级", action: "submenu" })],
  ];
  for (const [place, menus] of [...bad, ...more])
    assert.equal(
      await fault(edit(parts.menus, { menus })),
      `account_content_invalid ${place}`,
      JSON.stringify(menus),
    );
  for (const [place, menus] of bad) {
    // The form counts from 0, people from 1.
    const told = menusProblems(menus as never).map(({ path }) =>
      path.replace(/\[(\d+)\]/g, (_, at) => `[${Number(at) + 1}]`),
    );
    assert.ok(told.includes(place), `${place}: ${told}`);
  }
  assert.equal(await fault(edit(parts.menus, { home: await homeInput(db) })), "input_invalid home");
});

test("a bad home page is refused at its place", async () => {
  const { parts } = await filledAccount(db, "云杉主页");
  const good = await homeInput(db);
  const app = { name: "应用", link: "hap://app/a" };
  const bad: [string, object][] = [
    ["account_content_invalid background", { background: null }],
    ["picture_invalid background", { background: await picture(db, { width: 1439, height: 810 }) }],
    ["picture_invalid background", { background: await picture(db, { width: 1440, height: 809 }) }],
    [
      "picture_invalid background",
      { background: await picture(db, { width: 1440, height: 810, bytes: 4_194_305 }) },
    ],
    ["account_content_invalid intro", { intro: " " }],
    ["account_content_invalid hotline", { hotline: "客服电话" }],
    ["account_content_invalid quick_apps[1].link", { quick_apps: [{ name: "应用", link: "app" }] }],
    ["account_content_invalid quick_apps[2].name", { quick_apps: [app, { link: "hap://app/a" }] }],
    ["account_content_invalid quick_apps", { quick_apps: Array(9).fill(app) }],
  ];
  for (const [expected, part] of bad)
    assert.equal(
      await fault(edit(parts.home, { home: { ...good, ...part } })),
      expected,
      JSON.stringify(part),
    );
});

test("what an enterprise adds to accounts is approved with the profile where it is bound", async () => {
  const field = { resource: "service_account", kind: "text", required: true, in_chat: false };
  const alice = db.as("alice");
  await done(
    alice.rpc("create_own_field", { input: { ...field, key: "owner", name: "负责人", bound: true } }),
  );
  const { id, parts } = await filledAccount(db, "云杉负责");
  assert.equal(await fault(bob().rpc("submit_account_part", { account_part: parts.profile })), "own_missing");
  const { content } = await card(parts.profile);
  const profile = {
    ...content,
    logo: { path: content.logo.path, name: "l.png" },
    authorisation: { path: content.authorisation.path, name: "a.png" },
  };
  await done(edit(parts.profile, { profile, own: { owner: "李雷" } }));
  await done(bob().rpc("submit_account_part", { account_part: parts.profile }));
  await done(carol().rpc("approve_account_part", { account_part: parts.profile }));
  await done(edit(parts.profile, { profile, own: { owner: "韩梅梅" }, change_reason: "换人" }));
  assert.deepEqual((await account(id)).own, { owner: "李雷" });
  const [named] = await alice.rows("select id from public.own_field_cards where key = 'owner'");
  await done(alice.rpc("retire_own_field", { own_field: named.id }));
});

test("an edit that waits says what it changes of the part that serves, whatever was rejected in between", async () => {
  const { parts } = await approvedAccount(db, "云杉对比");
  const home = { ...(await homeInput(db)), hotline: "400-765-4321" };
  await done(edit(parts.home, { home, change_reason: "换热线" }));
  await done(bob().rpc("submit_account_part", { account_part: parts.home }));
  await done(carol().rpc("reject_account_part", { account_part: parts.home, reason: "再核对" }));
  await done(bob().rpc("submit_account_part", { account_part: parts.home }));
  const told = await done(carol().rpc("review_changes", { resource: "account_part", id: parts.home }));
  assert.deepEqual([told.base, told.version], ["live", 1]);
  const hotline = told.differs.find(({ field }: { field: string }) => field === "content.hotline");
  assert.deepEqual([hotline.before, hotline.after], ["400-123-4567", "400-765-4321"]);
  const row = (await card(parts.home)) as unknown as Row;
  const compared = accountPart.changes?.(row, "en", "Asia/Shanghai");
  assert.equal(compared?.live, 1);
  assert.deepEqual(
    compared?.lines.map(({ key, field }) => [key, field]),
    [
      ["background", "Background image"],
      ["hotline", "Hotline"],
    ],
    "a picture of the same name is another one",
  );
});
