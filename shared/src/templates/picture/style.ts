import { themeCss } from "./colours.ts";

/** What all pages share, those of closed links too. One card, as wide as a phone; light and dark; nothing loaded. */
export const BASE_STYLE = [
  `:root{${themeCss("light")}color-scheme:light dark}@media(prefers-color-scheme:dark){:root{${themeCss("dark")}}}`,
  "*{box-sizing:border-box;margin:0}",
  'body{background:var(--card);color:var(--text);font:16px/1.6 system-ui,-apple-system,"HarmonyOS Sans SC",MiSans,"PingFang SC","Hiragino Sans GB","Noto Sans SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;line-break:strict;overflow-wrap:anywhere;-webkit-text-size-adjust:100%;text-size-adjust:100%}',
  "h1{font-size:1.3125rem;line-height:1.4}h2{font-size:1.0625rem;line-height:1.45}",
  ".unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}",
  "main{margin:0 auto;max-width:27rem;overflow:hidden}",
  "@media(min-width:480px){body{background:var(--page);padding:32px 16px}main{background:var(--card);border-radius:20px;box-shadow:0 1px 2px #0001,0 8px 32px #0001}}",
].join("");

/** A closed link: a sign, a line, a sentence. */
export const CLOSED_STYLE = [
  "body{display:grid;min-height:100vh;place-items:center}",
  "main{display:grid;gap:8px;justify-items:center;padding:48px 24px;text-align:center;width:100%}",
  "svg{background:var(--panel);border-radius:50%;color:var(--soft);height:72px;margin-bottom:12px;padding:20px;width:72px}p{color:var(--soft)}",
].join("");

/** What every card needs beyond; what only some parts of cards need is in `style_parts.ts`. */
export const CARD_STYLE = [
  "main{display:grid;gap:14px;grid-template-columns:minmax(0,1fr);padding:0 16px 24px}main>:first-child,main>.unseen+*{margin-top:18px}.body{white-space:pre-line}",
  "video{border-radius:12px}img,video{background:var(--line);color:var(--soft);display:block;height:auto;object-fit:cover;width:100%}",
  ".picture{border-radius:12px;display:block;overflow:hidden;padding:0;position:relative}button.picture{appearance:none;border:0;cursor:pointer;font:inherit;width:100%}",
  "main>.picture:first-child,main>.unseen+.picture,main>video:first-child,main>.unseen+video{border-radius:0;margin:0 -16px;width:calc(100% + 32px)}",
  ".buttons{display:flex;flex-wrap:wrap;gap:12px}.buttons>*{flex:1 1 40%}.buttons.many>*{flex-basis:100%}main>.buttons{margin-top:6px}",
  ".button{align-items:center;appearance:none;background:var(--wash);border:0;border-radius:24px;color:var(--tint);cursor:pointer;display:flex;flex-direction:column;font-family:inherit;font-size:1rem;font-weight:600;line-height:1.4;justify-content:center;min-height:48px;min-width:44px;padding:10px 16px;text-align:center;text-decoration:none}",
  ".button.first{background:var(--tint);color:var(--on)}.button.still{background:var(--panel);color:var(--soft);cursor:default}.button small{font-size:.8125rem;font-weight:400;max-width:100%}",
  ":focus-visible{outline:3px solid var(--tint);outline-offset:2px}a.picture:focus-visible,button.picture:focus-visible{outline-offset:-3px}.soft{color:var(--soft)}.button:active{filter:brightness(.93)}",
].join("");
