import type { Proof } from "@tidings/shared/links/domains.ts";
import { formatOf, PROOFS, type ProofKind } from "@tidings/shared/links/proof.ts";
import { client } from "./client.ts";
import { newRequestId } from "./request.ts";

/** Uploads a file into the bucket of its kind, in the folder of the enterprise. Throws the error of the storage. */
export async function storeFile(kind: ProofKind, enterprise: string, file: File): Promise<Proof> {
  const format = formatOf(kind, file.name);
  if (format === undefined) throw new Error(`no ${kind}: ${file.name}`);
  const path = `${enterprise}/${newRequestId()}.${format.ending}`;
  // Sent as a Blob of our type: a File would be sent with the type the browser guesses.
  const body = new Blob([await file.arrayBuffer()], { type: format.type });
  const { error } = await client.storage
    .from(PROOFS[kind].bucket)
    .upload(path, body, { contentType: format.type });
  if (error) throw error;
  return { path, name: file.name.slice(-120) };
}
