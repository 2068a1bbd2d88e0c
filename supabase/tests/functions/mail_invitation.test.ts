/** mail-invitation: an invitation goes by mail to whom it is for, and stands whatever becomes of its mail (IAM-5). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { startMail } from "../../../e2e/doubles/mail/double.ts";
import { freePort } from "../../../shared/src/node/ports.ts";
import { dictionaries } from "../../local/functions.ts";
import { done, invited, memberOf, yunshan } from "../fixtures.ts";
import { forTests, PEOPLE } from "../test_database.ts";
import { type Caller, testStage } from "./stage.ts";

const PANEL = "https://panel.example/base";
const server = forTests(await startMail());
const tls = forTests(await startMail({ secure: true }));
const stage = await testStage({ volatile: true }, "mail-invitation");
const { db } = stage;
const enterprise = await yunshan(db);

/** An instance that is told this mail server. */
const mailing = (url: string) =>
  stage.another("mail-invitation", {
    ...dictionaries(stage.secrets),
    TIDINGS_SMTP_URL: url,
    TIDINGS_MAIL_FROM: "Tidings <invitations@tidings.example>",
    TIDINGS_PANEL_URL: `${PANEL}/`,
  });
const usual = await mailing(server.url);

async function ask(body: unknown, who: Caller = "alice", { url } = usual) {
  const answer = await fetch(`${url}/mail-invitation`, {
    method: "POST",
    headers: { ...(await stage.headers(who)), "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const said = await answer.json();
  return { status: answer.status, body: said, code: said.code as string | undefined };
}

/** An open invitation of alice's, and how often its mail was tried. */
let made = 0;
async function invitation() {
  made += 1;
  const email = `guest-${made}@nowhere.test`;
  const { id, token } = await invited(db, { email }, ["Readers", "Operators"]);
  const tried = async () =>
    (await db.sql`select mails from private.invitation_tokens where invitation_id = ${id}`)[0]?.mails;
  const state = async () => (await db.sql`select state from public.invitations where id = ${id}`)[0]?.state;
  return { id, email, token: token as string, tried, state };
}

test("a deployment without mail says so, and counts nothing", async () => {
  const { token, tried } = await invitation();
  const { status, body } = await stage.call("mail-invitation", "alice", { token });
  assert.deepEqual([status, body.code], [409, "mail_absent"]);
  assert.equal(await tried(), 0);
});

test("whoever is invited gets one mail in the inviter's language: who, into what, the link, until when", async () => {
  const { token, email } = await invitation();
  const { status, body } = await ask({ token });
  assert.deepEqual([status, body], [200, { email }]);
  const [letter, ...more] = server.letters.splice(0);
  assert.ok(letter);
  assert.deepEqual(more, []);
  assert.deepEqual([letter.sender, letter.recipients], ["invitations@tidings.example", [email]]);
  assert.equal(letter.headers.from, "Tidings <invitations@tidings.example>");
  assert.equal(letter.headers.to, email);
  assert.equal(letter.headers.subject, "邀请加入「云杉商城」");
  for (const part of [letter.text, letter.html]) {
    assert.ok(part.includes(`${PANEL}/join#${token}`), part);
    assert.match(part, /Alice邀请您加入 Tidings 上的「云杉商城」，用户组：操作员、只读成员/);
    assert.match(part, /链接在 \d{4}-\d{2}-\d{2} \d{2}:\d{2}（Asia\/Shanghai）之前有效/);
  }
  await ask({ token, locale: "en" });
  const [english] = server.letters.splice(0);
  assert.equal(english?.headers.subject, "Invitation to join “云杉商城”");
  assert.match(
    english?.text ?? "",
    /Alice invites you to join “云杉商城” on Tidings, in these groups: Operators, Readers\./,
  );
  assert.deepEqual(server.violations, []);
});

test("names are words: none begins a header or a line of its own, and none is markup", async () => {
  const evil = "Evil\r\nBcc: x@y.test\r\n\r\n<img src=x>\u2028\u202eX";
  const { token, email } = await invitation();
  const [was] = await db.sql`select e.name, p.name as person from public.enterprises e, public.profiles p
    where e.id = ${enterprise} and p.user_id = ${PEOPLE.alice}`;
  const named = async (name: string, person: string) => {
    await db.sql`update public.enterprises set name = ${name} where id = ${enterprise}`;
    await db.sql`update public.profiles set name = ${person} where user_id = ${PEOPLE.alice}`;
  };
  await named(evil, evil);
  assert.equal((await ask({ token, locale: "en" })).status, 200);
  await named(was?.name, was?.person);
  const [letter] = server.letters.splice(0);
  assert.ok(letter);
  assert.deepEqual(letter.recipients, [email]);
  assert.deepEqual([letter.headers.bcc, letter.headers.cc], [undefined, undefined]);
  const line = "Evil Bcc: x@y.test <img src=x> X";
  assert.equal(letter.headers.subject, `Invitation to join “${line}”`);
  assert.ok(letter.text.includes(`${line} invites you to join “${line}”`), letter.text);
  assert.doesNotMatch(letter.html, /<img/);
  assert.match(letter.html, /&lt;img src=x/);
});

test("an invitation is mailed by whoever made it, and to nobody else is there one", async () => {
  const { token, tried } = await invitation();
  for (const [who, code] of [
    ["bob", "not_found"],
    ["mallory", "not_found"],
    ["nobody", "not_signed_in"],
    ["bot", "forbidden"],
    ["service", "forbidden"],
  ] as const)
    assert.equal((await ask({ token }, who)).code, code, who);
  assert.equal((await ask({ token: "x".repeat(43) })).code, "not_found");
  for (const wrong of [
    {},
    { token: "" },
    { token: "a b" },
    { token: "\0" },
    { token, locale: "fr" },
    { token, to: "x@y.z" },
  ])
    assert.deepEqual((await ask(wrong)).code, "input_invalid", JSON.stringify(wrong));
  assert.equal(await tried(), 0);
  assert.deepEqual(server.letters, []);
});

test("one that is over is not mailed, nor one whose maker may no longer invite", async () => {
  const { id, token } = await invitation();
  await done(db.as("alice").rpc("revoke_invitation", { invitation: id }));
  const { status, body } = await ask({ token });
  assert.deepEqual([status, body.code, JSON.parse(body.details).state], [410, "invitation_over", "revoked"]);
  const other = await invitation();
  await db.sql`update public.invitations set expires_at = now() where id = ${other.id}`;
  assert.equal(JSON.parse((await ask({ token: other.token })).body.details).state, "expired");
  const third = await invitation();
  const member = await memberOf(db, "alice");
  await db.sql`update public.members set state = 'disabled' where id = ${member}`;
  assert.equal((await ask({ token: third.token })).code, "invitation_over");
  await db.sql`update public.members set state = 'active' where id = ${member}`;
  assert.deepEqual(server.letters, []);
});

test("there are three mails of an invitation at most, also of many that ask at once", async () => {
  const { token } = await invitation();
  const answers = await Promise.all(Array.from({ length: 6 }, () => ask({ token })));
  assert.deepEqual(answers.map(({ code }) => code ?? "mailed").sort(), [
    ...["mail_tried", "mail_tried", "mail_tried"],
    ...["mailed", "mailed", "mailed"],
  ]);
  assert.equal(server.letters.splice(0).length, 3);
});

test("a server that refuses, is gone, hangs or shows a wrong certificate leaves the invitation as it was, and the token in no log", async () => {
  const gone = await mailing(`smtp://a:b@127.0.0.1:${await freePort()}`);
  const stranger = await mailing(server.url.replace("tidings:", "nobody:"));
  const unvouched = await mailing(tls.url);
  // By an address that is not this machine's own name, a mail goes over TLS or not at all.
  const bare = await mailing(server.url.replace("127.0.0.1", "0.0.0.0"));
  const tokens: string[] = [];
  const failing = async (reason: string, at = usual) => {
    const { token, state } = await invitation();
    tokens.push(token);
    const { status, body } = await ask({ token }, "alice", at);
    assert.deepEqual([status, body.code, body.details.reason], [409, "mail_failed", reason]);
    assert.match(body.details.why[0].zh, /\p{Script=Han}/u);
    assert.equal(await state(), "open");
  };
  server.behave("no_recipient");
  await failing("address");
  server.behave("no_message");
  await failing("refused");
  server.behave("busy");
  await failing("refused");
  server.behave("cut");
  await failing("unclear");
  assert.equal(server.letters.splice(0).length, 1);
  server.behave("calm");
  await failing("sign_in", stranger);
  await failing("unreachable", gone);
  await failing("unreachable", unvouched);
  await failing("open", bare);
  server.behave("deaf");
  await failing("slow");
  server.behave("calm");
  assert.deepEqual([server.letters, tls.letters], [[], []]);
  for (const { log } of [usual, gone, stranger, unvouched, bare]) {
    assert.match(log(), /mail-invitation: not mailed/);
    for (const token of tokens) assert.ok(!log().includes(token.slice(0, 20)));
    assert.doesNotMatch(log(), /guest-\d|p@ss|p%40ss/);
  }
});

test("a person mails so many invitations an hour, and is told when to go on", async () => {
  await db.sql`update private.limits set most = 1 where name = 'person_mails'`;
  await db.sql`delete from private.limit_counts where limit_name = 'person_mails'`;
  const { token } = await invitation();
  const answers = [await ask({ token }), await ask({ token })];
  assert.deepEqual(
    answers.map(({ status, code }) => [status, code]),
    [
      [200, undefined],
      [429, "too_many_requests"],
    ],
  );
});
