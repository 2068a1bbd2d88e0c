import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openStand, type Stand } from "./stand.ts";

/** IAM-5: where the deployment has mail, an address counts once the code or the link of its mail was used. */
let stand: Stand;
before(async () => {
  stand = await openStand({}, { GATEWAY_CONFIRM_MAIL: "1" });
});
after(() => stand.close());

const PASSWORD = "a quiet morning";
async function mailTo(email: string): Promise<string> {
  const folder = join(stand.home, "mail");
  const texts = await Promise.all(
    (await readdir(folder)).sort().map((name) => readFile(join(folder, name), "utf8")),
  );
  return texts.findLast((text) => text.includes(`To: ${email}\r\n`)) ?? "";
}
const signUp = (email: string) =>
  stand
    .client()
    .auth.signUp({ email, password: PASSWORD, options: { emailRedirectTo: `${stand.url}/confirm` } });

test("who signs up is not in before the code of the mail is entered", async () => {
  const email = "nora@newcomer.test";
  const { data, error } = await signUp(email);
  assert.deepEqual([error, data.session], [null, null]);
  const early = await stand.client().auth.signInWithPassword({ email, password: PASSWORD });
  assert.equal(early.error?.code, "email_not_confirmed");
  const code = /\b\d{6}\b/.exec(await mailTo(email))?.[0] ?? "";
  const client = stand.client();
  const wrong = await client.auth.verifyOtp({ email, token: "000000", type: "signup" });
  assert.equal(wrong.error?.code, "otp_expired");
  const right = await client.auth.verifyOtp({ email, token: code, type: "signup" });
  assert.equal(right.data.user?.email, email);
  const again = await stand.client().auth.verifyOtp({ email, token: code, type: "signup" });
  assert.ok(again.error, "a code works once");
});

test("the link of the mail leads to the page of the panel, with a session", async () => {
  const email = "otto@newcomer.test";
  await signUp(email);
  const link = /http\S*\/auth\/v1\/verify\S*/.exec(await mailTo(email))?.[0] ?? "";
  const answer = await fetch(link, { redirect: "manual" });
  const to = new URL(answer.headers.get("location") ?? "");
  assert.equal(to.origin + to.pathname, `${stand.url}/confirm`);
  assert.ok(new URLSearchParams(to.hash.slice(1)).get("access_token"));
  const elsewhere = await fetch(link.replace(/redirect_to=.*$/, "redirect_to=https%3A%2F%2Fevil.test"), {
    redirect: "manual",
  });
  assert.equal(new URL(elsewhere.headers.get("location") ?? "").origin, stand.url, "no other site is led to");
});
