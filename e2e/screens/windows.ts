/** Messages of Slack and Discord and lines of a terminal as pages, for the pictures of `docs`: drawn from what the bot posted, each in the manner of its client. */
import { stripVTControlCharacters } from "node:util";
import { type Dict, dict, dicts, text } from "../doubles/ground/json.ts";

/** The mark of the panel and of the bot. */
const MARK =
  '<svg class="face" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0f6b57"/><path d="M8 11h16M8 16h11M8 21h14" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>';

const escaped = (words: string) =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
/** A machine without a font of emoji draws boxes: the signs of an answer as dots and a tick. */
const SIGNS: readonly (readonly [sign: RegExp, drawn: string])[] = [
  [/🟡/gu, '<i class="dot" style="background:#e0a310"></i>'],
  [/🔴|⛔/gu, '<i class="dot" style="background:#d6524a"></i>'],
  [/✅/gu, '<i class="dot" style="background:#259a57"></i>'],
];
/** A progress of twenty signs as a bar. */
const bar = (signs: string) => {
  const parts = ["▓", "▒", "░"].map((sign) => signs.split(sign).length - 1);
  return `<span class="bar">${parts.map((count) => `<i style="flex-grow:${count}"></i>`).join("")}</span>`;
};
const signed = (html: string) =>
  SIGNS.reduce((drawn, [sign, by]) => drawn.replace(sign, by), html).replace(/[▓▒░]+/gu, bar);
/** Words that are no markup. */
const plain = (words: unknown) => signed(escaped(text(words))).replaceAll("\n", "<br>");
const pictureOf = (png: Buffer | undefined) =>
  png ? `<img src="data:image/png;base64,${png.toString("base64")}">` : "";

const page = (style: string, body: string) =>
  `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="400.css"><link rel="stylesheet" href="600.css"><style>*{box-sizing:border-box;margin:0}body{font:15px/1.46 "Noto Sans SC",sans-serif;-webkit-font-smoothing:antialiased}#window{width:720px;overflow:hidden}.face{width:38px;height:38px;flex:none}.dot{display:inline-block;width:.72em;height:.72em;border-radius:50%;margin-inline-end:.15em}.bar{display:inline-flex;width:200px;height:8px;border-radius:4px;overflow:hidden;margin-inline-end:4px}.bar i{background:#8884}.bar i:first-child{background:#259a57}.bar i:nth-child(2){background:#d6524a}.message{display:flex;gap:10px}.message>div{flex:1;min-width:0}img{display:block;max-width:240px}${style}</style><div id="window">${body}</div>`;

/** Slack's markup: what is escaped in it is so for HTML, too. */
const mrkdwn = (source: string) =>
  signed(source)
    .replace(/```\n?([\s\S]*?)```/g, "<pre>$1</pre>")
    .replace(/<(https?:[^|>]+)\|([^>]+)>/g, "<a>$2</a>")
    .replace(/<(https?:[^>]+)>/g, "<a>$1</a>")
    .replace(/(^|\s)\*([^*\n]+)\*/g, "$1<b>$2</b>")
    .replace(/`([^`\n]+)`/g, "<code>$1</code>")
    .replaceAll("\n", "<br>");
const slackWords = (of: unknown) => {
  const { type, text: words } = dict(of);
  return type === "mrkdwn" ? mrkdwn(text(words)) : plain(words);
};

function slackBlock(block: Dict, png: Buffer | undefined): string {
  if (block.type === "header") return `<h2>${slackWords(block.text)}</h2>`;
  if (block.type === "image") return pictureOf(png);
  if (block.type === "context")
    return `<p class="note">${dicts(block.elements).map(slackWords).join(" ")}</p>`;
  if (block.type === "actions") {
    const buttons = dicts(block.elements).map(
      ({ style, text: words }) => `<span class="button ${text(style)}">${slackWords(words)}</span>`,
    );
    return `<p class="buttons">${buttons.join("")}</p>`;
  }
  const fields = dicts(block.fields).map((field) => `<div>${slackWords(field)}</div>`);
  return `${block.text ? `<p>${slackWords(block.text)}</p>` : ""}${fields.length > 0 ? `<div class="fields">${fields.join("")}</div>` : ""}`;
}

const SLACK =
  "#window{background:#fff;color:#1d1c1d;border:1px solid #ddd;border-radius:10px}.head{padding:12px 20px;font-weight:600;border-bottom:1px solid #e8e8e8}.message{padding:14px 20px 18px}.who b{font-weight:600}.app{font-size:11px;background:#e8e8e8;color:#616061;border-radius:3px;padding:1px 4px;margin-inline-start:4px}h2{font-size:18px;margin:4px 0}p{margin:4px 0}.fields{display:grid;grid-template-columns:1fr 1fr;gap:8px 16px;margin:8px 0}.note{font-size:13px;color:#616061}a{color:#1264a3}img{border:1px solid #ddd;border-radius:8px;margin:8px 0}.buttons{display:flex;flex-wrap:wrap;gap:8px;margin-top:10px}.button{font-weight:600;font-size:14px;padding:5px 12px;border:1px solid #bbb;border-radius:6px}.primary{background:#007a5a;border-color:#007a5a;color:#fff}.danger{color:#c01343;border-color:#c01343}";

/** A message of the bot in a channel of Slack. */
export const slackWindow = (blocks: readonly Dict[], png: Buffer | undefined): string =>
  page(
    SLACK,
    `<div class="head"># tidings</div><div class="message">${MARK}<div><p class="who"><b>Tidings</b><span class="app">APP</span></p>${blocks.map((block) => slackBlock(block, png)).join("")}</div></div>`,
  );

