import { resolve } from "node:path";
import type { Answer, Table } from "../../ground/answer.ts";
import { fileOf } from "../../ground/csv.ts";
import { options } from "../../registry/options.ts";
import type { AnyCommand } from "../../registry/registry.ts";
import type { Disk } from "./console.ts";

/** Rows of a table on the screen; a longer table is saved as a file. */
export const MOST_ROWS = 50;

/** There is no file at this path. */
export class FileNotFound extends Error {}

/** Opens the paths, relative to `folder`, that were typed for file options. @throws FileNotFound */
export async function withFiles(
  command: AnyCommand,
  raw: Readonly<Record<string, unknown>>,
  folder: string,
  disk: Disk,
): Promise<Record<string, unknown>> {
  const opened = { ...raw };
  for (const option of options(command)) {
    const typed = raw[option.name];
    if (option.kind !== "file" || typeof typed !== "string") continue;
    const path = resolve(folder, typed);
    const file = await disk.open(path);
    if (file === null) throw new FileNotFound(path);
    opened[option.name] = file;
  }
  return opened;
}

/** An answer whose picture and file are saved on disk, and their paths. */
export interface SavedAnswer {
  readonly answer: Omit<Answer, "picture" | "file" | "more" | "instead" | "said" | "table" | "data"> & {
    readonly table?: Omit<Table, "rows"> & { readonly rows: readonly (readonly (string | number)[])[] };
    readonly picture?: { readonly path: string; readonly alt: string };
    readonly file?: { readonly path: string };
    readonly more?: readonly SavedAnswer["answer"][];
  };
  readonly paths: readonly string[];
}

/** A plain count or amount as it is shown, `1,480`; what has a unit, a sign of a currency or a leading zero is none. */
const FIGURE = /^-?(?:0|[1-9]\d{0,2}(?:,\d{3})*|[1-9]\d*)(?:\.\d+)?$/;

/** A table whose plain figures are numbers. Figures are at the right; ids and phone numbers are not. */
export function withFigures({ columns, rows, ...rest }: Table): NonNullable<SavedAnswer["answer"]["table"]> {
  const isFigure = (cell: string, at: number) => columns[at]?.align === "right" && FIGURE.test(cell);
  return {
    ...rest,
    columns,
    rows: rows.map((row) =>
      row.map((cell, at) => (isFigure(cell, at) ? Number(cell.replaceAll(",", "")) : cell)),
    ),
  };
}

/** Saves an answer's picture and file in `folder`, replacing files of the same name. */
export async function saveFiles(
  answer: Answer,
  folder: string,
  disk: Pick<Disk, "save">,
): Promise<SavedAnswer> {
  const { picture, file: _file, instead: _instead, said: _said, data: _data, more, table, ...rest } = answer;
  const file = fileOf(answer, MOST_ROWS);
  const paths: string[] = [];
  const keep = async (name: string, bytes: Uint8Array) => {
    const path = await disk.save(folder, name, bytes);
    paths.push(path);
    return path;
  };
  const kept = {
    ...rest,
    ...(table ? { table: withFigures(table) } : {}),
    ...(picture ? { picture: { path: await keep(picture.name, picture.png), alt: picture.alt } } : {}),
    ...(file ? { file: { path: await keep(file.name, file.bytes) } } : {}),
  };
  if (!more) return { answer: kept, paths };
  const parts: SavedAnswer[] = [];
  for (const part of more) parts.push(await saveFiles(part, folder, disk));
  return {
    answer: { ...kept, more: parts.map((part) => part.answer) },
    paths: [...paths, ...parts.flatMap((part) => part.paths)],
  };
}
