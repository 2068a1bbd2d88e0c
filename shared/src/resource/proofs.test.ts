import assert from "node:assert/strict";
import test from "node:test";
import { jpegOf } from "../ground/files/samples.ts";
import { w } from "../ground/locale.ts";
import { missingOf } from "./form_values.ts";
import { PROOFS, proofTrouble } from "./proofs.ts";

test("a proof is known by its name, its size and its bytes", () => {
  const pdf = new TextEncoder().encode("%PDF-1.7 …");
  const rar = new Uint8Array([0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 1, 0]);
  assert.equal(proofTrouble("pdf", "授权函.PDF", pdf), null);
  assert.equal(proofTrouble("rar", "材料.rar", rar), null);
  assert.equal(proofTrouble("pdf", "授权函.docx", pdf), "name");
  const zip = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 20, 0]);
  assert.equal(proofTrouble("archive", "材料.zip", zip), null);
  assert.equal(proofTrouble("archive", "材料.rar", rar), null);
  assert.equal(proofTrouble("archive", "材料.zip", rar), "content");
  assert.equal(proofTrouble("pdf", "授权函.pdf", rar), "content");
  assert.equal(proofTrouble("rar", "材料.rar", new Uint8Array()), "content");
  const jpeg = jpegOf(80, 60);
  assert.equal(proofTrouble("licence", "执照.JPEG", jpeg), null);
  assert.equal(proofTrouble("licence", "执照.png", jpeg), "content");
  assert.equal(proofTrouble("licence", "执照.bmp", jpeg), "name");
  assert.equal(proofTrouble("licence", "执照.jpg", jpeg.subarray(0, 6)), "content");
  const large = new Uint8Array(PROOFS.pdf.bytes + 1);
  large.set(pdf);
  assert.equal(proofTrouble("pdf", "授权函.pdf", large), "size");
});

test("of what is uploaded the same is asked, one file or several", () => {
  const label = w("营业执照", "Business licence");
  const asked = { zh: "请上传营业执照", en: "Upload “Business licence”" };
  assert.deepEqual(missingOf({ kind: "file", label, proof: "licence" }), asked);
  assert.deepEqual(missingOf({ kind: "files", label, proof: "licence", most: 5 }), asked);
  assert.deepEqual(missingOf({ kind: "text", label, max: 9 }).en, "“Business licence” is missing");
});
