import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { Refusal } from "../../ground/errors.ts";
import { NOTHING_LOOKED } from "../../registry/looked.ts";
import { findCommand } from "../../registry/registry.ts";
import { runCommand } from "../../registry/run.ts";
import { listedBy } from "../../testing/listed.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { allowing } from "../../testing/transitions.ts";
import { COMMANDS } from "../list.ts";

/** IAM-5 by commands: members, invitations, joining and leaving. */

const TOKEN = "tok-en_".repeat(7);
const HOME = { id: "e1", name: "云杉商城" };
const SHUT = { id: "e2", name: "Other Ltd" };
const CARD = {
  id: "i1",
  email: "frank@nowhere.test",
  state: "open",
  groups: ["Readers"],
  invited_by: "Alice",
  expires_at: "2026-11-24T02:00:00Z",
};
const MEMBERS = [
  { id: "m1", name: "Bob", email: "bob@demo.test", state: "active", groups: ["Operators"] },
  { id: "m2", name: "Bob", email: "bob@other.test", state: "disabled", groups: [] },
  { id: "m3", name: "Carl", email: "carl@demo.test", state: "left", groups: [] },
];
const me = () => ({
  ...whoamiOf("a11ce", "Alice", ["KooMessage:member:manage"]),
  enterprises: [HOME],
  disabled_in: [SHUT],
});
let known: object;
let answered: boolean;
/** Why an invitation is not mailed; null: it is. */
let unmailed: Refusal | null;
/** As PostgREST does: one row where it is asked for by its id. */
const withId = <T extends { id: string }>(rows: readonly T[], query: URLSearchParams) =>
  rows.filter(({ id }) => !query.has("id") || query.get("id") === `eq.${id}`);
const rest = await startRest(
  {
    whoami: () => known,
    allowed_transitions: allowing(() => []),
    create_invitation: (_args, chatUser) => {
      if (chatUser?.includes("CHAT")) throw new Refusal("sudo_required", 403);
      const card = answered ? CARD : { ...CARD, token: TOKEN };
      answered = true;
      return card;
    },
    "mail-invitation": ({ token }) => {
      assert.equal(token, TOKEN);
      if (unmailed !== null) throw unmailed;
      return { email: CARD.email };
    },
    revoke_invitation: () => ({ ...CARD, state: "revoked" }),
    accept_invitation: () => ({ ...me(), joined: HOME }),
    leave_enterprise: () => ({ ...me(), enterprise: null }),
    disable_member: ({ member }) => ({ ...MEMBERS.find(({ id }) => id === member), state: "disabled" }),
    pseudonymise_member: ({ member }) => ({
      ...MEMBERS.find(({ id }) => id === member),
      name: "Former member 7Q4K",
    }),
  },
  {
    member_cards: (_, query) =>
      withId(
        MEMBERS.map((row) => ({ ...row, batch_no: row.email })),
        query,
      ),
    invitation_cards: (_, query) =>
      withId(
        [{ ...CARD, id: "i0", state: "expired" }, CARD].map((row) => ({ ...row, name: row.email })),
        query,
      ),
    groups: () => [
      { id: "g1", name: "Readers" },
      { id: "g2", name: "Operators" },
      { id: "g3", name: "Night, day" },
    ],
  },
);
after(() => rest.close());
beforeEach(() => {
  known = me();
  answered = false;
  unmailed = null;
  rest.calls.length = 0;
});

const chat = typist(rest, "UCHAT");
const terminal = typist(rest, "UALICE", NOTHING_LOOKED);
const asked = (verb: string) => rest.calls.filter((call) => call.verb === verb).map((call) => call.args);

function invite() {
  const command = findCommand(COMMANDS, "invite") ?? assert.fail();
  const raw = { email: "Frank@nowhere.test", groups: "readers，Operators" };
  const session = rest.database.forChat("slack:T1:UALICE", "terminal");
  return runCommand({
    command,
    raw,
    session,
    commands: COMMANDS,
    localeHint: "en",
    panel: "http://panel.test",
  });
}