/** Discord's markup, escapes and all. */
const discordWords = (source: unknown) =>
  signed(escaped(text(source)))
    .replace(/```\n?([\s\S]*?)```/g, "<pre>$1</pre>")
    .replace(/\*\*([^*\n]+)\*\*/g, "<b>$1</b>")
    .replace(/\[([^\]\n]+)\]\((?:https?:[^)]+)\)/g, "<a>$1</a>")
    .replace(/`([^`\n]+)`/g, "<code>$1</code>")
    .replace(/\\([*_~`|[\]()\\<>#.+-])/g, "$1")
    .replaceAll("\n", "<br>");

/** By the number of a button's style. */
const DISCORD_BUTTONS = ["", "#5865f2", "#4e5058", "#248046", "#da373c", "#4e5058"];
const DISCORD =
  "#window{background:#313338;color:#dbdee1;border-radius:10px}.head{padding:12px 20px;font-weight:600;color:#f2f3f5;border-bottom:1px solid #26272b}.message{padding:14px 20px 18px}.face{border-radius:50%}.who b{font-weight:600;color:#f2f3f5}.app{font-size:10px;background:#5865f2;color:#fff;border-radius:4px;padding:1px 5px;margin-inline-start:5px}.embed{background:#2b2d31;border-inline-start:4px solid;border-radius:4px;padding:10px 16px 14px;margin-top:6px;font-size:14px}h2{font-size:16px;color:#fff;margin:2px 0 6px}.fields{display:grid;grid-template-columns:repeat(3,1fr);gap:8px;margin:8px 0}.fields b{display:block;color:#f2f3f5;font-weight:600}.wide{grid-column:1/-1}.note{font-size:12px;margin-top:8px}a{color:#00a8fc}img{border-radius:4px;margin-top:10px}.buttons{display:flex;flex-wrap:wrap;gap:8px;margin-top:8px}.button{font-size:14px;color:#fff;padding:5px 14px;border-radius:4px}pre{font-size:12px;white-space:pre-wrap}";

function discordEmbed(embed: Dict, png: Buffer | undefined): string {
  const fields = dicts(embed.fields).map(
    ({ name, value, inline }) =>
      `<div class="${inline ? "" : "wide"}"><b>${plain(name)}</b>${discordWords(value)}</div>`,
  );
  const colour = `#${Number(embed.color ?? 0)
    .toString(16)
    .padStart(6, "0")}`;
  const note = dict(embed.footer).text;
  return `<div class="embed" style="border-color:${colour}"><h2>${discordWords(embed.title)}</h2><div>${discordWords(embed.description)}</div><div class="fields">${fields.join("")}</div>${embed.image ? pictureOf(png) : ""}${note ? `<p class="note">${plain(note)}</p>` : ""}</div>`;
}

/** A message of the bot in a channel of Discord. */
export function discordWindow(
  { embeds, components }: { readonly embeds: readonly Dict[]; readonly components: readonly Dict[] },
  png: Buffer | undefined,
): string {
  const rows = components.map((row) => {
    const buttons = dicts(row.components).map(
      ({ label, style }) =>
        `<span class="button" style="background:${DISCORD_BUTTONS[Number(style)]}">${plain(label)}</span>`,
    );
    return `<p class="buttons">${buttons.join("")}</p>`;
  });
  return page(
    DISCORD,
    `<div class="head"># tidings</div><div class="message">${MARK}<div><p class="who"><b>Tidings</b><span class="app">APP</span></p>${embeds.map((embed) => discordEmbed(embed, png)).join("")}${rows.join("")}</div></div>`,
  );
}

/** The colours that an answer in a terminal has, by their codes. */
const INKS: Readonly<Record<string, string>> = {
  1: "font-weight:600;color:#fff",
  2: "color:#8b949e",
  31: "color:#ff7b72",
  32: "color:#56d364",
  33: "color:#e3b341",
  36: "color:#76e3ea",
};
/** In a terminal a Chinese letter is as wide as two others, which are 0.602 em each. */
const celled = (html: string) =>
  html.replace(/[\u2e80-\uffdc]+/g, (letters) => `<i class="wide">${letters}</i>`);
/** A line as it stands when all is printed: what a progress was drawn over is gone, colours are spans. */
function inked(line: string): string {
  const left = line.slice(line.lastIndexOf("\r\u001b[2K") + 1).replaceAll("\r", "");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's colours begin with one
  const parts = left.split(/\u001b\[([\d;]*)m/);
  let html = "";
  let style = "";
  for (const [at, part] of parts.entries()) {
    if (at % 2 === 0)
      html += `<span style="${style}">${celled(escaped(stripVTControlCharacters(part)))}</span>`;
    else style = part === "0" || part === "" ? "" : (INKS[part] ?? style);
  }
  return html;
}

/** A command in a terminal with what it printed. */
export const terminalWindow = (command: string, printed: string): string =>
  page(
    '#window{background:#0d1117;color:#d0d7de;border-radius:10px;padding:16px 20px 20px;width:820px}pre{font:14px/1.5 "DejaVu Sans Mono",Menlo,"Noto Sans SC",monospace;white-space:pre-wrap}.wide{letter-spacing:.204em;font-style:normal}.lights{display:flex;gap:8px;margin-bottom:14px}.lights i{width:12px;height:12px;border-radius:50%;background:#30363d}',
    `<div class="lights"><i></i><i></i><i></i></div><pre><span style="color:#56d364">$</span> <b>${celled(escaped(command))}</b>\n${printed.trimEnd().split("\n").map(inked).join("\n")}</pre>`,
  );
