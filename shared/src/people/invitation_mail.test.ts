import assert from "node:assert/strict";
import { test } from "node:test";
import { mailFrom, smtpUrl } from "../ground/mail.ts";
import { invitationMail, type MailedInvitation } from "./invitation_mail.ts";

const INVITATION: MailedInvitation = {
  email: "o'hara@nowhere.test",
  enterprise: "云杉商城",
  time_zone: "Asia/Shanghai",
  invited_by: "Alice",
  groups: ["Readers", "Night, day"],
  expires_at: "2026-12-08T02:00:00Z",
};
const LINK = "https://panel.example/join#to-ken_";

test("an invitation is told in both languages, with the names that the system gave in that of the reader", () => {
  const zh = invitationMail(INVITATION, LINK, "zh-CN");
  assert.equal(zh.subject, "邀请加入「云杉商城」");
  assert.match(zh.text, /用户组：只读成员、Night, day。/);
  const en = invitationMail(INVITATION, LINK, "en");
  assert.match(en.text, /in these groups: Readers, Night, day\.\n/);
  assert.match(en.text, /until 2026-12-08 10:00 \(Asia\/Shanghai\)/);
  assert.ok(en.text.includes(`\n\n${LINK}\n\n`) && en.html.includes(`<a href="${LINK}">${LINK}</a>`));
  assert.match(en.html, /o&#39;hara@nowhere\.test/);
});

test("a name begins no line, is no markup and no place to fill, and is not longer than a line", () => {
  const evil = "A\r\nBcc: x@y.test\u2028{email}<b>\u202e";
  const { subject, text, html } = invitationMail(
    { ...INVITATION, enterprise: evil, groups: [evil], invited_by: evil },
    LINK,
    "en",
  );
  const line = "A Bcc: x@y.test {email}<b>";
  assert.equal(subject, `Invitation to join “${line}”`);
  assert.ok(
    text.includes(`${line} invites you to join “${line}” on Tidings, in these groups: ${line}.`),
    text,
  );
  assert.doesNotMatch(html, /<b>/);
  const long = invitationMail({ ...INVITATION, enterprise: "🙂".repeat(500), invited_by: null }, LINK, "en");
  assert.equal(long.subject, `Invitation to join “${"🙂".repeat(99)}…”`);
  assert.match(long.text, /Someone invites you/);
});

test("the settings of mail are a server by SMTP, and one address with or without a name", () => {
  const server = (url: string) => smtpUrl.safeParse(url).success;
  for (const good of [
    "smtps://a%40b:p%2Fw@mail.example:465",
    "smtp://127.0.0.1:2525",
    "smtps://mail.example",
  ])
    assert.ok(server(good), good);
  for (const bad of [
    "",
    "mail.example:465",
    "https://mail.example",
    "smtps://",
    "smtps:mail.example",
    "smtp:///x",
  ])
    assert.ok(!server(bad), bad);
  const from = (text: string) => mailFrom.safeParse(text).success;
  for (const good of ["a@b.example", "Tidings <a@b.example>", "潮讯 <a@b.example>"])
    assert.ok(from(good), good);
  for (const bad of ["", "Tidings", "a@b, c@d", "A <a@b>\r\nBcc: x@y", "a@b <c@d>", "A <a@b> <c@d>"])
    assert.ok(!from(bad), bad);
});
