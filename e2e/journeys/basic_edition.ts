/** What journeys of the basic edition begin with: an approved signature, and a channel that carries storyboards. */
import assert from "node:assert/strict";
import { keptFile, type Member } from "./members.ts";

const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF");

/** A signature of the basic edition, asked for by its maker and approved by another. Answers its id. */
export async function approvedSignature(maker: Member, other: Member, name: string): Promise<string> {
  const path = await keptFile(maker, "signature", await homeOf(maker), PDF, "pdf");
  const input = {
    name,
    company_name: "云杉科技有限公司",
    third_party: true,
    proof: { path, name: "authorisation.pdf" },
  };
  const { id } = await maker.verb("create_basic_signature", { input });
  await other.verb("approve_basic_signature", { basic_signature: id });
  return id;
}

/** The enterprise that somebody works in. */
export async function homeOf({ client }: Member): Promise<string> {
  const { data, error } = await client.from("template_cards").select("enterprise_id").limit(1).single();
  assert.equal(error, null);
  return data?.enterprise_id;
}
