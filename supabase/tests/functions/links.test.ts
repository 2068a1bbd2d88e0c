import assert from "node:assert/strict";
import { test } from "node:test";
import { groupInput, madeTask } from "../fixtures.ts";
import { account, handedOver, tick } from "./sends.ts";
import { type Json, testStage } from "./stage.ts";

const stage = await testStage({ volatile: true }, "import-numbers", "dispatch", "link");

/** The short link of the first delivery of a send of one. */
async function aLink(): Promise<{ url: string; id: string; send: string }> {
  const send = await handedOver(stage, 1);
  const [row] = await stage.db
    .sql`select id, private.link_code(id) as code from public.deliveries where send_id = ${send}`;
  return { url: `${stage.api}/l/${row?.code}`, id: String(row?.id), send };
}

/** Resolutions of a send that were rolled up, and units that were paid for them. */
async function paid(send: string): Promise<{ resolved: number; settled: number }> {
  const [row] = await stage.db.sql<{ settled: number }[]>`
    select sum(r.settled)::integer as settled from private.reservations r where r.holder_id = ${send}`;
  return { resolved: Number((await account(stage, send)).resolved), settled: row?.settled ?? 0 };
}

test("of many phones that ask for one link at once exactly one gets the card, and it is counted once", async () => {
  const { url, id, send } = await aLink();
  const huawei = await stage.pass("huawei");
  const asked = await Promise.all(Array.from({ length: 40 }, () => fetch(url, { headers: huawei })));
  const statuses = asked.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [200, ...Array.from({ length: 39 }, () => 410)]);
  const card: Json = await asked.find(({ status }) => status === 200)?.json();
  assert.equal(card.vendor, "huawei");
  assert.match(JSON.stringify(card), /<i>张0<\/i>/);
  const [row] = await stage.db.sql`select resolved from public.deliveries where id = ${id}`;
  assert.equal(row?.resolved, 1);
  await tick(stage);
  assert.equal(Number((await account(stage, send)).resolved), 1);
});

test("500 openings that prove nothing cost nothing, and one with a pass costs one", async () => {
  const { url, id, send } = await aLink();
  const [good, other] = [await stage.pass("huawei"), await stage.pass("vivo")];
  const says: Record<string, string>[] = [
    {},
    { "x-aim-vendor": "huawei" },
    { authorization: "Bearer huawei" },
    { authorization: `${good.authorization}x` },
    { authorization: `${good.authorization?.slice(0, -8)}${other.authorization?.slice(-8)}` },
  ];
  const browser = { "user-agent": "Mozilla/5.0 (iPhone)" };
  for (let from = 0; from < 500; from += 50) {
    const some = Array.from({ length: 50 }, (_, n) =>
      fetch(`${url}?vendor=huawei`, { headers: { ...browser, ...says[n % says.length] } }).then(
        async (answer) => [answer.status, /<html/.test(await answer.text())],
      ),
    );
    for (const seen of await Promise.all(some)) assert.deepEqual(seen, [200, true]);
  }
  await tick(stage);
  assert.deepEqual(await paid(send), { resolved: 0, settled: 0 });
  assert.equal((await fetch(url, { headers: good })).status, 200);
  // Whoever has seen the pass on its way shows it again: the law counts a personal link once.
  const stolen = await Promise.all(Array.from({ length: 20 }, () => fetch(url, { headers: good })));
  assert.deepEqual(new Set(stolen.map(({ status }) => status)), new Set([410]));
  await tick(stage);
  assert.deepEqual(await paid(send), { resolved: 1, settled: 1 });
  const [row] = await stage.db.sql`select resolved from public.deliveries where id = ${id}`;
  assert.equal(row?.resolved, 1);
});

test("previews, HEAD and browsers see the page and use nothing up", async () => {
  const { url, id } = await aLink();
  const huawei = await stage.pass("huawei");
  const slack = await fetch(`${url}?vendor=huawei`, {
    headers: { "user-agent": "Slackbot-LinkExpanding 1.0" },
  });
  const preview = await slack.text();
  assert.match(preview, /og:title/);
  assert.doesNotMatch(preview, /张0/);
  assert.equal((await fetch(url, { method: "HEAD", headers: huawei })).status, 200);
  const person = await fetch(url, { headers: { "user-agent": "Mozilla/5.0 (iPhone)" } });
  const page = await person.text();
  assert.match(page, /&lt;i&gt;张0&lt;\/i&gt;/);
  assert.doesNotMatch(page, /<i>|<script/);
  const [row] = await stage.db.sql`select resolved from public.deliveries where id = ${id}`;
  assert.equal(row?.resolved, 0);
  const events = await stage.db.sql`select kind from public.link_events where link_id = ${id} order by at`;
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ["bot", "bot", "human"],
  );
  assert.equal((await fetch(url, { headers: huawei })).status, 200, "it is still to be had");
});

test("an expired link is gone, one for other phones is refused, and a guess finds nothing", async () => {
  const { url, send } = await aLink();
  const huawei = await stage.pass("huawei");
  const oppo = await fetch(url, { headers: await stage.pass("oppo") });
  assert.equal(oppo.status, 406, "the template is not for OPPO");
  await stage.db
    .sql`update public.deliveries set handed_at = now() - interval '8 days' where send_id = ${send}`;
  const phone = await fetch(url, { headers: huawei });
  assert.deepEqual([phone.status, ((await phone.json()) as Json).code], [410, "link_expired"]);
  assert.equal((await fetch(url)).status, 410);
  for (const code of ["AAAAAAAA", "zzzzzzzz", "x", "AAAAAAAAA"]) {
    assert.equal((await fetch(`${stage.api}/l/${code}`)).status, 404);
    assert.equal((await fetch(`${stage.api}/l/${code}`, { headers: huawei })).status, 404);
  }
});

test("a custom code opens its group link from the moment it is made, by its address as by the enciphered one", async () => {
  await stage.db.sql`update public.domains set custom_codes = true`;
  const [huawei, vivo] = [await stage.pass("huawei"), await stage.pass("vivo")];
  assert.equal((await fetch(`${stage.api}/l/vip1`, { headers: huawei })).status, 404);
  const input = await groupInput(stage.db, {
    custom_code: "vip1",
    max_resolutions: 2,
    jump_url: "https://mall.example.com/day",
  });
  const { address, link_id } = await madeTask(stage.db, input);
  assert.equal(address, `${stage.api}/l/vip1`);
  const [row] = await stage.db.sql`select private.link_code(${link_id}) as code`;
  const phone = await fetch(address, { headers: vivo });
  assert.match(await phone.text(), /会员，您的会员卡已开通，首单立减 50 元/);
  const other = await fetch(`${stage.api}/l/${row?.code}`, { headers: huawei });
  assert.equal(other.status, 200);
  assert.equal((await fetch(address, { headers: vivo })).status, 410);
  const browser = { "user-agent": "Mozilla/5.0 (iPhone)" };
  const person = await fetch(address, { headers: browser, redirect: "manual" });
  assert.deepEqual([person.status, person.headers.get("location")], [302, "https://mall.example.com/day"]);
});
