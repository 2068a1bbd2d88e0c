import { INCOMING, incomingPath, type KeptFile, type KeptKind } from "@tidings/shared/files/kinds.ts";
import type { Proof } from "@tidings/shared/links/domains.ts";
import { formatOf, type ProofKind } from "@tidings/shared/resource/proofs.ts";
import { callFunction } from "./call-function.ts";
import { client } from "./client.ts";
import { newRequestId } from "./request.ts";

/**
 * Sends a file of the enterprise in, and has it kept for its purpose. Answers where it is kept, and what its bytes were found to be.
 * @throws the error of the storage, or the refusal of `keep-file`
 */
export async function keepFile(
  kind: KeptKind,
  enterprise: string,
  body: Blob,
  ending: string,
): Promise<KeptFile> {
  const path = incomingPath(enterprise, newRequestId(), ending);
  const { error } = await client.storage.from(INCOMING).upload(path, body, { contentType: body.type });
  if (error) throw error;
  return callFunction<KeptFile>("keep-file", { kind, path });
}

/** Has a file of evidence kept under the name its owner gave it. @throws as `keepFile` does */
export async function storeFile(kind: ProofKind, enterprise: string, file: File): Promise<Proof> {
  const format = formatOf(kind, file.name);
  if (format === undefined) throw new Error(`no ${kind}: ${file.name}`);
  // Sent as a Blob of our type: a File would be sent with the type the browser guesses.
  const body = new Blob([await file.arrayBuffer()], { type: format.type });
  const { path } = await keepFile(kind, enterprise, body, format.ending);
  return { path, name: file.name.slice(-120) };
}
