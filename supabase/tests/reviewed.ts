/** Ordinary reviewed nouns: bob asks for one, carol decides, bob edits what was rejected. The suites over all verbs take their rows from here. */
import { basicSignatureInput } from "./basic/signature_fixtures.ts";
import { done } from "./fixtures.ts";
import { standingInput } from "./keys/key_fixtures.ts";
import { signatureInput, smsTemplateInput } from "./sms/sms_fixtures.ts";
import type { TestDatabase } from "./test_database.ts";

type Input = Record<string, unknown>;

/** The input of one of each noun, by a name of its own. */
export const REVIEWED: Readonly<Record<string, (db: TestDatabase, name: string) => Input | Promise<Input>>> =
  {
    basic_signature: basicSignatureInput,
    sms_signature: signatureInput,
    sms_template: smsTemplateInput,
    standing_approval: standingInput,
  };

/** Those whose input has the id of another row. */
export const NAMING: readonly string[] = ["sms_signature", "sms_template", "standing_approval"];

/** Those that are edited in versions: what is approved is switched off and on. */
export const SWITCHED: readonly string[] = ["sms_signature", "sms_template"];

/** Those that are deleted. */
export const DELETED: readonly string[] = ["basic_signature", ...SWITCHED];

/** Rows of a noun, one for each act, so that none takes another's; and the inputs of one more and of an edit. `live`, `off`: of those in versions; `spare`: one to delete. */
export type Reviewed = Record<"edited" | "rejected" | "waiting" | "doubtful", string> & {
  readonly live?: string;
  readonly off?: string;
  readonly spare?: string;
  readonly input: Input;
  readonly edit: Input;
};

/** Makes them in the enterprise of the demo. */
export async function someReviewed(db: TestDatabase): Promise<Record<string, Reviewed>> {
  const all: Record<string, Reviewed> = {};
  for (const [noun, inputOf] of Object.entries(REVIEWED)) {
    const waits = async (name: string): Promise<string> =>
      (await done(db.as("bob").rpc(`create_${noun}`, { input: await inputOf(db, name) }))).id;
    const rejected = async (name: string) => {
      const id = await waits(name);
      await done(db.as("carol").rpc(`reject_${noun}`, { [noun]: id, reason: "内容有误" }));
      return id;
    };
    const approved = async (name: string) => {
      const id = await waits(name);
      await done(db.as("carol").rpc(`approve_${noun}`, { [noun]: id }));
      return id;
    };
    const off = async (name: string) => {
      const id = await approved(name);
      await done(db.as("bob").rpc(`disable_${noun}`, { [noun]: id }));
      return id;
    };
    all[noun] = {
      ...(SWITCHED.includes(noun)
        ? {
            ...{ live: await approved("云杉在用"), off: await off("云杉停用") },
          }
        : {}),
      ...(DELETED.includes(noun) ? { spare: await rejected("云杉删除") } : {}),
      ...{ edited: await rejected("云杉改后"), rejected: await rejected("云杉退回") },
      ...{ waiting: await waits("云杉待审"), doubtful: await waits("云杉存疑") },
      input: await inputOf(db, "云杉新增"),
      edit: await inputOf(db, "云杉修改"),
    };
  }
  return all;
}
