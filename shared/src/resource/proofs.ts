/** Proof files for the reviewers of domains, jump links and sends: buckets and what they take. */
import { FORMATS, type Format, type KeptRule } from "../ground/files/formats.ts";
import { measureFile } from "../ground/files/measure.ts";

const TWO_MB = 2 * 1024 * 1024;
const FOUR_MB = 4 * 1024 * 1024;

/**
 * `pdf` belongs to domains, `rar` to jump links, `consent` to marketing sends (spec CNS-1), `licence` to signatures (spec SMS-1), `opt_out` to opt-out lists (OPT-1),
 * `port` to channel numbers (CHN-1), `picture` to service accounts and shortcuts (SA-1, SHC-1), `filing` to the materials of filings (FIL-1),
 * `signature` and `archive` to signatures of the basic edition (BSG-1). The law's
 * buckets are made of these (`npm run law`).
 */
const RULES = {
  pdf: { bucket: "domain-proofs", formats: [FORMATS.pdf], bytes: TWO_MB, rights: "KooMessage:domain" },
  rar: { bucket: "jump-proofs", formats: [FORMATS.rar], bytes: TWO_MB, rights: "KooMessage:jump" },
  consent: {
    bucket: "consent-proofs",
    formats: [FORMATS.pdf],
    bytes: TWO_MB,
    rights: ["KooMessage:sendTask", "KooMessageBasic:sendTask"],
  },
  licence: {
    bucket: "licence-proofs",
    formats: [FORMATS.jpg, FORMATS.png, FORMATS.gif, FORMATS.pdf],
    bytes: TWO_MB,
    rights: "KooMessage:sms",
  },
  opt_out: {
    bucket: "opt-out-proofs",
    formats: [FORMATS.pdf, FORMATS.jpg, FORMATS.png],
    bytes: TWO_MB,
    rights: "KooMessage:optOut",
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
    rights: ["KooMessageSA:serviceAccount", "KooMessageSA:shortcut"],
    adds: "update",
  },
  filing: {
    bucket: "filing-materials",
    formats: [FORMATS.pdf, FORMATS.jpg, FORMATS.png],
    bytes: TWO_MB,
    rights: "KooMessage:filing",
  },
  signature: {
    bucket: "signature-proofs",
    formats: [FORMATS.pdf],
    bytes: TWO_MB,
    rights: "KooMessageBasic:signature",
  },
  archive: {
    bucket: "signature-materials",
    formats: [FORMATS.zip, FORMATS.rar],
    bytes: TWO_MB,
    rights: "KooMessageBasic:signature",
  },
} as const satisfies Record<string, KeptRule>;

export type ProofKind = keyof typeof RULES;
export const PROOFS: Readonly<Record<ProofKind, KeptRule>> = RULES;

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
  return measureFile(content)?.type === format.type ? null : "content";
}