test("the terminal prints the link of an invitation once, and says where it may go", async () => {
  const run = invite;
  const first = await run();
  assert.equal(first.fields?.[0]?.value, `http://panel.test/join#${TOKEN}`);
  assert.match(first.text ?? "", /Don't post it in a channel/);
  assert.deepEqual(asked("create_invitation")[0]?.input, {
    email: "Frank@nowhere.test",
    groups: ["Readers", "Operators"],
  });
  const repeated = await run();
  assert.equal(repeated.tone, "warn");
  assert.doesNotMatch(JSON.stringify(repeated), /tok-en/);
});

test("the terminal says that an invitation was mailed, or why not, and prints its link either way", async () => {
  const said = async () => {
    answered = false;
    const { fields, tone } = await invite();
    assert.deepEqual([tone, fields?.[0]?.value], ["good", `http://panel.test/join#${TOKEN}`]);
    return fields?.find(({ label }) => label === "Email")?.value;
  };
  assert.equal(await said(), "emailed to frank@nowhere.test");
  unmailed = new Refusal("mail_absent", 409);
  assert.equal(await said(), "This deployment doesn't send email.");
  const why = { zh: "邮件服务器拒收", en: "the mail server rejected it" };
  unmailed = new Refusal("mail_failed", 409, { details: { why: [why] } });
  assert.equal(await said(), "The email wasn't sent: the mail server rejected it.");
  unmailed = new Refusal("internal", 500);
  assert.match((await said()) ?? "", /don't know whether the email was sent/);
});

test("a group is named by its id too, and one with a comma in its name where it stands alone", async () => {
  for (const [groups, wanted] of [
    ["g1", ["Readers"]],
    ["Night, day", ["Night, day"]],
    ["Readers, g2", ["Readers", "Operators"]],
    ["只读成员、操作员", ["Readers", "Operators"]],
  ] as const) {
    await terminal("invite", { email: "frank@nowhere.test", groups });
    assert.deepEqual(asked("create_invitation").at(-1)?.input, {
      email: "frank@nowhere.test",
      groups: wanted,
    });
  }
});

test("a group of the system is called by the reader's language", async () => {
  known = { ...me(), locale: "zh-CN" };
  assert.match((await chat("member list", {})).table?.rows.flat().join(" ") ?? "", /操作员/);
  const unknown = await terminal("invite", { email: "frank@nowhere.test", groups: "nobody" });
  assert.match(unknown.text ?? "", /可选：只读成员、操作员、Night, day/);
});

test("in chat an invitation is refused with the place where it is made", async () => {
  const { refusal, text } = await chat("invite", { email: "frank@nowhere.test", groups: "Readers" });
  assert.equal(refusal?.code, "sudo_required");
  assert.match(text ?? "", /in the terminal/);
});

test("a token is not taken in chat: it is not sent on, not asked for, not offered", async () => {
  const { refusal, text } = await chat("join", { link: `http://panel.test/join#${TOKEN}` });
  assert.deepEqual([refusal?.code, asked("accept_invitation")], ["not_in_chat", []]);
  assert.match(text ?? "", /terminal/);
  const listed = (await listedBy((input) => chat("help", input))).map((usage) => usage.split(" ")[0]);
  assert.deepEqual([listed.includes("leave"), listed.includes("join")], [true, false]);
});

test("the terminal takes the whole link or the token, and says where one works now", async () => {
  for (const link of [`http://panel.test/join#${TOKEN}`, ` ${TOKEN} `]) {
    assert.match((await terminal("join", { link })).text ?? "", /joined 云杉商城 and switched to it/);
    assert.deepEqual(asked("accept_invitation").at(-1)?.input, { token: TOKEN });
  }
  known = { ...me(), enterprise: null };
  assert.equal((await terminal("join", { link: TOKEN })).tone, "good", "also where no enterprise is chosen");
  assert.match((await terminal("join", {})).text ?? "", /Give the invitation link/);
});

test("where no enterprise is chosen, a command says how to choose one instead of showing nothing", async () => {
  known = { ...me(), enterprise: null };
  for (const name of ["members", "reviews", "templates"]) {
    const { refusal, text } = await chat(name, {});
    assert.equal(refusal?.code, "no_enterprise", name);
    assert.match(text ?? "", /enterprise <name>/);
  }
  assert.match((await chat("help", {})).text ?? "", /haven't chosen an enterprise/);
  assert.match((await chat("enterprise", {})).text ?? "", /云杉商城/);
});

test("to leave, the enterprise is named in full, also one where one is disabled", async () => {
  for (const enterprise of ["云杉", "Custom"]) {
    const { text } = await chat("leave", { enterprise });
    assert.match(text ?? "", /You belong to: 云杉商城, Other Ltd/);
  }
  assert.deepEqual(asked("leave_enterprise"), []);
  assert.equal((await chat("leave", { enterprise: "other ltd" })).tone, "good");
  assert.equal(asked("leave_enterprise")[0]?.enterprise, SHUT.id);
});

test("members and invitations are listed for whoever asked, and found by their address", async () => {
  const { table, ephemeral } = await chat("members", {});
  assert.deepEqual(
    [table?.rows[0], ephemeral],
    [["Bob", "bob@demo.test", "Active", "Operators", "", "m1"], true],
  );
  const list = await chat("invitations", {});
  assert.deepEqual(
    list.table?.rows.map(([, state]) => state),
    ["Expired", "Pending"],
  );
  // There are two Bobs; the other one is disabled already.
  assert.match(
    (await terminal("member disable", { resource: "bob" })).text ?? "",
    /^“Bob” disabled: permissions removed/,
  );
  assert.deepEqual(
    asked("disable_member").map(({ member }) => member),
    ["m1"],
  );
  // RET-1: who works here keeps the name, and there is one Carl who left.
  const carl = { resource: "carl@demo.test", reason: "asked for" };
  const question = await terminal("member pseudonymise", carl);
  assert.match(question.text ?? "", /You can't undo this\.\nConfirm: --sure$/);
  const [button] = (await chat("member pseudonymise", carl)).actions ?? [];
  assert.deepEqual(button?.input, { ...carl, resource: "m3", sure: true });
  assert.deepEqual(asked("pseudonymise_member"), []);
  const named = await terminal("member pseudonymise", { ...carl, sure: true });
  assert.match(named.text ?? "", /Pseudonymised/);
  assert.deepEqual(
    asked("pseudonymise_member").map(({ member, reason }) => [member, reason]),
    [["m3", "asked for"]],
  );
  await terminal("invitation revoke", { resource: "frank@nowhere.test" });
  assert.deepEqual(
    asked("revoke_invitation").map(({ invitation }) => invitation),
    ["i1"],
  );
});
