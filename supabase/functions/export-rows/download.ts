/** A finished file: its objects joined while they are sent. */
import { fileNameOf } from "@tidings/shared/exports/export.ts";
import { type Tail, workbookPieces } from "@tidings/shared/exports/workbook.ts";
import type { Sql } from "../_core/database.ts";
import { Refusal } from "../_core/reply.ts";
import type { Bucket } from "../_core/storage.ts";

type Opened = {
  name: string;
  format: "csv" | "xlsx" | "ndjson";
  whole: boolean;
  bytes: number;
  tail: Tail | null;
  objects: string[];
};
type Piece = Uint8Array<ArrayBuffer> | string;

const TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ndjson: "application/x-ndjson",
};

/** @throws Refusal 404 for a ticket that is unknown or over */
export async function download(sql: Sql, bucket: Bucket, ticket: string | null): Promise<Response> {
  // U+0000 is no text to the database, and in no ticket.
  const [row] = await sql<
    { file: Opened | null }[]
  >`select private.open_export(${ticket?.replaceAll("\0", "") ?? ""}) as file`;
  const file = row?.file;
  if (!file) {
    throw new Refusal(
      404,
      "ticket_over",
      "This address is over. Download the file again from the download centre.",
    );
  }
  const { pieces, bytes } = piecesOf(file);
  return new Response(streamOf(pieces, bucket), {
    headers: {
      "content-type": TYPES[file.format],
      "content-length": String(bytes),
      "content-disposition": `attachment; filename="export.${file.format}"; filename*=UTF-8''${encodeURIComponent(fileNameOf(file.name, file.format, file.whole))}`,
      "cache-control": "no-store",
      "access-control-allow-origin": "*",
    },
  });
}

/** What the file consists of, in order; a text is the name of an object. */
function piecesOf({ format, tail, bytes, objects }: Opened): { pieces: Piece[]; bytes: number } {
  if (format !== "xlsx") return { pieces: objects, bytes };
  const book = workbookPieces(tail ?? []);
  return {
    pieces: book.pieces.map((piece) => (typeof piece === "number" ? (objects[piece] ?? "") : piece)),
    bytes: book.bytes,
  };
}

/** One object at a time, as fast as the reader takes it. What is missing breaks the stream: half a file is never taken for a whole one. */
function streamOf(pieces: readonly Piece[], bucket: Bucket): ReadableStream<Uint8Array> {
  async function* all() {
    for (const piece of pieces) {
      if (typeof piece !== "string") {
        yield piece;
        continue;
      }
      const object = await bucket.get(piece);
      if (object?.body == null) throw new Error(`${piece} is not in the bucket`);
      yield* object.body;
    }
  }
  return ReadableStream.from(all());
}
