import { count } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import type { Proof } from "@tidings/shared/links/domains.ts";
import { endingsOf } from "@tidings/shared/resource/proofs.ts";
import { z } from "zod";
import { verb } from "../../data/database.ts";
import { storeProof } from "../../engine/proof.ts";
import { referencesOf, SIGNATURES, suggestReferences } from "../../engine/references.ts";
import type { Answer } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { mustBeSheet, unreadable } from "../../numbers/import.ts";
import { type NoNumber, phonesIn } from "../../numbers/phones.ts";
import { phonesOf } from "../../numbers/typed.ts";
import { type Context, defineCommand, file } from "../../registry/registry.ts";

const SAYS = {
  numbers: w(
    "请上传退订名单（file），或输入号码（numbers），二选一。",
    "Upload an opt-out list (file) or enter numbers (numbers), not both.",
  ),
  done: w("「{signature}」的退订名单已更新", "Opt-out list of “{signature}” updated"),
  result: w("新增 {added} 个，另有 {known} 个已在名单中。", "{added} added, {known} already on the list."),
  bad: w(
    "{count} 行不是手机号，未采用：",
    "{count} {count:line isn't a mobile number and was|lines aren't mobile numbers and were} skipped:",
  ),
  line: w("第 {line} 行：{value}", "line {line}: {value}"),
  holds: w(
    "从现在起不再向这些号码发送，正在进行的任务也不例外。",
    "From now on, nothing is sent to these numbers, not even by running sends.",
  ),
  working: w("导入退订名单", "Importing opt-outs"),
} as const satisfies Record<string, Words>;

/** Numbers that `import_opt_outs` accepts in one call. */
const SLICE = 10_000;
/** Lines without a number that are listed. */
const MOST_BAD = 5;

export const optoutImport = defineCommand({
  name: "optout import",
  feature: "optouts",
  admin: true,
  words: {
    title: w("导入退订", "Import opt-outs"),
    description: w(
      "把号码加入签名的退订名单，须写明来源",
      "Adds numbers to the opt-out list of a signature; their source is required",
    ),
    options: {
      signature: w("签名", "Signature"),
      file: w("退订名单", "Opt-out list"),
      reason: w("原因", "Reason"),
      numbers: w("号码", "Numbers"),
      proof: w("凭证", "Proof"),
      proof_file: w("凭证文件（pdf / jpg / png）", "Proof file (pdf / jpg / png)"),
    },
  },
  input: z.object({
    signature: z.string().trim().min(1).max(64),
    file: file().optional(),
    reason: z.string().trim().min(1).max(500),
    numbers: z.string().trim().max(2_000).optional(),
    proof: z.string().trim().max(1_000).optional(),
    proof_file: file(endingsOf("opt_out")).optional(),
  }),
  positional: ["signature", "file", "reason"],
  permission: "KooMessage:optOut:create",
  reads: false,
  // Typed phone numbers are shown to nobody else.
  audience: "person",
  missing: (raw) => {
    const missing = ["signature", "reason"].find((name) => raw[name] === undefined);
    return missing ?? (raw.file === undefined && raw.numbers === undefined ? "file" : null);
  },
  suggests: { signature: (context, typed) => suggestReferences(context, SIGNATURES, typed) },
  async run(context, asked): Promise<Answer> {
    if ((asked.file === undefined) === (asked.numbers === undefined))
      throw new UserError(say(SAYS.numbers, context.locale));
    const [signature = ""] = await referencesOf(context, SIGNATURES, asked.signature);
    const proof_file = asked.proof_file
      ? await storeProof(context, "opt_out", asked.proof_file, "proof_file")
      : null;
    const list = makeList(context, { signature, proof: asked.proof ?? null, proof_file }, asked.reason);
    let bad: readonly NoNumber[] = [];
    let badLines = 0;
    if (asked.numbers !== undefined) await list.add(phonesOf(context, asked.numbers));
    else if (asked.file) {
      mustBeSheet(context, asked.file);
      try {
        for await (const found of phonesIn(asked.file, MOST_BAD)) {
          bad = [...bad, ...found.bad].slice(0, MOST_BAD);
          badLines += found.badLines;
          await list.add(found.phones);
        }
      } catch (error) {
        throw unreadable(context, error);
      }
    }
    const { added, known } = await list.end();
    return {
      tone: badLines > 0 ? "warn" : "good",
      title: fillPlaces(say(SAYS.done, context.locale), { signature }),
      text: [
        fillPlaces(say(SAYS.result, context.locale), { added: count(added), known: count(known) }),
        ...badText(context, bad, badLines),
      ].join("\n"),
      note: say(SAYS.holds, context.locale),
    };
  },
});

interface ImportCounts {
  readonly added: number;
  readonly known: number;
}

/** Sends a list to the database in slices. An interrupted import can be repeated whole: no number is added twice. */
function makeList(
  context: Context,
  about: { readonly signature: string; readonly proof: string | null; readonly proof_file: Proof | null },
  reason: string,
) {
  let held: string[] = [];
  let slices = 0;
  let told: ImportCounts = { added: 0, known: 0 };
  const send = async (phones: readonly string[]) => {
    slices += 1;
    const request = context.request(`import_opt_outs/${slices}`);
    const { added, known } = await verb<ImportCounts>(context.session, "import_opt_outs", {
      input: { ...about, phones },
      reason,
      request,
    });
    told = { added: told.added + added, known: told.known + known };
    const text = `${say(SAYS.working, context.locale)} ${count(told.added + told.known)}`;
    await context.progress({ tone: "plain", text });
  };
  return {
    async add(phones: readonly string[]): Promise<void> {
      held = held.concat(phones);
      while (held.length >= SLICE) {
        await send(held.slice(0, SLICE));
        held = held.slice(SLICE);
      }
    },
    async end(): Promise<ImportCounts> {
      // An empty list is sent too: the database refuses it with the register's words.
      if (held.length > 0 || slices === 0) await send(held);
      return told;
    },
  };
}

function badText(context: Context, bad: readonly NoNumber[], lines: number): string[] {
  if (lines === 0) return [];
  const shown = bad.map((each) => fillPlaces(say(SAYS.line, context.locale), { ...each }));
  return [fillPlaces(say(SAYS.bad, context.locale), { count: count(lines) }), ...shown];
}
