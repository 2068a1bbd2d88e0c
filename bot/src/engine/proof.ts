import { INCOMING, incomingPath, type KeptFile } from "@tidings/shared/files/kinds.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import type { Proof } from "@tidings/shared/links/domains.ts";
import {
  endingsOf,
  formatOf,
  PROOFS,
  type ProofKind,
  proofTrouble,
} from "@tidings/shared/resource/proofs.ts";
import { invoke } from "../data/database.ts";
import { NetworkError, UserError } from "../ground/errors.ts";
import { type Context, FileUnavailable, type InputFile } from "../registry/registry.ts";

/** Files of evidence for reviewers, kept in the enterprise's folder. */

const SAYS = {
  bad: w(
    "其他材料须为 {kind} 文件，且不超过 {max}。",
    "Other material must be a {kind} file no larger than {max}.",
  ),
  unopened: w("无法读取该文件，请重新上传。", "Can't read the file. Please upload it again."),
} as const satisfies Record<string, Words>;

/** The bytes of a small file; of one with more than `most`, no more than say so. @throws UserError when it cannot be opened */
export async function contentOf(context: Context, file: InputFile, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of await file.open()) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > most) break; // too large already
    }
  } catch (error) {
    if (error instanceof FileUnavailable) throw new UserError(say(SAYS.unopened, context.locale));
    throw error;
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Has a file of evidence kept, the one that its form calls `name`, and returns its path. @throws UserError when it is of another kind or too large */
export async function storeProof(
  context: Context,
  kind: ProofKind,
  file: InputFile,
  name = "proof",
): Promise<Proof> {
  const { bytes } = PROOFS[kind];
  const content = await contentOf(context, file, bytes);
  const format = formatOf(kind, file.name);
  if (format === undefined || proofTrouble(kind, file.name, content) !== null)
    throw new UserError(
      fillPlaces(say(SAYS.bad, context.locale), {
        kind: endingsOf(kind).join(" / "),
        max: `${bytes / 1024 / 1024} MB`,
      }),
    );
  const { ending, type } = format;
  const home = context.me.enterprise?.id;
  if (home === undefined) throw new Error("no enterprise is chosen");
  const incoming = incomingPath(home, context.request(`${name}/${kind}`), ending);
  const { error } = await context.session.client.storage
    .from(INCOMING)
    .upload(incoming, content, { contentType: type });
  // A run that is taken up again sends it to the same place: what lies there is this file.
  const there = error !== null && "statusCode" in error && error.statusCode === "409";
  if (error && !there) throw new NetworkError(`upload of ${incoming}: ${error.message}`, error);
  const { path } = await invoke<KeptFile>(context.session, "keep-file", { kind, path: incoming });
  return { path, name: file.name.slice(-120) };
}
