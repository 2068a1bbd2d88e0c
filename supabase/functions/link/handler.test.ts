// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import { vendors } from "../_core/vendors/pass_fixture.ts";
import { makeHandler } from "./handler.ts";
import type { Closed, Links, Open, Resolved } from "./resolve.ts";

const OPEN: Open = {
  verdict: "ok",
  shown: {
    layout: "image_text",
    title: "内部名称",
    version: 2,
    content: {
      slots: {
        image: { src: "/storage/v1/object/public/media/a.png", alt: "图" },
        title: "${name}，福利到账",
        body: "<script>alert(1)</script> ${amount} 元。拒收请回复R",
        buttons: [
          { text: "使用", action: { type: "open_browser", target: "https://mall.example.com/?m=${name}" } },
        ],
      },
      params: [
        { name: "name", example: "张女士" },
        { name: "amount", example: "50" },
      ],
    },
  },
  params: { name: "李<b>雷</b>", amount: "88" },
  jump: null,
};

const { passes, pass, shows } = await vendors();
const huawei = Object.fromEntries(shows(await pass("huawei")));
const vivo = Object.fromEntries(shows(await pass("vivo")));

/** A door to one link; tells how it was asked. */
function door(resolved: Resolved | Error = OPEN) {
  const asked: [string, string, string | null][] = [];
  const hosts: string[] = [];
  const links: Links = {
    resolve(code, host, kind, vendor) {
      asked.push([code, kind, vendor]);
      hosts.push(host);
      return resolved instanceof Error ? Promise.reject(resolved) : Promise.resolve(resolved);
    },
    place: () =>
      Promise.resolve({
        origin: "https://api.example.com",
        links: "https://l.example.com/l",
        hosts: new Set(["s.example.cn"]),
      }),
  };
  const handle = makeHandler(links, passes);
  const get = (path = "Ab12cd34", headers: Record<string, string> = {}, method = "GET") =>
    handle(
      new Request(`http://x/link/${path}`, { headers: { "user-agent": "Mozilla/5.0", ...headers }, method }),
    );
  return { get, asked, hosts };
}

Deno.test("a vendor that shows a pass gets the card as JSON, filled and with full addresses", async () => {
  const { get, asked } = door();
  const answer = await get("Ab12cd34", huawei);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("cache-control"), "no-store");
  const card = await answer.json();
  assert.deepEqual([card.vendor, card.version, card.layout], ["huawei", 2, "image_text"]);
  const [image, title] = card.elements;
  assert.equal(image.src, "https://api.example.com/storage/v1/object/public/media/a.png");
  assert.equal(title.text, "李<b>雷</b>，福利到账", "plain text: whoever draws it escapes it");
  assert.deepEqual(asked, [["Ab12cd34", "resolution", "huawei"]]);
});

Deno.test("a person gets the page with their own values, escaped, in headers that let nothing run", async () => {
  const { get, asked } = door();
  const answer = await get();
  const html = await answer.text();
  assert.equal(answer.status, 200);
  assert.match(html, /李&lt;b&gt;雷&lt;\/b&gt;，福利到账/);
  assert.doesNotMatch(html, /<b>雷/);
  const csp = answer.headers.get("content-security-policy") ?? "";
  assert.match(csp, /default-src 'none'/);
  assert.doesNotMatch(csp, /unsafe/);
  assert.match(csp, /frame-ancestors 'none'/);
  assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
  assert.equal(answer.headers.get("referrer-policy"), "no-referrer");
  assert.equal(answer.headers.get("cache-control"), "no-store");
  assert.equal(answer.headers.get("content-type"), "text/html; charset=utf-8");
  assert.deepEqual(asked, [["Ab12cd34", "human", null]]);
});

