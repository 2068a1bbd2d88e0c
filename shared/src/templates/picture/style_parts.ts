/** Styles that only some parts of cards need: each goes with the page that has the part, so that pages stay small. */
import { LAYOUTS } from "../../layouts/catalogue.ts";
import type { Slot } from "../../layouts/layout.ts";
import { colourRules, SIGNS } from "./colours.ts";

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

interface Part {
  readonly sign: string;
  readonly style: string;
}

/** `sign` is HTML that every page with this part has. A text that has it too makes a page larger, no more. */
const part = (sign: string, ...rules: string[]): Part => ({ sign, style: rules.join("") });

export const PARTS: readonly Part[] = [
  part("<main", ratioRules()),
  part(
    'class="play"',
    `.play{background:${SIGNS.over};border-radius:50%;height:64px;inset:0;margin:auto;pointer-events:none;position:absolute;width:64px}`,
    ".play::after{border:13px solid transparent;border-left:20px solid #fff;border-right:0;content:'';left:25px;position:absolute;top:19px}",
  ),
  part(
    'class="audio"',
    ".audio{background:var(--panel);border-radius:12px;display:grid;gap:6px;padding:10px 14px}.audio audio{width:100%}",
  ),
  part(
    'class="head"',
    ".head{align-items:center;display:flex;gap:12px}.icon img{border-radius:12px;height:48px;width:48px}",
  ),
  part(
    " moving",
    "@media(prefers-reduced-motion:no-preference){.moving{animation:breathe 1.6s ease-in-out infinite alternate}@keyframes breathe{to{transform:scale(1.04)}}}",
  ),
  part(" c-", colourRules()),
  part(
    'class="lines',
    ".lines{display:grid}.lines div{border-top:1px solid var(--line);display:flex;gap:16px;padding:9px 0}",
    ".lines div:first-child{border-top:0}.lines dt{color:var(--soft);flex:0 0 auto;max-width:45%}",
    ".lines dd{flex:1;text-align:right}",
    ".boxed{background:var(--panel);border-radius:12px;padding:4px 14px}",
  ),
  part(
    'class="price"',
    ".price{color:var(--price);font-size:1.1875rem;font-weight:700}.price small{font-size:.8em}",
  ),
  part(
    'class="chip"',
    ".chip{background:var(--panel);border-radius:6px;color:var(--soft);display:inline-block;font-size:.8125rem;justify-self:start;padding:1px 8px}",
    ".words .chip{margin-right:6px}",
  ),
  part(
    "<ul",
    "ul{list-style:none;padding:0}.products,.rows,.coupons,.paragraphs{display:grid;gap:14px}",
    ".products li,.rows li{align-items:center;display:grid;gap:14px;grid-template-columns:96px minmax(0,1fr)}",
    ".rows li{grid-template-columns:minmax(0,1fr) 76px}.rows .picture{order:2}",
    ".products li+li,.rows li+li,.paragraphs li+li{border-top:1px solid var(--line);padding-top:14px}",
    ".products .buttons{margin-top:8px}",
    ".products .button,.ticket .button{border-radius:22px;font-size:.9375rem;min-height:44px;padding:6px 16px}",
    ".products .buttons>*{flex:0 1 auto}.paragraphs li{display:grid;gap:12px}",
  ),
  part(
    'class="tiles',
    ".tiles{display:grid;gap:10px;grid-template-columns:repeat(3,minmax(0,1fr))}",
    ".tiles.n1{grid-template-columns:minmax(0,1fr)}.tiles.n2{grid-template-columns:repeat(2,minmax(0,1fr))}",
    ".tiles .words{padding-top:6px}.tiles h2{font-size:.9375rem;font-weight:500}.tiles .price{font-size:1rem}",
  ),
  part(
    'class="slides',
    ".slides{margin:0 -16px;overflow-x:auto;overscroll-behavior-x:contain;padding:4px 16px 10px;scroll-padding:16px;scroll-snap-type:x mandatory}",
    ".slides:focus-visible{outline-offset:-3px}.slides ul{display:flex;gap:12px;width:max-content}",
    ".slides li{background:var(--panel);border-radius:14px;display:flex;flex-direction:column;overflow:hidden;scroll-snap-align:center;width:min(78vw,20rem)}",
    ".slides.one ul,.slides.one li{width:100%}.slides .picture{border-radius:0}",
    ".slides .words{display:flex;flex:1;flex-direction:column;gap:6px;padding:12px}",
    ".slides .words:empty{display:none}.slides .buttons{margin-top:auto;padding-top:4px}",
    `.place{background:${SIGNS.place};border-radius:10px;color:#fff;font-size:.75rem;padding:0 8px;position:absolute;right:8px;top:8px}`,
  ),
  part(
    'class="ticket"',
    ".ticket{align-items:center;background:var(--ticket);border-radius:14px;display:flex;flex-wrap:wrap;gap:12px 16px;padding:16px}",
    ".worth{color:var(--price);flex:0 1 auto;font-size:1.625rem;font-weight:700;line-height:1.2;max-width:45%}",
    ".terms{border-left:2px dashed var(--price);flex:1 1 9rem;display:grid;gap:4px;min-width:0;padding-left:16px}",
    ".ticket .chip{background:none;border:1px solid var(--price);color:var(--price)}",
    ".until{color:var(--text);display:flex;flex-wrap:wrap;font-size:.875rem;gap:0 8px}",
    ".ticket .buttons{flex:1 0 100%;justify-content:flex-end}.ticket .buttons>*{flex:0 1 auto}",
  ),
  part(
    'class="journey"',
    ".journey{background:var(--panel);border-radius:14px;display:grid;gap:12px;grid-template-columns:minmax(0,1fr) 40px minmax(0,1fr);padding:16px}",
    ".which{border-bottom:1px solid var(--line);color:var(--soft);display:flex;flex-wrap:wrap;gap:4px 12px;grid-column:1/-1;justify-content:space-between;padding-bottom:10px}",
    ".which .number{color:var(--text);font-weight:600}.to{text-align:right}",
    ".where{font-size:1.375rem;font-weight:700;line-height:1.3}",
    ".when{color:var(--soft);font-variant-numeric:tabular-nums}.way{align-self:center;color:var(--tint)}",
  ),
  part(
    'class="behind"',
    ".behind{display:grid;grid-template-columns:minmax(0,1fr)}",
    "main>.behind:first-child,main>.unseen+.behind{margin:0 -16px}.behind>*{grid-area:1/1}",
    ".behind>img{height:100%}",
    `.over{align-self:end;background:${SIGNS.over};border-radius:14px;color:#fff;display:grid;gap:14px;margin:16px;padding:16px;position:relative;text-align:center}`,
    `.button.seal{background:${SIGNS.seal};border-radius:50%;color:${SIGNS.sealText};flex:0 0 auto;font-size:1.375rem;height:76px;margin:0 auto;min-width:76px;padding:8px}`,
  ),
  part(
    "<dialog",
    "dialog{background:var(--card);border:0;border-radius:18px;color:var(--text);margin:auto;max-height:86vh;max-width:min(24rem,calc(100vw - 32px));overflow:auto;padding:20px;width:100%}",
    "dialog::backdrop{background:#000a}dialog>*+*{margin-top:12px}dialog img{object-fit:contain}#large{max-width:min(60rem,calc(100vw - 16px));padding:8px}",
    "dialog:target{display:block;inset:0;position:fixed;z-index:2}",
  ),
  part(
    'id="said"',
    ".said{background:#1a1a1a;border-radius:20px;bottom:24px;color:#fff;left:50%;opacity:0;padding:6px 18px;pointer-events:none;position:fixed;transform:translateX(-50%)}",
    ".said.on{opacity:1}",
  ),
];

/** The styles that a body needs. */
export function stylesFor(body: string): string[] {
  return PARTS.filter(({ sign }) => body.includes(sign)).map(({ style }) => style);
}
