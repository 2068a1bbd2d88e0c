import assert from "node:assert/strict";
import test from "node:test";
import { PROOFS, proofTrouble } from "./proof.ts";

test("a proof is known by its name, its size and how it begins", () => {
  const pdf = new TextEncoder().encode("%PDF-1.7 …");
  const rar = new Uint8Array([...PROOFS.rar.magic, 1, 0]);
  assert.equal(proofTrouble("pdf", "授权函.PDF", pdf), null);
  assert.equal(proofTrouble("rar", "材料.rar", rar), null);
  assert.equal(proofTrouble("pdf", "授权函.docx", pdf), "name");
  assert.equal(proofTrouble("pdf", "授权函.pdf", rar), "content");
  assert.equal(proofTrouble("rar", "材料.rar", new Uint8Array()), "content");
  const large = new Uint8Array(PROOFS.pdf.bytes + 1);
  large.set(pdf);
  assert.equal(proofTrouble("pdf", "授权函.pdf", large), "size");
});
