import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import type { Asked } from "@tidings/shared/resource/reviewed.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { makeDispatcher } from "../../chat/dispatcher.ts";
import { Refusal } from "../../ground/errors.ts";
import { lookedAt, NOTHING_LOOKED } from "../../registry/looked.ts";
import { findCommand } from "../../registry/registry.ts";
import { openContext } from "../../registry/run.ts";
import { chatOf, chatRows } from "../../testing/chat_rows.ts";
import { listedBy } from "../../testing/listed.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { NO_ROWS, startRest } from "../../testing/rest_double.ts";
import { allowing } from "../../testing/transitions.ts";
import { COMMANDS } from "../list.ts";

/** APR-1: carol decides about what she looked at, wherever she looks. She may review domains and nothing else. */

const DOMAIN = {
  id: "d0000000-0000-4000-8000-000000000001",
  enterprise_id: "e1",
  name: "go.example.com",
  state: "in_review",
  enabled: false,
  is_default: false,
  custom_codes: false,
  proof_name: null,
  waits_for: null as Asked | null,
  reason: null,
  submitted_by_name: "Bob",
  submitted_at: "2026-11-24T02:00:00Z",
  decided_at: null,
  created_at: "2026-11-24T02:00:00Z",
};
/** Of the same name, in the other enterprise that she belongs to. */
const ELSEWHERE = { ...DOMAIN, id: "d0000000-0000-4000-8000-000000000002", enterprise_id: "e2" };
const WAITING = {
  id: DOMAIN.id,
  enterprise_id: "e1",
  resource: "domain",
  title: DOMAIN.name,
  number: null,
  origin: null,
  part: null,
  submitted_at: DOMAIN.submitted_at,
  mine: false,
  waits_for: null as Asked | null,
  asks_me: false,
};
const ALICE: Asked = {
  name: "Alice",
  instead_of: "Dan",
  until: "2026-12-01",
  escalated_at: null,
  urged_at: null,
};

const REVIEWERS = [
  {
    id: "a11ce",
    name: "Alice",
    email: "alice@demo.test",
    enterprise_id: "e1",
    away_until: null,
    delegate_name: null,
  },
  {
    id: "ca201",
    name: "Carol",
    email: "carol@demo.test",
    enterprise_id: "e1",
    away_until: null,
    delegate_name: null,
  },
];

/** Does the card offer to ask somebody? */
let offersAssign = false;
let hours: number | null = 24;
/** The hash of what waits; null when nothing does. */
let now: string | null = "hash-1";
/** Happens just before a card reads its row. */
let meanwhile = () => {};
/** What the verb answers. */
let afterwards: () => object = () => ({});
let mine: Partial<Transition> = {};
let domains: (typeof DOMAIN)[] = [];
let waiting: (typeof WAITING)[] = [];
/** What carol may do besides. */
let permitted: string[] = [];
/** What carol may read of the audit log, the newest first. */
let log: object[] = [];
/** What the message 7.7 shows. */
let shownBy77 = { resource: "domain", id: DOMAIN.id };
const rows = chatRows();
const decided = (args: Record<string, unknown>) => {
  if (args.shown === undefined) throw new Refusal(mine.code ?? "shown_required", 422);
  if (args.shown === now) return afterwards();
  throw new Refusal("shown_changed", 409, {
    details: {
      resource: "domain",
      fields: "custom_codes",
      by: "Bob",
      differs: [{ field: "custom_codes", before: "false", after: "true" }],
    },
  });
};
const here = (query: URLSearchParams, each: { id: string; enterprise_id: string }) =>
  ["id", "enterprise_id"].every((name) => {
    const wanted = query.get(name)?.match(/^eq\.(.*)$/)?.[1];
    return wanted === undefined || wanted === each[name as "id"];
  });
