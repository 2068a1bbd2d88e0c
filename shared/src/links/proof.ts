/** Proof files for the reviewers of domains and jump links: bucket, content type and magic bytes. */

export type ProofKind = "pdf" | "rar";

export interface ProofRule {
  readonly bucket: string;
  /** The content type they are stored with; the bucket accepts no other. */
  readonly type: string;
  readonly bytes: number;
  /** The magic bytes of such a file. */
  readonly magic: readonly number[];
}

export const PROOFS: Readonly<Record<ProofKind, ProofRule>> = {
  // "%PDF-" and "Rar!\x1a\x07"
  pdf: {
    bucket: "domain-proofs",
    type: "application/pdf",
    bytes: 2 * 1024 * 1024,
    magic: [0x25, 0x50, 0x44, 0x46, 0x2d],
  },
  rar: {
    bucket: "jump-proofs",
    type: "application/vnd.rar",
    bytes: 2 * 1024 * 1024,
    magic: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07],
  },
};

/** Why a file is not a valid proof: its name, size or content; null when it is valid. */
export function proofTrouble(
  kind: ProofKind,
  name: string,
  content: Uint8Array,
): null | "name" | "size" | "content" {
  const { bytes, magic } = PROOFS[kind];
  if (!name.toLowerCase().endsWith(`.${kind}`)) return "name";
  if (content.length > bytes) return "size";
  return magic.every((byte, index) => content[index] === byte) ? null : "content";
}
