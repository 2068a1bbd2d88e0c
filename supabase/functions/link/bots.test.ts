import assert from "node:assert/strict";
import { vendors } from "../_core/vendors/pass_fixture.ts";
import { askerOf } from "./asker.ts";
import { fetcherOf, isProgram } from "./bots.ts";
import { languageOf } from "./language.ts";

const agent = (name: string) => new Headers({ "user-agent": name });

Deno.test("programs that fetch for a preview or an index are recognised", () => {
  const fetchers = [
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Slackbot 1.0 (+https://api.slack.com/robots)",
    "Slack-ImgProxy (+https://api.slack.com/robots)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
    "Twitterbot/1.0",
    "TelegramBot (like TwitterBot)",
    "WhatsApp/2.23.20.0 A",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
    "Mozilla/5.0 (Linux; Android 7.0;) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; PetalBot;+https://webmaster.petalsearch.com/site/petalbot)",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 9_3_2 like Mac OS X) AppleWebKit/601.1.46 (KHTML, like Gecko) Mobile/13F69 MicroMessenger/6.6.1",
    "DingTalkBot-LinkService/1.0 (+https://open-doc.dingtalk.com)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0)",
    "Mozilla/5.0 (compatible; MJ12bot/v1.4.8; http://mj12bot.com/)",
    "Mozilla/5.0 (compatible; Amazonbot/0.1)",
    "Foobot",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0 Safari/537.36",
    "Somebody (+https://monitor.example.com)",
    "Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)",
  ];
  for (const name of fetchers) assert.ok(fetcherOf(agent(name)), name);
});

Deno.test("people are not taken for programs, whatever their phone or browser is called", () => {
  const people = [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 14; ALN-AL10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36 HuaweiBrowser/15.0",
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36 XWEB/1260 MMWEBSDK/2024 MicroMessenger/8.0.50(0x28003253) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64",
    "Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 12; CUBOT KINGKONG) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 12; Cubot) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Mobile Safari/537.36 WhatsApp/2.24",
    "Mozilla/5.0 (Linux; Android 14; curl) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36",
    "NodeBrowser/1.0",
  ];
  for (const name of people) {
    assert.equal(fetcherOf(agent(name)), null, name);
    assert.equal(isProgram(name), false, name);
  }
});

Deno.test("command lines and libraries are no people, and still a vendor's client when they prove it", async () => {
  const programs = [
    "",
    " ",
    "curl/8.5.0",
    "Wget/1.21.4",
    "python-requests/2.32.3",
    "Python-urllib/3.12",
    "Python/3.12 aiohttp/3.9.5",
    "Go-http-client/2.0",
    "okhttp/4.12.0",
    "Java/17.0.2",
    "Apache-HttpClient/4.5.14 (Java/17.0.2)",
    "axios/1.7.2",
    "node",
    "undici",
    "PostmanRuntime/7.39.0",
    "Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.22621.2506",
  ];
  const { passes, pass } = await vendors();
  const authorization = `Bearer ${await pass("huawei")}`;
  const ask = (headers: Record<string, string>) =>
    askerOf(new Request("http://x/link/Ab?vendor=huawei", { headers }), passes);
  for (const name of programs) {
    assert.deepEqual(await ask({ "user-agent": name, "x-aim-vendor": "huawei" }), { kind: "bot" }, name);
    const client = { kind: "resolution", vendor: "huawei" };
    assert.deepEqual(await ask({ "user-agent": name, authorization }), client, name);
  }
});

Deno.test("a browser that fetches ahead of its user is no person yet", () => {
  for (const [name, value] of [
    ["purpose", "prefetch"],
    ["sec-purpose", "prefetch;prerender"],
    ["x-purpose", "preview"],
    ["x-moz", "prefetch"],
  ]) {
    assert.ok(fetcherOf(new Headers({ [name ?? ""]: value ?? "" })), name);
  }
});

Deno.test("a vendor is who shows its pass, or asks from its addresses", async () => {
  const { passes, pass, row } = await vendors();
  row.ranges = [{ vendor: "oppo", cidr: "203.0.113.0/24" }];
  const asker = (headers: Record<string, string>) =>
    askerOf(
      new Request("http://x/link/Ab", { headers: { "user-agent": "Mozilla/5.0", ...headers } }),
      passes,
    );
  const authorization = `Bearer ${await pass("vivo")}`;
  const inside = { "x-forwarded-for": "203.0.113.9" };
  assert.deepEqual(await asker({ authorization }), { kind: "resolution", vendor: "vivo" });
  assert.deepEqual(await asker(inside), { kind: "resolution", vendor: "oppo" });
  assert.deepEqual(await asker({ ...inside, authorization }), { kind: "resolution", vendor: "vivo" });
  assert.deepEqual(await asker({ "x-forwarded-for": "198.51.100.1" }), { kind: "human" });
});

Deno.test("a HEAD is no resolution, nor is a vendor's crawler that asks from its addresses", async () => {
  const { passes, pass, row } = await vendors();
  row.ranges = [{ vendor: "huawei", cidr: "203.0.113.0/24" }];
  const authorization = `Bearer ${await pass("huawei")}`;
  const head = new Request("http://x/link/Ab", { method: "HEAD", headers: { authorization } });
  assert.deepEqual(await askerOf(head, passes), { kind: "bot" });
  const petal = { "user-agent": "PetalBot", "x-forwarded-for": "203.0.113.9" };
  assert.deepEqual(await askerOf(new Request("http://x/link/Ab", { headers: petal }), passes), {
    kind: "bot",
  });
});

Deno.test("pages speak the language that is wanted most", () => {
  const language = (value: string) => languageOf(new Headers(value ? { "accept-language": value } : {}));
  assert.equal(language("en-GB,en;q=0.9,zh;q=0.8"), "en");
  assert.equal(language("en;q=0.5, zh-Hans-CN"), "zh-CN");
  assert.equal(language("zh;q=0, fr"), "en");
  assert.equal(language(""), "zh-CN");
  assert.equal(language("*"), "zh-CN");
});
