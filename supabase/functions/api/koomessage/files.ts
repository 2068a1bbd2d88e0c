/**
 * Files that are uploaded before what they belong to. Each is kept under the hash of its bytes (as keep-file keeps it), and its id says where, and what its owner
 * calls it: nothing else remembers it until a row names it.
 */
import { Buffer } from "node:buffer";
import { KEPT, type KeptKind } from "@tidings/shared/files/kinds.ts";
import { limitText } from "@tidings/shared/ground/size.ts";
import { keepBytes } from "../../_core/keep_bytes.ts";
import { countCall } from "../../_core/limits.ts";
import { Refusal } from "../../_core/reply.ts";
import { bucketOf } from "../../_core/storage.ts";
import type { Asked } from "../route.ts";
import { fault, type Row } from "./asked.ts";

/** A file as rows have it. */
export interface Stored {
  readonly path: string;
  readonly name: string;
}

const LONGEST_NAME = 60;
const ID = /^([0-9a-f]{64}\.[a-z0-9]{1,5})\.([\w-]{1,400})$/;

/** The enterprise in use. @throws Refusal 403 */
export function homeOf({ caller: { at } }: Asked): string {
  if (!at?.enterprise) throw new Refusal(403, "no_enterprise", "no_enterprise");
  return at.enterprise;
}

const spelled = (name: string) => Buffer.from(name, "utf8").toString("base64url");

/** The id of a file that a row names; empty of none. */
export function fileId(file: Row | null | undefined): string {
  const path = String(file?.path ?? "");
  return path === "" ? "" : `${path.split("/").at(-1)}.${spelled(String(file?.name ?? ""))}`;
}

/** The file behind an id. @throws Refusal 400 for what is no id of one */
export function storedFile(asked: Asked, id: string): Stored {
  const [, object = "", name = ""] = ID.exec(id) ?? [];
  if (object === "") throw fault("KM.80020018", `This file doesn't exist: ${id.slice(0, 100)}`);
  return {
    path: `${homeOf(asked)}/${object}`,
    name: nameOf(Buffer.from(name, "base64url").toString("utf8")),
  };
}

/** The name that a file goes by: without a path, and not longer than an id has room for. */
const nameOf = (said: string) => {
  const [last = ""] = said
    .replace(/\p{Cc}/gu, "")
    .split(/[\\/]/)
    .slice(-1);
  return last.trim().slice(-LONGEST_NAME).trim() || "file";
};

/** Whether the caller may hand in a file for a purpose. */
export async function mayUpload(asked: Asked, kind: KeptKind): Promise<boolean> {
  const [row] = await asked.sql<{ may: boolean }[]>`
    select private.may_keep(${KEPT[kind].bucket}, ${`${homeOf(asked)}/new`}, ${asked.caller.user_id}::uuid) as may`;
  return row?.may === true;
}

/**
 * Keeps bytes for a purpose, by the rules of the panel's uploads.
 * @throws Refusal 403, 422 file_invalid, 429
 */
async function kept(asked: Asked, kind: KeptKind, content: Uint8Array<ArrayBuffer>): Promise<string> {
  const { caller, env, sql } = asked;
  const { bucket, formats, bytes, rights, adds = "create" } = KEPT[kind];
  if (!(await mayUpload(asked, kind)))
    throw new Refusal(403, "forbidden", "forbidden", {
      details: { action: `${[rights].flat()[0]}:${adds}` },
    });
  await countCall(sql, caller, "keep_file");
  const made = await keepBytes(sql, bucketOf(env, bucket), kind, homeOf(asked), content);
  if (made !== null) return made.path;
  throw new Refusal(422, "file_invalid", "file_invalid", {
    details: { kind: formats.map(({ ending }) => ending).join(" / "), max: limitText(bytes), field: "file" },
  });
}

/** Keeps a file that was uploaded. @throws Refusal 403, 422 file_invalid, 429 */
export async function keepUpload(asked: Asked, kind: KeptKind, file: File): Promise<Stored> {
  const content = new Uint8Array(await file.arrayBuffer());
  return { path: await kept(asked, kind, content), name: nameOf(file.name) };
}

/**
 * A file as one of another purpose: it was uploaded before anybody knew for what.
 * @throws Refusal 400 where there is none, and as {@link keepUpload}
 */
export async function keptAs(asked: Asked, id: string, from: KeptKind, to: KeptKind): Promise<Stored> {
  const file = storedFile(asked, id);
  const there = await bucketOf(asked.env, KEPT[to].bucket).get(file.path);
  await there?.body?.cancel();
  if (there !== null) return file;
  const found = await bucketOf(asked.env, KEPT[from].bucket).get(file.path);
  if (found === null) throw fault("KM.80020018", "This file doesn't exist.");
  const content = new Uint8Array(await found.arrayBuffer());
  return { ...file, path: await kept(asked, to, content) };
}