Deno.test("a preview has og tags and nobody's name or amount, and is counted as a bot's", async () => {
  const { get, asked } = door();
  const html = await (await get("Ab12cd34", { "user-agent": "Slackbot-LinkExpanding 1.0" })).text();
  assert.match(html, /<meta property="og:title" content="…，福利到账">/);
  assert.match(html, /<meta property="og:image" content="https:\/\/api\.example\.com\/storage/);
  assert.doesNotMatch(html, /李|88 元|张女士/);
  assert.deepEqual(asked, [["Ab12cd34", "bot", null]]);
});

Deno.test("a person with a group link that has a jump address is sent there; clients and previews are not", async () => {
  const { get, asked } = door({ ...OPEN, jump: "https://mall.example.com/day?x=1" });
  const person = await get();
  assert.deepEqual(
    [person.status, person.headers.get("location")],
    [302, "https://mall.example.com/day?x=1"],
  );
  assert.equal(person.headers.get("cache-control"), "no-store");
  assert.equal(person.headers.get("referrer-policy"), "no-referrer");
  assert.equal((await get("Ab12cd34", huawei)).status, 200);
  assert.equal((await get("Ab12cd34", { "user-agent": "Slackbot 1.0" })).status, 200);
  assert.deepEqual(
    asked.map(([, kind]) => kind),
    ["human", "resolution", "bot"],
  );
});

Deno.test("the address alone sends nobody anywhere: no parameter of it is a target", async () => {
  const { get } = door();
  for (const query of ["?url=https://evil.example", "?to=//evil.example", "?jump=https://evil.example#x"]) {
    const answer = await get(`Ab12cd34${query}`);
    assert.deepEqual([answer.status, answer.headers.get("location")], [200, null]);
  }
});

Deno.test("a card that is the same for everybody has the same bytes for everybody, and each vendor its own", async () => {
  const { get } = door({ ...OPEN, params: {} });
  const [one, again, other] = await Promise.all(
    [huawei, huawei, vivo].map(async (headers) => (await get("Ab12cd34", headers)).text()),
  );
  assert.equal(one, again);
  assert.equal(JSON.parse(other ?? "").vendor, "vivo");
});

Deno.test("a custom code is asked for at the host that the phone asked", async () => {
  const { get, hosts } = door();
  await get("vip1", { "x-forwarded-host": "S.example.cn:443" });
  const html = await (await get("vip1", { "x-forwarded-host": "s.example.cn" })).text();
  assert.match(html, /https:\/\/s\.example\.cn\/vip1/);
  await get("vip1", { "x-forwarded-host": "other.example.cn" });
  await get("Ab12cd34", { "x-forwarded-host": "s.example.cn" });
  assert.deepEqual(hosts, ["s.example.cn", "s.example.cn", "", ""]);
});

Deno.test("HEAD tells the same without a body, and counts as a bot's", async () => {
  const { get, asked } = door();
  const answer = await get("Ab12cd34", huawei, "HEAD");
  assert.equal(answer.status, 200);
  assert.equal(await answer.text(), "");
  assert.deepEqual(asked, [["Ab12cd34", "bot", null]]);
});

const STATUS: [Closed, number][] = [
  ["unknown", 404],
  ["cancelled", 410],
  ["expired", 410],
  ["used_up", 410],
  ["too_fast", 429],
  ["frozen", 423],
  ["vendor_unsupported", 406],
];

Deno.test("a closed link says why, to people in their language and to clients by a code", async () => {
  for (const [verdict, status] of STATUS) {
    const { get } = door({ verdict });
    const chinese = await get();
    const english = await get("Ab12cd34", { "accept-language": "en" });
    assert.deepEqual([chinese.status, english.status], [status, status]);
    assert.match(await chinese.text(), /<html lang="zh-CN">.*[\u4e00-\u9fff]/s);
    const page = await english.text();
    assert.match(page, /<html lang="en">/);
    assert.doesNotMatch(page, /[\u4e00-\u9fff]/);
    assert.match(page, /prefers-color-scheme:dark/);
    const client = await get("Ab12cd34", vivo);
    assert.deepEqual([client.status, (await client.json()).code], [status, `link_${verdict}`]);
    const wait = Number(client.headers.get("retry-after"));
    assert.ok(status === 429 ? wait >= 1 && wait <= 60 : wait === 0, `${verdict}: ${wait}`);
  }
});

Deno.test("what cannot be a code is unknown without asking the database", async () => {
  const { get, asked } = door();
  for (const path of ["", "a-b", "%27%20or%201=1", "a/b", "x".repeat(33)])
    assert.equal((await get(path)).status, 404, path);
  assert.deepEqual(asked, []);
});

Deno.test("who only says to be a vendor, or shows no good pass, sees what a browser sees and uses nothing up", async () => {
  const { get, asked } = door();
  const stale = await pass("huawei", { seconds: -1 });
  const foreign = await pass("huawei", { aud: "https://elsewhere.example.com/l" });
  const says: [string, Record<string, string>][] = [
    ["Ab12cd34?vendor=huawei", {}],
    ["Ab12cd34?vendor=nokia", {}],
    ["Ab12cd34", { "x-aim-vendor": "huawei" }],
    ["Ab12cd34", { authorization: "Bearer huawei" }],
    ["Ab12cd34", { authorization: `Bearer ${stale}` }],
    ["Ab12cd34", { authorization: `Bearer ${foreign}` }],
  ];
  for (const [path, headers] of says) {
    const answer = await get(path, headers);
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /<html/);
  }
  const program = await get("Ab12cd34?vendor=huawei", { "user-agent": "curl/8.5.0" });
  assert.match(await program.text(), /<html/);
  assert.deepEqual(
    asked.map(([, kind, vendor]) => `${kind} ${vendor}`),
    [...says.map(() => "human null"), "bot null"],
  );
});

Deno.test("only GET and HEAD open a link", async () => {
  const { get, asked } = door();
  for (const method of ["POST", "PUT", "DELETE"]) {
    const answer = await get("Ab12cd34", {}, method);
    assert.deepEqual([answer.status, answer.headers.get("allow")], [405, "GET, HEAD"]);
  }
  assert.deepEqual(asked, []);
});

Deno.test("when the database is away people read so, and are not told why", async () => {
  const { error } = console;
  console.error = () => undefined;
  try {
    const { get } = door(new Error("password hunter2"));
    const answer = await get("Ab12cd34", { "accept-language": "en" });
    assert.equal(answer.status, 503);
    assert.doesNotMatch(await answer.text(), /hunter2/);
  } finally {
    console.error = error;
  }
});
