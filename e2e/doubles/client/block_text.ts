import { type Dict, dict, dicts, list, text } from "../ground/json.ts";

/** Block Kit as lines of text; buttons and menus are left to the choices. */
export function blockLines(blocks: Dict[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case "header":
        return [`\x1b[1m${words(block.text)}\x1b[0m`];
      case "section":
        return [...words(block.text).split("\n"), ...pairs(dicts(block.fields))].filter(Boolean);
      case "context":
        return [`\x1b[2m${dicts(block.elements).map(contextWords).join("  ")}\x1b[0m`];
      case "divider":
        return ["────"];
      case "image":
        return [`🖼  ${text(block.alt_text)}`];
      case "markdown":
        return text(block.text).split("\n");
      case "rich_text":
        return [richWords(block)];
      case "table":
        return tableLines(block);
      case "input":
        return [`${words(block.label)}:`];
      default:
        return [];
    }
  });
}

function words(of: unknown): string {
  return mrkdwn(text(dict(of).text));
}

function contextWords(element: Dict): string {
  return element.type === "image" ? `🖼  ${text(element.alt_text)}` : mrkdwn(text(element.text));
}

/** Two fields a line, as Slack shows them. */
function pairs(fields: Dict[]): string[] {
  const shown = fields.map((each) => words(each).split("\n").join(" "));
  return shown
    .filter((_, index) => index % 2 === 0)
    .map((each, index) => [each, shown[index * 2 + 1]].filter(Boolean).join("   "));
}

function richWords(value: unknown): string {
  const own = text(dict(value).text);
  return own + dicts(dict(value).elements).map(richWords).join("");
}

/** Slack's own markup for a terminal: bold, links, mentions. */
export function mrkdwn(source: string): string {
  return source
    .replace(/<([^|>]+)\|([^>]+)>/g, "$2 ($1)")
    .replace(/<(https?:[^>]+)>/g, "$1")
    .replace(/(^|\s)\*([^*\n]+)\*/g, "$1\x1b[1m$2\x1b[0m")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** A table in columns as wide as their widest cell. */
function tableLines(block: Dict): string[] {
  const rows = list(block.rows).map((row) =>
    dicts(row).map((cell) => richWords(cell) || String(cell.value ?? "")),
  );
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => width(row[at] ?? ""))),
  );
  return rows.map((row) =>
    row
      .map((cell, at) => cell + " ".repeat((widths[at] ?? 0) - width(cell)))
      .join("  ")
      .trimEnd(),
  );
}

/** Columns on a terminal: a Chinese character takes two. */
function width(words: string): number {
  return [...words].reduce((sum, each) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/.test(each) ? 2 : 1), 0);
}