const rest = await startRest(
  {
    whoami: (_, chatUser) => ({
      ...whoamiOf("ca201", "Carol", ["KooMessage:domain:list", "KooMessage:domain:review", ...permitted]),
      ...(chatUser === "slack:T1:UEVE" ? { user_id: null } : {}),
    }),
    allowed_transitions: allowing(() =>
      now === null
        ? []
        : [
            { verb: "approve", shown: now, ...mine },
            { verb: "reject", shown: now, ...mine },
            ...(offersAssign ? [{ verb: "assign" }, { verb: "urge" }] : []),
          ],
    ),
    approve_domain: decided,
    reject_domain: decided,
    assign_domain: () => ({}),
    urge_domain: () => ({}),
    set_delegate: ({ input }) => {
      const { delegate, first_day, last_day } = input as Record<string, string | null>;
      const since = first_day ?? "2026-01-01";
      const one = delegate === null ? null : { id: delegate, name: "Alice", since, until: last_day };
      return { ...whoamiOf("ca201", "Carol"), delegate: one };
    },
    set_notices: ({ input }) => {
      const { quiet_from: from = null, quiet_until: until, ...more } = input as Record<string, string | null>;
      return { ...whoamiOf("ca201", "Carol"), ...more, quiet: from === null ? null : { from, until } };
    },
    update_review_hours: ({ input }) => {
      hours = (input as { review_hours: number | null }).review_hours;
      return { review_hours: hours };
    },
    find_link: () => null,
    find_card: ({ messages }) => ((messages as string[]).includes("7.7") ? shownBy77 : null),
    ...rows.verbs,
  },
  {
    ...NO_ROWS,
    review_hours: () => [{ id: "e1", enterprise_id: "e1", review_hours: hours }],
    domain_cards: (_user, query) => {
      if (query.get("id")?.startsWith("eq.")) meanwhile();
      return domains.filter((each) => here(query, each));
    },
    waiting_reviews: (_user, query) => waiting.filter((each) => here(query, each)),
    audit_entries: () => log,
    incident_cards: () => [{ resource: "domain", resource_id: DOMAIN.id }],
    reviewers: (_user, query) => (query.get("me") === "eq.false" ? REVIEWERS.slice(0, 1) : REVIEWERS),
    deciders: (_user, query) => (query.get("resource_id") === `eq.${DOMAIN.id}` ? REVIEWERS : []),
    member_cards: () => [
      ...REVIEWERS,
      { id: "d4", name: "Dan", email: "dan@demo.test", user_id: "da400", enterprise_id: "e1" },
    ],
  },
);
after(() => rest.close());
beforeEach(() => {
  offersAssign = false;
  now = "hash-1";
  mine = {};
  meanwhile = () => {};
  afterwards = () => ({});
  domains = [DOMAIN, ELSEWHERE];
  waiting = [WAITING, { ...WAITING, id: ELSEWHERE.id, enterprise_id: "e2" }];
  log = [];
  shownBy77 = { resource: "domain", id: DOMAIN.id };
  rest.calls.length = 0;
});

const inChat = typist(rest, "UCAROL");
const dispatcher = makeDispatcher(rest.database, COMMANDS);
const chat = chatOf(rest.database, dispatcher);
const press = (token: string, more: object) => chat.ask(carol, { token, more });
const carol = { provider: "slack", chatUser: "slack:T1:UCAROL", team: "T1", localeHint: "en" } as const;
const sent = (verb: string) => rest.calls.filter((call) => call.verb === verb).map((call) => call.args);

