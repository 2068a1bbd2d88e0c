/** Programs that fetch a link to show a preview of it, to index it, or for a script: they use nothing up (spec RES-3). */

/**
 * Names in `user-agent`, by whom they are sent. Apple's iMessage calls itself facebookexternalhit and Twitterbot;
 * Microsoft Teams is SkypeUriPreview.
 */
export const FETCHERS: readonly { readonly who: string; readonly agent: RegExp }[] = [
  { who: "Slack", agent: /Slackbot|Slack-ImgProxy/i },
  { who: "Discord", agent: /Discordbot/i },
  { who: "Facebook, iMessage", agent: /facebookexternalhit|facebookcatalog|Facebot|meta-externalagent/i },
  { who: "X", agent: /Twitterbot/i },
  { who: "Telegram", agent: /TelegramBot/i },
  { who: "WhatsApp", agent: /^WhatsApp\//i },
  { who: "LinkedIn", agent: /LinkedInBot/i },
  { who: "Skype, Teams", agent: /SkypeUriPreview|Microsoft-?Teams-?Preview/i },
  { who: "LINE", agent: /line-poker/i },
  { who: "Viber", agent: /^Viber\b/i },
  { who: "VK", agent: /vkShare/i },
  { who: "Reddit", agent: /redditbot/i },
  { who: "Pinterest", agent: /Pinterestbot|Pinterest\/0/i },
  { who: "Mastodon", agent: /Mastodon\//i },
  { who: "Embedly, Iframely", agent: /Embedly|Iframely/i },
  { who: "DingTalk", agent: /DingTalkBot/i },
  { who: "Feishu", agent: /LarkUrl2Meta|FeishuBot|LarkBot/i },
  { who: "QQ", agent: /QQ-URL-Manager/i },
  { who: "WeChat", agent: /mpcrawler|WeChatBot|WeChatShareExtension/i },
  // WeChat's own browser, with a person before it, always tells the kind of network; its fetcher does not.
  { who: "WeChat", agent: /^(?!.*NetType\/).*MicroMessenger/i },
  { who: "Google", agent: /Googlebot|Google-InspectionTool|AdsBot-Google|GoogleOther|Google-PageRenderer/i },
  { who: "Bing", agent: /bingbot|BingPreview/i },
  { who: "Apple", agent: /Applebot/i },
  { who: "Baidu", agent: /Baiduspider/i },
  { who: "Huawei Petal", agent: /PetalBot/i },
  { who: "ByteDance", agent: /Bytespider/i },
  // Anyone who calls itself a bot, says where its owner is to be found, or has no screen; CUBOT is a make of phones.
  { who: "others", agent: /spider|crawl|(?<!\bcu)bot\b|headless|\+https?:\/\//i },
];

/**
 * How command lines and libraries begin their `user-agent`: nobody reads the page they ask for. Only of who proves no vendor:
 * a vendor's client may be built on any of them (asker.ts).
 */
export const PROGRAMS: readonly string[] = [
  "curl,Wget,HTTPie,PostmanRuntime,insomnia,bruno-runtime",
  "python-requests,Python-urllib,python-httpx,aiohttp,Scrapy,Python",
  "Go-http-client,go-resty,okhttp,Apache-HttpClient,Java,Java-http-client,Jakarta Commons-HttpClient",
  "axios,node-fetch,node,undici,got,Deno,Bun",
  "libwww-perl,lwp-trivial,Ruby,Faraday,GuzzleHttp,PHP",
  "reqwest,hyper,Dart,ApacheBench,wrk",
].flatMap((names) => names.split(","));
const PROGRAM = new RegExp(`^(?:${PROGRAMS.join("|")})(?![\\w-])|\\b(?:Windows)?PowerShell/`, "i");

/** Whether a command line or a library asks under this name; no browser is without one. */
export const isProgram = (agent: string): boolean => agent.trim() === "" || PROGRAM.test(agent);

/** A browser that fetches ahead of a person, who may never look, says so. */
const AHEAD = [
  ["purpose", /prefetch|preview/i],
  ["sec-purpose", /prefetch|prerender/i],
  ["x-purpose", /preview|prefetch/i],
  ["x-moz", /prefetch/i],
] as const;

/** Phones of a model all send the same text, so a few thousand are most of a crowd: 27 patterns are tried once for each. */
const seen = new Map<string, string | null>();
const MOST_SEEN = 5000;

/** Who fetches for a preview or an index under this name, or null for anybody else. */
export function fetcherNamed(agent: string): string | null {
  let who = seen.get(agent);
  if (who === undefined) {
    who = FETCHERS.find((fetcher) => fetcher.agent.test(agent))?.who ?? null;
    if (seen.size >= MOST_SEEN) seen.clear();
    if (agent.length <= 512) seen.set(agent, who);
  }
  return who;
}

/** Who fetches for a preview or an index, or ahead of a person; null for anybody else. */
export function fetcherOf(headers: Headers): string | null {
  const known = fetcherNamed(headers.get("user-agent") ?? "");
  if (known) return known;
  return AHEAD.some(([name, value]) => value.test(headers.get(name) ?? ""))
    ? "a browser ahead of its user"
    : null;
}
