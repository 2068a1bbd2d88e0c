/** The page to read and try the API: it draws `openapi.json`. It has its style and script, and nothing is loaded from elsewhere. */
import { createHash } from "node:crypto";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";

const hash = (source: string) => `'sha256-${createHash("sha256").update(source).digest("base64")}'`;

const CSP = [
  "default-src 'none'",
  `script-src ${hash(SCRIPT)}`,
  `style-src ${hash(STYLE)}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Tidings API</title><style>${STYLE}</style></head>
<body><header><button id="menu" class="menu"></button><b>Tidings API</b><a href="openapi.json">OpenAPI 3.1</a><span class="space"></span><input id="token" type="password" autocomplete="off" spellcheck="false"><a id="lang" href="?lang=en"></a></header>
<nav id="nav"></nav><main id="main" tabindex="-1"></main><script type="module">${SCRIPT}</script></body></html>`;

/** The page. A token that is typed there stays in it. */
export const docsAnswer = (): Response =>
  new Response(PAGE, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": CSP,
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });
