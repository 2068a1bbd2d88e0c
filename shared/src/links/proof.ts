/** Proof files for the reviewers of domains, jump links and sends: bucket, content type and magic bytes. */

/** `pdf` belongs to domains, `rar` to jump links, `consent` to marketing sends (spec CNS-1). */
export type ProofKind = "pdf" | "rar" | "consent";

export interface ProofRule {
  readonly bucket: string;
  /** The ending of its name. */
  readonly ending: "pdf" | "rar";
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
    ending: "pdf",
    type: "application/pdf",
    bytes: 2 * 1024 * 1024,
    magic: [0x25, 0x50, 0x44, 0x46, 0x2d],
  },
  rar: {
    bucket: "jump-proofs",
    ending: "rar",
    type: "application/vnd.rar",
    bytes: 2 * 1024 * 1024,
    magic: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07],
  },
  consent: {
    bucket: "consent-proofs",
    ending: "pdf",
    type: "application/pdf",
    bytes: 2 * 1024 * 1024,
    magic: [0x25, 0x50, 0x44, 0x46, 0x2d],
  },
};

/** Why a file is not a valid proof: its name, size or content; null when it is valid. */
export function proofTrouble(
  kind: ProofKind,
  name: string,
  content: Uint8Array,
): null | "name" | "size" | "content" {
  const { bytes, magic, ending } = PROOFS[kind];
  if (!name.toLowerCase().endsWith(`.${ending}`)) return "name";
  if (content.length > bytes) return "size";
  return magic.every((byte, index) => content[index] === byte) ? null : "content";
}
