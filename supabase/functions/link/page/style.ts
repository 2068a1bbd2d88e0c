/** What pages look like: one card, as wide as a phone; light and dark; nothing loaded. */
import { LAYOUTS } from "@tidings/shared/templates/catalogue.ts";
import type { Slot } from "@tidings/shared/templates/layout.ts";
import { colourRules } from "./colours.ts";

/** What all pages share, those of closed links too. Every pair of colours here is at least 4.5:1. */
export const BASE_STYLE = [
  ":root{--page:#f1f2f4;--card:#fff;--text:#1a1a1a;--soft:#595f67;--line:#e2e5e9;--panel:#f4f5f7;--tint:#0a59f7;--on:#fff;--wash:#e8effe;--price:#c2242c;--ticket:#fff3ee;color-scheme:light dark}",
  "@media(prefers-color-scheme:dark){:root{--page:#0c0c0e;--card:#1b1b1e;--text:#ececee;--soft:#aab0b8;--line:#36373c;--panel:#26272b;--tint:#86adff;--on:#0b1733;--wash:#222f4c;--price:#ff8d8d;--ticket:#35211f}}",
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

/** The ratios that pictures and videos of the catalogue have. */
function ratioRules(): string {
  const slots = LAYOUTS.flatMap(({ slots: all }) =>
    all.flatMap((slot): Slot[] => (slot.kind === "list" ? slot.of : [slot])),
  );
  const ratios = slots.flatMap((slot) => {
    if (slot.kind !== "image" && slot.kind !== "video") return [];
    return typeof slot.ratio === "string" ? [slot.ratio] : Object.values(slot.ratio);
  });
  return Array.from(new Set(["16:9", ...ratios]), (ratio) => {
    const [width, height] = ratio.split(":");
    return `.r${width}-${height}{aspect-ratio:${width}/${height}}`;
  }).join("");
}

/** What a card needs beyond. */
export const CARD_STYLE = [
  "main{display:grid;gap:14px;grid-template-columns:minmax(0,1fr);padding:0 16px 24px}main>:first-child,main>.unseen+*{margin-top:18px}.body{white-space:pre-line}",
  // pictures: the first is as wide as the card
  "img,video{background:var(--line);color:var(--soft);display:block;height:auto;object-fit:cover;width:100%}",
  ratioRules(),
  ".picture{border-radius:12px;display:block;overflow:hidden;padding:0;position:relative}button.picture{appearance:none;border:0;cursor:pointer;font:inherit;width:100%}",
  "video{border-radius:12px}main>.picture:first-child,main>.unseen+.picture,main>video:first-child,main>.unseen+video{border-radius:0;margin:0 -16px;width:calc(100% + 32px)}",
  ".play{background:#000a;border-radius:50%;height:64px;inset:0;margin:auto;pointer-events:none;position:absolute;width:64px}.play::after{border:13px solid transparent;border-left:20px solid #fff;border-right:0;content:'';left:25px;position:absolute;top:19px}",
  ".head{align-items:center;display:flex;gap:12px}.icon img{border-radius:12px;height:48px;width:48px}.soft{color:var(--soft)}",
  // what is tapped
  ".buttons{display:flex;flex-wrap:wrap;gap:12px}.buttons>*{flex:1 1 40%}.buttons.many>*{flex-basis:100%}main>.buttons{margin-top:6px}",
  ".button{align-items:center;appearance:none;background:var(--wash);border:0;border-radius:24px;color:var(--tint);cursor:pointer;display:flex;flex-direction:column;font:600 1rem/1.4 inherit;font-family:inherit;justify-content:center;min-height:48px;min-width:44px;padding:10px 16px;text-align:center;text-decoration:none}",
  ".button.first{background:var(--tint);color:var(--on)}.button.still{background:var(--panel);color:var(--soft);cursor:default}.button small{font-size:.8125rem;font-weight:400;max-width:100%}",
  ":focus-visible{outline:3px solid var(--tint);outline-offset:2px}a.picture:focus-visible,button.picture:focus-visible{outline-offset:-3px}.button:active{filter:brightness(.93)}",
  "@media(prefers-reduced-motion:no-preference){.moving{animation:breathe 1.6s ease-in-out infinite alternate}@keyframes breathe{to{transform:scale(1.04)}}}",
  colourRules(),
  // labelled lines
  ".lines{display:grid}.lines div{border-top:1px solid var(--line);display:flex;gap:16px;padding:9px 0}.lines div:first-child{border-top:0}.lines dt{color:var(--soft);flex:0 0 auto;max-width:45%}.lines dd{flex:1;text-align:right}.notice_enhanced .pairs{background:var(--panel);border-radius:12px;padding:4px 14px}",
  ".price{color:var(--price);font-size:1.1875rem;font-weight:700}.price small{font-size:.8em}.chip{background:var(--panel);border-radius:6px;color:var(--soft);display:inline-block;font-size:.8125rem;justify-self:start;padding:1px 8px}.words .chip{margin-right:6px}",
  // lists
  "ul{list-style:none;padding:0}.products,.rows,.coupons,.paragraphs{display:grid;gap:14px}.products li,.rows li{align-items:center;display:grid;gap:14px;grid-template-columns:96px minmax(0,1fr)}.rows li{grid-template-columns:minmax(0,1fr) 76px}.rows .picture{order:2}.products li+li,.rows li+li,.paragraphs li+li{border-top:1px solid var(--line);padding-top:14px}",
  ".products .buttons{margin-top:8px}.products .button,.ticket .button{border-radius:22px;font-size:.9375rem;min-height:44px;padding:6px 16px}.products .buttons>*{flex:0 1 auto}.paragraphs li{display:grid;gap:12px}",
  ".tiles{display:grid;gap:10px;grid-template-columns:repeat(3,minmax(0,1fr))}.tiles.n1{grid-template-columns:minmax(0,1fr)}.tiles.n2{grid-template-columns:repeat(2,minmax(0,1fr))}.tiles .words{padding-top:6px}.tiles h2{font-size:.9375rem;font-weight:500}.tiles .price{font-size:1rem}",
  ".slides{margin:0 -16px;overflow-x:auto;overscroll-behavior-x:contain;padding:4px 16px 10px;scroll-padding:16px;scroll-snap-type:x mandatory}main>.unseen+.behind{margin:0 -16px}.slides:focus-visible{outline-offset:-3px}.slides ul{display:flex;gap:12px;width:max-content}.slides li{background:var(--panel);border-radius:14px;display:flex;flex-direction:column;overflow:hidden;scroll-snap-align:center;width:min(78vw,20rem)}.slides.one ul,.slides.one li{width:100%}.slides .picture{border-radius:0}.slides .words{display:flex;flex:1;flex-direction:column;gap:6px;padding:12px}.slides .words:empty{display:none}.slides .buttons{margin-top:auto;padding-top:4px}.place{background:#000b;border-radius:10px;color:#fff;font-size:.75rem;padding:0 8px;position:absolute;right:8px;top:8px}",
  // coupons: a ticket with its perforation
  ".ticket{align-items:center;background:var(--ticket);border-radius:14px;display:flex;flex-wrap:wrap;gap:12px 16px;padding:16px}.worth{color:var(--price);flex:0 1 auto;font-size:1.625rem;font-weight:700;line-height:1.2;max-width:45%}.terms{border-left:2px dashed var(--price);flex:1 1 9rem;display:grid;gap:4px;min-width:0;padding-left:16px}.ticket .chip{background:none;border:1px solid var(--price);color:var(--price)}.ticket .soft,.until{font-size:.875rem}.until{color:var(--text);display:flex;flex-wrap:wrap;gap:0 8px}.ticket .buttons{flex:0 0 auto;margin-left:auto}",
  // trips
  ".journey{background:var(--panel);border-radius:14px;display:grid;gap:12px;grid-template-columns:minmax(0,1fr) 40px minmax(0,1fr);padding:16px}.which{border-bottom:1px solid var(--line);color:var(--soft);display:flex;gap:4px 12px;grid-column:1/-1;justify-content:space-between;padding-bottom:10px}.which .number{color:var(--text);font-weight:600}.to{text-align:right}.where{font-size:1.375rem;font-weight:700;line-height:1.3}.when{color:var(--soft);font-variant-numeric:tabular-nums}.way{align-self:center;color:var(--tint)}",
  // words over a picture
  ".behind{display:grid;grid-template-columns:minmax(0,1fr);margin:0 -16px}.behind>*{grid-area:1/1}.behind>img{height:100%}.over{align-self:end;background:#000a;color:#fff;display:grid;gap:14px;margin:16px;border-radius:14px;padding:16px;position:relative;text-align:center}.seal{background:#ffd66b!important;color:#6b1200!important;font-size:1.125rem}.red_packet .button.first{background:#c4161c;color:#fff}",
  // windows
  "dialog{background:var(--card);border:0;border-radius:18px;color:var(--text);margin:auto;max-height:86vh;max-width:min(24rem,calc(100vw - 32px));overflow:auto;padding:20px;width:100%}dialog::backdrop{background:#000a}dialog>*+*{margin-top:12px}dialog img{object-fit:contain}dialog:target{display:block;inset:0;position:fixed;z-index:2}",
  ".said{background:#1a1a1a;border-radius:20px;bottom:24px;color:#fff;left:50%;opacity:0;padding:6px 18px;pointer-events:none;position:fixed;transform:translateX(-50%)}.said.on{opacity:1}",
].join("");
