/** Proof files for the reviewers of domains, jump links and sends: bucket, content type and magic bytes. */

/** A format that is taken. */
interface Format {
  /** The ending of its name; `also` is another that people use. */
  readonly ending: string;
  readonly also?: string;
  /** The content type it is stored with; the bucket accepts no other. */
  readonly type: string;
  /** The bytes it begins with. */
  readonly magic: readonly number[];
}

export interface ProofRule {
  readonly bucket: string;
  readonly formats: readonly Format[];
  readonly bytes: number;
  /** Whose rights open it: `list` reads a file, `create` adds one, unless `adds` is another operation. */
  readonly rights: string;
  readonly adds?: "update";
}

const TWO_MB = 2 * 1024 * 1024;
const FOUR_MB = 4 * 1024 * 1024;

/** Formats by the ending they are stored with. */
const FORMATS = {
  // "%PDF-"
  pdf: { ending: "pdf", type: "application/pdf", magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  // "Rar!\x1a\x07"
  rar: { ending: "rar", type: "application/vnd.rar", magic: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07] },
  jpg: { ending: "jpg", also: "jpeg", type: "image/jpeg", magic: [0xff, 0xd8, 0xff] },
  // "\x89PNG\r\n"
  png: { ending: "png", type: "image/png", magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a] },
  // "GIF8"
  gif: { ending: "gif", type: "image/gif", magic: [0x47, 0x49, 0x46, 0x38] },
  // "BM"
  bmp: { ending: "bmp", type: "image/bmp", magic: [0x42, 0x4d] },
} as const satisfies Record<string, Format>;

/**
 * `pdf` belongs to domains, `rar` to jump links, `consent` to marketing sends (spec CNS-1), `licence` to signatures (spec SMS-1),
 * `port` to channel numbers (CHN-1), `picture` to service accounts (SA-1), `filing` to the materials of filings (FIL-1). The law's
 * buckets are made of these (`npm run law`).
 */
const RULES = {
  pdf: { bucket: "domain-proofs", formats: [FORMATS.pdf], bytes: TWO_MB, rights: "KooMessage:domain" },
  rar: { bucket: "jump-proofs", formats: [FORMATS.rar], bytes: TWO_MB, rights: "KooMessage:jump" },
  consent: { bucket: "consent-proofs", formats: [FORMATS.pdf], bytes: TWO_MB, rights: "KooMessage:sendTask" },
  licence: {
    bucket: "licence-proofs",
    formats: [FORMATS.jpg, FORMATS.png, FORMATS.gif],
    bytes: TWO_MB,
    rights: "KooMessage:sms",
  },
  port: {
    bucket: "port-proofs",
    formats: [FORMATS.png, FORMATS.jpg, FORMATS.bmp],
    bytes: FOUR_MB,
    rights: "KooMessageSA:port",
  },
  picture: {
    bucket: "account-pictures",
    formats: [FORMATS.png, FORMATS.jpg, FORMATS.bmp],
    bytes: FOUR_MB,
    rights: "KooMessageSA:serviceAccount",
    adds: "update",
  },
  filing: {
    bucket: "filing-materials",
    formats: [FORMATS.pdf, FORMATS.jpg, FORMATS.png],
    bytes: TWO_MB,
    rights: "KooMessage:filing",
  },
} as const satisfies Record<string, ProofRule>;

export type ProofKind = keyof typeof RULES;
export const PROOFS: Readonly<Record<ProofKind, ProofRule>> = RULES;

/** The endings that a kind takes, as a file chooser and an option list them. */
export function endingsOf(kind: ProofKind): string[] {
  return PROOFS[kind].formats.flatMap(({ ending, also }) => (also ? [ending, also] : [ending]));
}

/** The format of a file by its name; undefined where the kind takes no such file. */
export function formatOf(kind: ProofKind, name: string): Format | undefined {
  const ending = /[^.]*$/.exec(name.toLowerCase())?.[0];
  return PROOFS[kind].formats.find((format) => format.ending === ending || format.also === ending);
}

/** Why a file is not a valid proof: its name, size or content; null when it is valid. */
export function proofTrouble(
  kind: ProofKind,
  name: string,
  content: Uint8Array,
): null | "name" | "size" | "content" {
  const format = formatOf(kind, name);
  if (format === undefined) return "name";
  if (content.length > PROOFS[kind].bytes) return "size";
  return format.magic.every((byte, index) => content[index] === byte) ? null : "content";
}
