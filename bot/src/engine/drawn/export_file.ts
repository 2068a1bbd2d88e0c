import { setTimeout as pause } from "node:timers/promises";
import { EXPORT_FORMAT_WORDS, exportFile, fileNameOf } from "@tidings/shared/exports/export.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { sizeText } from "@tidings/shared/ground/size.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { answerOf, verb } from "../../data/database.ts";
import { rowWithId } from "../../data/rows.ts";
import type { Answer } from "../../ground/answer.ts";
import { NetworkError, Refusal } from "../../ground/errors.ts";
import { hinted } from "../../registry/hints.ts";
import { type Context, isChat } from "../../registry/registry.ts";
import { resourceAnswer } from "../resource.ts";
import { viewOf } from "../view.ts";

/** The file of an export in chat: waited for, then posted to the person who asked. */

/** The option that says what kind of file it will be. */
export const FORMAT = w("文件类型", "File type");
export const FORMATS = ["csv", "xlsx"] as const;
export const FORMAT_CHOICES = { csv: EXPORT_FORMAT_WORDS.csv, xlsx: EXPORT_FORMAT_WORDS.xlsx };

const SAYS = {
  working: w("生成文件", "Creating the file"),
  done: w("{rows} 行，{size}", "{rows} {rows:row|rows}, {size}"),
  large: w(
    "文件大小为 {size}，超过聊天中可发送的上限 {max}。请到管理台的下载中心下载：{panel}",
    "The file is {size}, more than the {max} limit in chat. Download it in the panel, under Downloads: {panel}",
  ),
  waits: w(
    "文件仍在生成。完成后用 `export get` 获取，或在管理台的下载中心下载。",
    "The file is still being created. Get it with `export get` when it's ready, or download it in the panel.",
  ),
} as const satisfies Record<string, Words>;

/** Discord takes 10 MB without a boosted server; Slack could take more. The terminal writes the file to a disk, whatever its size. */
const MOST_BYTES = 9 * 1024 * 1024;
/** A run is shown for a quarter of an hour at most; nobody looks at a spinner for longer than this. */
const WAIT_MS = 120_000;
const LOOK_MS = 500;

interface ExportRow extends Row {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly format: "csv" | "xlsx" | "ndjson";
  readonly rows: number;
  readonly total: number | null;
  readonly bytes: number;
}

/** Waits until an export has ended, and answers its file; its card where it failed, or where it takes longer. */
export async function awaitedFile(context: Context, id: string, waitMs = WAIT_MS): Promise<Answer> {
  const { locale, session } = context;
  const label = say(SAYS.working, locale);
  const until = performance.now() + waitMs;
  for (;;) {
    const row = await answerOf<ExportRow | null>(rowWithId(session, exportFile.view, id) as never);
    if (!row) throw new Refusal("not_found", 404, { details: { resource: "export" } });
    if (row.state === "done") return fileAnswer(context, row);
    const waits = row.state === "queued" || row.state === "running";
    if (!waits || performance.now() > until) {
      const card = await resourceAnswer(viewOf(context), { resource: "export", id });
      return waits ? { ...card, text: hinted(SAYS.waits, context) } : card;
    }
    await context.progress({
      tone: "plain",
      title: row.name,
      progress: { label, done: row.rows, total: row.total ?? 0 },
    });
    await pause(LOOK_MS);
  }
}

async function fileAnswer({ session, locale, panel, source }: Context, row: ExportRow): Promise<Answer> {
  const size = sizeText(row.bytes);
  const told = (words: Words) =>
    fillPlaces(say(words, locale), {
      rows: row.rows,
      size,
      max: sizeText(MOST_BYTES),
      panel: panel === null ? "/exports" : `${panel}/exports`,
    });
  if (isChat(source) && row.bytes > MOST_BYTES)
    return { tone: "plain", title: row.name, text: told(SAYS.large) };
  const { ticket } = await verb<{ ticket: string }>(session, "download_export", { export: row.id });
  const answer = await fetch(`${session.url}/functions/v1/export-rows?ticket=${ticket}`);
  if (!answer.ok) throw new NetworkError(`export-rows answered ${answer.status}`);
  return {
    tone: "plain",
    title: row.name,
    text: told(SAYS.done),
    file: {
      name: fileNameOf(row.name, row.format, row.whole === true),
      type: answer.headers.get("content-type") ?? "application/octet-stream",
      bytes: new Uint8Array(await answer.arrayBuffer()),
    },
  };
}
