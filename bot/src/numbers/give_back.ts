import { verb } from "../data/database.ts";
import { Refusal } from "../ground/errors.ts";
import { log } from "../ground/log.ts";
import type { Context } from "../registry/registry.ts";
import type { NumberFile } from "./import.ts";

/**
 * Runs `make`, which uses a file that this command imported. When the database refuses, the file is discarded, so that
 * a refusal leaves nothing behind. The refusal is thrown on.
 */
export async function orGiveBack<T>(
  context: Context,
  file: NumberFile | null,
  make: () => Promise<T>,
): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (file && error instanceof Refusal) await giveBack(context, file);
    throw error;
  }
}

async function giveBack(context: Context, { id, enterprise_id, parts }: NumberFile): Promise<void> {
  try {
    await verb(context.session, "discard_number_file", {
      file: id,
      request: context.request(`discard/${id}`),
    });
    const paths = Array.from({ length: parts }, (_, index) => `${enterprise_id}/${id}/${index + 1}.csv`);
    if (paths.length === 0) return;
    const { error } = await context.session.client.storage.from("numbers").remove(paths);
    if (error) throw error;
  } catch (error) {
    log.error("numbers.give_back", error, { file: id });
  }
}
