import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { startKoomessage } from "../../../e2e/doubles/koomessage/double.ts";
import type { AccountHandoff } from "../../functions/_core/channels/account.ts";
import { submitAccount } from "../../functions/_core/channels/koomessage/accounts.ts";
import { ask } from "../../functions/_core/channels/koomessage/client.ts";
import { menusInput } from "../accounts/account_fixtures.ts";

/** SA-2 at KooMessage, against its double: made whole, changed part by part, frozen and unfrozen; answers that are lost. */
const service = await startKoomessage();
let read = 0;
const pictures = createServer((_, response) => {
  read += 1;
  response.writeHead(200, { "content-type": "image/png" }).end(Buffer.alloc(2_000, 7));
});
await new Promise<void>((ready) => pictures.listen(0, "127.0.0.1", ready));
const host = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`;
after(async () => {
  pictures.close();
  await service.stop();
});

const channel = {
  base_url: service.url,
  credentials: { access_key: service.accessKey, secret_key: service.secretKey },
  settings: { sign_in: "ak_sk" },
  number: "106900001",
};
const picture = (name: string) => ({
  path: `home/${name}.png`,
  name: `${name}.png`,
  width: 240,
  height: 240,
});

function account(name: string, more: Partial<AccountHandoff> = {}): AccountHandoff {
  return {
    ...{ reference: "r-1", version: 1, frozen: false, reason: null, change_reason: null },
    profile: {
      ...{ name, remark: "", industry: "shopping", intro: "订单、会员和活动。" },
      ...{
        logo: picture("logo"),
        authorisation: picture("letter"),
        all_ports: true,
        signatures: ["云杉商城"],
      },
    },
    menus: menusInput() as AccountHandoff["menus"],
    home: { background: picture("wide"), intro: "欢迎", hotline: "400-123-4567", quick_apps: [] },
    parts: { profile: "p1", menus: "m1", home: "h1", frozen: false },
    ...{ ids: {}, handed: {} },
    pictures: Object.fromEntries(
      ["logo", "letter", "wide"].map((one) => [`home/${one}.png`, `${host}/${one}`]),
    ),
    ...more,
  };
}
const pubs = async (name: string) => {
  const said = await ask(channel, { method: "GET", path: "/v1/aim-sa/pubs", query: { pub_name: name } });
  assert.equal(said.outcome, "done");
  return (said.outcome === "done" ? (said.body.data as { data: Record<string, unknown>[] }) : { data: [] })
    .data;
};

test("an account is made whole with its pictures, and then told what has changed of it, and nothing else", async () => {
  const first = await submitAccount(channel, account("云杉商城"));
  assert.deepEqual([first.outcome, first.why], ["handed", null]);
  assert.deepEqual(first.handed, { profile: "p1", menus: "m1", home: "h1", frozen: false });
  const [pub] = await pubs("云杉商城");
  assert.deepEqual([pub?.industry, pub?.auto_get_port, pub?.signs_for_auto_get_port], [5, 1, ["云杉商城"]]);
  const before = read;
  const { ids, handed } = first;
  const again = await submitAccount(channel, account("云杉商城", { ids, handed }));
  assert.deepEqual([again.outcome, read - before, (await pubs("云杉商城")).length], ["handed", 0, 1]);

  const frozen = await submitAccount(
    channel,
    account("云杉商城", { ids, handed, frozen: true, reason: "核查", menus: null }),
  );
  assert.deepEqual(
    [frozen.outcome, frozen.handed.frozen, (await pubs("云杉商城"))[0]?.state],
    ["handed", true, 4],
  );
  // What was told and not answered: it is in that state already.
  const lost = await submitAccount(channel, account("云杉商城", { ids, handed, frozen: true }));
  assert.deepEqual([lost.outcome, lost.handed.frozen], ["handed", true]);
  const thawed = await submitAccount(
    channel,
    account("云杉商城", {
      ids,
      handed: frozen.handed,
      parts: { profile: "p2", menus: "m1", home: "h2", frozen: false },
      change_reason: "换简介",
    }),
  );
  assert.deepEqual(
    [thawed.outcome, thawed.handed],
    ["handed", { profile: "p2", menus: "m1", home: "h2", frozen: false }],
  );
  assert.notEqual((await pubs("云杉商城"))[0]?.state, 4);
  assert.deepEqual(service.violations(), []);
});

test("what it does not take is said before it is asked, and what it cannot be told beside the rest", async () => {
  const long = account("云".repeat(16));
  const refused = await submitAccount(channel, {
    ...long,
    profile: { ...long.profile, intro: "简".repeat(76) },
    menus: [
      { name: "很长的菜单名称呀", action: "quick_app", link: "hap://app/a/" },
      ...menusInput(),
      ...menusInput(),
    ].slice(0, 3) as never,
  });
  assert.equal(refused.outcome, "refused");
  for (const part of [
    /服务号名称，现有 16 个/,
    /简介，现有 76 个/,
    /很长的菜单名称呀.*过长/,
    /缺少快应用引擎版本号/,
  ])
    assert.match(refused.why?.zh ?? "", part);
  const half = await submitAccount(channel, account("半个", { home: null }));
  assert.match(half.why?.en ?? "", /accepts a service account only as a whole/);
  const home = { ...account("x").home, quick_apps: [{ name: "会员", link: "hap://app/b/" }] };
  const rest = await submitAccount(channel, account("带快应用", { home: home as AccountHandoff["home"] }));
  assert.equal(rest.outcome, "handed");
  assert.match(rest.why?.zh ?? "", /快应用未提交/);
  const gone = await submitAccount(channel, account("无图", { pictures: {} }));
  assert.deepEqual([gone.outcome, gone.why?.en], ["refused", "A picture can't be read. Upload it again"]);
  assert.deepEqual(service.violations(), []);
});

test("an answer that is lost makes no second account, and a frozen one that was never there is not made", async () => {
  await service.control({ accept_then_drop_rate: 1 });
  const lost = await submitAccount(channel, account("丢失"));
  assert.equal(lost.outcome, "away");
  await service.control({ accept_then_drop_rate: 0 });
  let { ids, handed } = lost;
  for (const rate of [0.6, 0.6, 0.6, 0.6, 0.6, 0]) {
    await service.control({ accept_then_drop_rate: rate });
    const next = await submitAccount(channel, account("丢失", { ids, handed }));
    ({ ids, handed } = next);
    if (rate === 0) assert.equal(next.outcome, "handed", next.why?.en);
  }
  assert.equal((await pubs("丢失")).length, 1);
  const never = await submitAccount(channel, account("冻结", { frozen: true }));
  assert.deepEqual([never.outcome, never.ids, (await pubs("冻结")).length], ["handed", {}, 0]);
  await service.control({ denied: ["list_pub_infos"] });
  const denied = await submitAccount(channel, account("无权"));
  assert.deepEqual([denied.outcome, /权限/.test(denied.why?.zh ?? "")], ["away", true]);
  await service.control({ denied: [] });
});