test("a name typed in chat decides nothing: the answer is the card, with its button", async () => {
  for (const command of ["approve", "reject"]) {
    const answer = await inChat(command, { resource: DOMAIN.name, reason: "because" });
    assert.equal(answer.refusal, undefined);
    assert.deepEqual(answer.card, { resource: "domain", id: DOMAIN.id });
    assert.match(answer.text ?? "", /^You can't decide by name alone/);
    assert.deepEqual(
      answer.actions?.map((each) => [each.command, each.shown]),
      [
        ["approve", "hash-1"],
        ["reject", "hash-1"],
      ],
    );
  }
  assert.deepEqual([sent("approve_domain"), sent("reject_domain")], [[], []]);
});

test("a button names what its card shows, and nobody can read that in it; the modal's reason goes with it", async () => {
  const { actions = [] } = await inChat("show", { resource: DOMAIN.name });
  const [approve, reject] = await dispatcher.buttons(actions);
  assert.doesNotMatch(JSON.stringify([approve, reject]), /hash-1|d0000000/);
  await press(approve?.token ?? "", {});
  await press(reject?.token ?? "", { reason: "no proof" });
  assert.deepEqual(
    [sent("approve_domain"), sent("reject_domain")].flat().map(({ shown, reason }) => [shown, reason]),
    [
      ["hash-1", undefined],
      ["hash-1", "no proof"],
    ],
  );
});

test("what the verb answers is the card that is drawn: after the act its row is not read again", async () => {
  const { actions = [] } = await inChat("show", { resource: DOMAIN.name });
  const [approve] = await dispatcher.buttons(actions);
  afterwards = () => {
    now = null;
    domains = [];
    return { ...DOMAIN, state: "approved" };
  };
  const answer = await press(approve?.token ?? "", {});
  assert.deepEqual([answer.title, answer.tone], [`Approved: ${DOMAIN.name}`, "good"]);
  assert.deepEqual(answer.fields?.[0], { label: "Review status", value: "Approved" });
});

test("a click on what has changed since is answered with what differs, and the card as it stands now", async () => {
  const { actions = [] } = await inChat("show", { resource: DOMAIN.name });
  const [approve] = await dispatcher.buttons(actions);
  now = "hash-2";
  const answer = await press(approve?.token ?? "", {});
  assert.equal(answer.refusal?.code, "shown_changed");
  assert.match(answer.title ?? "", /has changed since you viewed it: custom short codes/);
  assert.match(answer.text ?? "", /^Bob resubmitted it/);
  assert.deepEqual(answer.fields, [{ label: "custom short codes", value: "no → yes" }]);
  assert.equal(answer.ephemeral, true);
  assert.equal(answer.instead?.shown, "hash-2");
  assert.equal(rows.tokens.get(approve?.token ?? "")?.used, false, "nothing was decided");
});

test("what is decided while its card is drawn is drawn once more, without the buttons", async () => {
  meanwhile = () => {
    now = null;
    domains = [{ ...DOMAIN, state: "approved" }];
  };
  const answer = await inChat("show", { resource: DOMAIN.name });
  assert.deepEqual([answer.actions, answer.shown], [[], undefined]);
});

test("a button from before, which does not say what was shown, shows the card anew instead of deciding", async () => {
  const [old] = await dispatcher.buttons([
    { command: "approve", input: { resource: DOMAIN.id }, label: "Approve" },
  ]);
  const answer = await press(old?.token ?? "", {});
  assert.deepEqual([answer.beside, answer.undecided, answer.shown], [true, true, "hash-1"]);
  assert.deepEqual(sent("approve_domain"), []);
});

test("whoever may not decide is told so by the database, which writes the attempt down", async () => {
  mine = { allowed: false, code: "four_eyes" };
  const answer = await inChat("approve", { resource: DOMAIN.name });
  assert.equal(answer.refusal?.code, "four_eyes");
  assert.equal(sent("approve_domain").length, 1);
});

test("what stands against an approval is on the card, and does not hide it", async () => {
  mine = { allowed: false, code: "domain_taken" };
  assert.equal((await inChat("approve", { resource: DOMAIN.name })).shown, "hash-1");
  assert.deepEqual(sent("approve_domain"), []);
});

test("a terminal without a look prints the card and ends with what to type", async () => {
  const answer = await typist(rest, "UCAROL", NOTHING_LOOKED)("approve", { resource: DOMAIN.name });
  assert.equal(answer.refusal?.code, "look_first");
  assert.deepEqual([answer.title, answer.shown], [DOMAIN.name, "hash-1"]);
  assert.match(answer.more?.[0]?.text ?? "", /approve d0000000$/);
  assert.deepEqual(sent("approve_domain"), []);
});

test("a terminal decides about what it has printed; when that has changed, it says how and forgets it", async () => {
  const forgotten: string[] = [];
  const looked = { shownOf: () => "hash-1", forget: ({ id }: { id: string }) => void forgotten.push(id) };
  const inTerminal = typist(rest, "UCAROL", looked);
  assert.equal((await inTerminal("approve", { resource: DOMAIN.name })).title, "Approved: go.example.com");
  now = "hash-2";
  const late = await inTerminal("reject", { resource: DOMAIN.name, reason: "no proof" });
  assert.equal(late.refusal?.code, "shown_changed");
  assert.deepEqual(late.fields, [{ label: "custom short codes", value: "no → yes" }]);
  assert.deepEqual(forgotten, [DOMAIN.id]);
});

test("a script names what it read, and decides", async () => {
  const run = typist(rest, "UCAROL", lookedAt("hash-1"));
  await run("approve", { resource: DOMAIN.name });
  assert.equal(sent("approve_domain")[0]?.shown, "hash-1");
});

test("a name means the row of the enterprise in use, though another one has it too", async () => {
  const looked = lookedAt("hash-1");
  await typist(rest, "UCAROL", looked)("approve", { resource: DOMAIN.name });
  domains = [ELSEWHERE];
  const none = await typist(rest, "UCAROL", looked)("approve", { resource: DOMAIN.name });
  assert.match(none.text ?? "", /Nothing found with the name/);
  const byId = await typist(rest, "UCAROL", looked)("approve", { resource: ELSEWHERE.id });
  assert.match(byId.text ?? "", /Nothing found with the name/);
  assert.deepEqual(
    sent("approve_domain").map(({ domain }) => domain),
    [DOMAIN.id],
  );
});

test("the button of a card is about its row, also after whoever presses it works in another enterprise", async () => {
  const [button] = await dispatcher.buttons([
    { command: "approve", input: { resource: ELSEWHERE.id }, shown: "hash-1", label: "Approve" },
  ]);
  await press(button?.token ?? "", {});
  assert.deepEqual(
    sent("approve_domain").map(({ domain }) => domain),
    [ELSEWHERE.id],
  );
});

test("reviews lists what waits in the enterprise in use, and asks for all of it at once what may be done", async () => {
  waiting = [WAITING, WAITING, WAITING, { ...WAITING, enterprise_id: "e2" }];
  const answer = await inChat("reviews", {});
  assert.equal(answer.table?.rows.length, 3);
  assert.equal(answer.more?.length, 3);
  const asked = sent("allowed_transitions").map(({ ids }) => (ids as string[]).length);
  assert.deepEqual(asked, [3, 3], "before the rows are read, and after");
});

test("reviews in a terminal prints the only one whole, so that it was looked at", async () => {
  const inTerminal = typist(rest, "UCAROL", NOTHING_LOOKED);
  assert.equal((await inTerminal("reviews", {})).more?.[0]?.shown, "hash-1");
  waiting = [WAITING, WAITING];
  assert.deepEqual((await inTerminal("reviews", {})).more, []);
});

test("a card says whom it waits for; its button asks a member by name and stays for another try", async () => {
  offersAssign = true;
  domains = [{ ...DOMAIN, waits_for: ALICE }];
  const card = await inChat("show", { resource: DOMAIN.name });
  assert.equal(
    card.fields?.find(({ label }) => label === "Waiting for")?.value,
    "Alice (for Dan, until 2026-12-01)",
  );
  const ask = card.actions?.find(({ command }) => command === "assign");
  assert.deepEqual(ask?.asks, { option: "person", label: "Reviewer" });
  const [button] = await dispatcher.buttons(ask ? [ask] : []);
  assert.deepEqual(button?.asks, { option: "person", label: "Reviewer", suggested: true });
  const offered = (token: string, typed: string) => dispatcher.suggestAsked(carol, token, "person", typed);
  assert.deepEqual(
    await offered(button?.token ?? "", ""),
    ["Alice", "Carol"],
    "those who may decide about it",
  );
  assert.deepEqual(await offered(button?.token ?? "", "car"), ["Carol"]);
  assert.deepEqual(await offered("of nobody", ""), []);
  const unknown = await press(button?.token ?? "", { person: "Zoe" });
  assert.match(unknown.text ?? unknown.title ?? "", /“Zoe” isn't an option. Available: Alice, Carol/);
  const answer = await press(button?.token ?? "", { person: "alice" });
  assert.deepEqual([answer.title, answer.undecided], ["Review requested: go.example.com", true]);
  assert.deepEqual(
    sent("assign_domain").map(({ domain, input }) => [domain, input]),
    [[DOMAIN.id, { person: "a11ce" }]],
  );
});

test("a member who is no reviewer is asked all the same: the law says that they may not decide, not that there is nobody", async () => {
  await inChat("assign", { resource: DOMAIN.name, person: "Dan" });
  assert.deepEqual(
    sent("assign_domain").map(({ input }) => input),
    [{ person: "da400" }],
  );
});

test("a delegation ends by any word for nobody", async () => {
  for (const person of ["nobody", "None", "无"]) await inChat("delegate", { person });
  assert.deepEqual(
    sent("set_delegate").map(({ input }) => (input as { delegate: unknown }).delegate),
    [null, null, null],
  );
});

test("quiet hours are set by two times, told with the zone, and ended by any word for none", async () => {
  assert.match((await inChat("quiet-hours", {})).text ?? "", /^No quiet hours set/);
  assert.match((await inChat("quiet-hours", { from: "22:00" })).text ?? "", /Give the start and end/);
  const set = await inChat("quiet-hours", { from: "22:00", until: "08:00" });
  assert.equal(set.title, "Quiet hours 22:00–08:00 daily (Asia/Shanghai)");
  for (const from of ["none", "无"]) await inChat("quiet-hours", { from });
  assert.deepEqual(
    sent("set_notices").map(({ input }) => input),
    [
      { quiet_from: "22:00", quiet_until: "08:00" },
      { quiet_from: null, quiet_until: null },
      { quiet_from: null, quiet_until: null },
    ],
  );
});

test("direct messages come where one last did something, or on the platform that one chooses", async () => {
  assert.match(
    (await inChat("notices", {})).note ?? "",
    /^Direct messages go to: The platform you used last/,
  );
  const chosen = await inChat("notices", { on: "slack" });
  assert.match(chosen.note ?? "", /^Direct messages go to: Slack\. .*\/tidings notices --on discord/);
  await inChat("notices", { on: "last", only: "none" });
  assert.deepEqual(
    sent("set_notices")
      .slice(-2)
      .map(({ input }) => input),
    [{ notices_on: "slack" }, { notices: [], notices_on: null }],
  );
});

test("whoever may read reports is told how to have the month's by mail, and turns it on and off", async () => {
  assert.doesNotMatch((await inChat("notices", {})).note ?? "", /--mail/);
  permitted = ["KooMessage:report:list"];
  assert.match((await inChat("notices", {})).note ?? "", /by email: .*notices --mail on$/);
  assert.match(
    (await inChat("notices", { mail: "on" })).note ?? "",
    /is emailed to you\. Turn it off: .*--mail off$/,
  );
  await inChat("notices", { mail: "off" });
  permitted = [];
  assert.deepEqual(
    sent("set_notices")
      .slice(-2)
      .map(({ input }) => input),
    [{ month_mail: true }, { month_mail: false }],
  );
  // Who has it may turn it off, also without the right.
  assert.match((await inChat("notices", { mail: "on" })).note ?? "", /--mail off$/);
});

test("what waits is said once more by its button, which is there whatever it is", async () => {
  offersAssign = true;
  const card = await inChat("show", { resource: DOMAIN.name });
  const urge = card.actions?.find(({ command }) => command === "urge");
  const [button] = await dispatcher.buttons(urge ? [urge] : []);
  const answer = await press(button?.token ?? "", {});
  assert.deepEqual([answer.title, answer.undecided], ["Reviewers reminded: go.example.com", true]);
  assert.deepEqual(
    sent("urge_domain").map(({ domain }) => domain),
    [DOMAIN.id],
  );
  const again = { ...ALICE, name: null, instead_of: null, urged_at: "2026-11-25T02:00:00Z" };
  domains = [{ ...DOMAIN, waits_for: again }];
  const told = (await inChat("show", { resource: DOMAIN.name })).fields;
  assert.equal(
    told?.find(({ label }) => label === "Waiting for")?.value,
    "anyone who can review; reviewers reminded 2026-11-25 10:00",
  );
});

test("reviews says what is asked of oneself, and whom the rest waits for", async () => {
  waiting = [
    { ...WAITING, asks_me: true, waits_for: { ...ALICE, name: "Carol" } },
    {
      ...WAITING,
      waits_for: { ...ALICE, name: null, instead_of: null, escalated_at: "2026-11-25T02:00:00Z" },
    },
  ];
  const { table } = await inChat("reviews", {});
  assert.deepEqual(
    table?.rows.map((row) => row.at(-1)),
    ["your review is requested", "waiting for anyone who can review; escalated, 2026-11-25 10:00"],
  );
});

/** Chosen in the menu of a message. */
const about = (command: string, ...messages: string[]) =>
  chat.ask(carol, {
    work: { command, input: {}, about: { chatChannel: "C1", messages } },
  });

test("who approved what a message shows: from the log who, what, where and why, else what the row says; an answer in its thread is about the same", async () => {
  const entry = {
    actor_name: "Bob",
    source: "admin",
    at: DOMAIN.submitted_at,
    reason: null,
    details: null as object | null,
  };
  log = [
    {
      ...entry,
      verb: "reject",
      actor_name: "Alice",
      source: "slack",
      reason: "no proof",
      details: { instead_of: ["Dan"] },
    },
    { ...entry, verb: "submit" },
  ];
  const answer = await about("who-approved", "8.8", "7.7");
  assert.equal(answer.title, "The domain go.example.com: In review");
  assert.deepEqual(answer.table?.rows, [
    ["2026-11-24 10:00", "Bob", "submit", "Panel", "—"],
    ["2026-11-24 10:00", "Alice for Dan", "reject", "Slack", "no proof"],
  ]);
  assert.equal(sent("find_card")[0]?.chat_channel, "C1");

  log = [];
  domains = [{ ...DOMAIN, waits_for: ALICE }];
  const own = await about("who-approved", "7.7");
  assert.deepEqual(own.table?.rows, [["2026-11-24 10:00", "Bob", "submit", "—", "—"]]);
  assert.deepEqual(own.fields, [{ label: "Waiting for", value: "Alice (for Dan, until 2026-12-01)" }]);

  shownBy77 = { resource: "incident", id: "17000000-0000-4000-8000-000000000000" };
  assert.equal((await about("who-approved", "7.7")).title, own.title, "an incident is about something");
  assert.equal((await inChat("who-approved", { resource: DOMAIN.name })).title, own.title, "typed as well");
});

test("of a message that shows nothing of Tidings, or nothing that one may see, this is said politely", async () => {
  for (const command of ["who-approved", "report-this"]) {
    const answer = await about(command, "9.9");
    assert.match(answer.text ?? "", /^This message shows nothing you can view in Tidings/);
    assert.equal(answer.ephemeral, true);
  }
});

test("an address of the panel is a small card for whoever posts it: a row of the enterprise in use, and nothing of another's, of a list, or for a stranger", async () => {
  const panel = "https://panel.test/tidings";
  const reader = makeDispatcher(rest.database, COMMANDS, { panel });
  const own = `${panel}/domains/${DOMAIN.id}?tab=history`;
  const others = [
    `${panel}/domains/${ELSEWHERE.id}`,
    `${panel}/domains`,
    `${panel}/members/${DOMAIN.id}`,
    `https://panel.test/domains/${DOMAIN.id}`,
    `https://elsewhere.test/domains/${DOMAIN.id}`,
  ];
  const shown = await reader.unfurled(carol, [own, ...others]);
  assert.deepEqual([...shown.keys()], [own]);
  const card = shown.get(own);
  assert.deepEqual(
    [card?.title, card?.fields?.[0]],
    [DOMAIN.name, { label: "Review status", value: "In review" }],
  );
  assert.match(card?.note ?? "", /^As of /);
  assert.deepEqual([card?.actions, card?.picture], [undefined, undefined]);
  assert.deepEqual(card?.card, { resource: "domain", id: DOMAIN.id }, "it follows its row");
  assert.deepEqual(
    sent("find_link").map(({ code }) => code),
    [others.at(-1)],
    "what is no page may be a short link, which is looked up",
  );
  const stranger = { ...carol, chatUser: "slack:T1:UEVE" };
  assert.equal((await reader.unfurled(stranger, [own])).size, 0);
});

test("one's queue has what one may decide, what is asked by name first, and one's settings with their buttons", async () => {
  waiting = [
    { ...WAITING, title: "later" },
    { ...WAITING, title: "own", mine: true },
    { ...WAITING, title: "a template", resource: "template" },
    { ...WAITING, title: "asked", asks_me: true, waits_for: { ...ALICE, name: "Carol" } },
  ];
  const answer = await inChat("queue", {});
  assert.equal(answer.title, "Waiting for you: 2");
  assert.deepEqual(
    answer.table?.rows.map(([, name]) => name),
    ["asked", "later"],
    "not what she submitted herself, nor what she may not decide about",
  );
  assert.deepEqual(
    answer.actions?.map(({ command, label, beside }) => [command, label, beside]),
    [
      ["show", "Show: asked", true],
      ["show", "Show: later", true],
    ],
  );
  const [settings, ...more] = answer.more ?? [];
  assert.deepEqual(more, [], "she may see neither sends nor the quota");
  assert.deepEqual(
    settings?.fields?.map(({ value }) => value),
    ["Approved, Rejected, Paused or on hold, Ended", "none", "English"],
  );
  assert.deepEqual(
    settings?.actions?.map(({ command, input }) => [command, ...Object.values(input)]),
    [
      ["notices", "none"],
      ["language", "zh-CN"],
    ],
  );
});

test("whoever leaves says who stands in and until when; the enterprise says when a review is escalated", async () => {
  assert.match((await inChat("delegate", {})).text ?? "", /^No one is reviewing for you/);
  const bare = await inChat("delegate", { person: "Alice" });
  assert.match(bare.text ?? bare.title ?? "", /Give the last day/);
  const named = await inChat("delegate", { person: "Alice", until: "2026-12-01" });
  assert.equal(named.title, "Alice is reviewing on your behalf until 2026-12-01");
  const later = await inChat("delegate", { person: "Alice", until: "2099-12-31", from: "2099-12-01" });
  assert.equal(later.title, "Alice will review on your behalf from 2099-12-01 to 2099-12-31");
  assert.match((await inChat("delegate", { person: "none" })).text ?? "", /^No one is reviewing for you/);
  assert.deepEqual(
    sent("set_delegate").map(({ input }) => input),
    [
      { delegate: "a11ce", last_day: "2026-12-01" },
      { delegate: "a11ce", last_day: "2099-12-31", first_day: "2099-12-01" },
      { delegate: null },
    ],
  );
  assert.equal((await inChat("review-hours", {})).fields?.[0]?.value, "24");
  assert.equal((await inChat("review-hours", { hours: 0 })).fields?.[0]?.value, "Never");
});

test("people are named by their address too: who is asked, a member who is no reviewer, and who stands in", async () => {
  await inChat("assign", { resource: DOMAIN.name, person: "Alice@demo.test" });
  await inChat("assign", { resource: DOMAIN.name, person: "dan@demo.test" });
  await inChat("delegate", { person: "alice@demo.test", until: "2026-12-01" });
  assert.deepEqual(
    [sent("assign_domain"), sent("set_delegate")].map((calls) => calls.map(({ input }) => input)),
    [[{ person: "a11ce" }, { person: "da400" }], [{ delegate: "a11ce", last_day: "2026-12-01" }]],
  );
});

test("who may only review domains is told of reviews, show, approve and reject, and offered domains", async () => {
  const listed = await listedBy((input) => inChat("help", input));
  const isListed = (name: string) => listed.some((usage) => usage === name || usage.startsWith(`${name} `));
  for (const name of ["reviews", "show", "approve", "reject", "domain list"]) assert.ok(isListed(name), name);
  for (const name of ["template list", "submit", "send", "release", "domain add"])
    assert.ok(!isListed(name), name);
  const session = rest.database.forChat(carol.chatUser, "slack");
  const context = await openContext({ session, commands: COMMANDS, localeHint: "en" });
  const offered = (name: string, option: string, typed: string, others = {}) =>
    findCommand(COMMANDS, name)?.suggests?.[option]?.(context, typed, others);
  for (const name of ["show", "approve", "reject"])
    assert.deepEqual(await offered(name, "resource", "go"), [DOMAIN.name], name);
  // Of a row, those who may decide about it; in one's place, anybody but oneself.
  assert.deepEqual(await offered("assign", "person", "", { resource: DOMAIN.name }), ["Alice", "Carol"]);
  assert.deepEqual(await offered("delegate", "person", ""), ["Alice"]);
});
