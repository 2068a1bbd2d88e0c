/** The functions as they are deployed: bundled, uploaded by the real CLI to the double of a hosted project, and told where their database is. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cli } from "../../../e2e/doubles/supabase/cli.ts";
import { type Hosted, startHosted } from "../../../e2e/doubles/supabase/double.ts";
import { type Bundle, bundleFunctions } from "../../deploy/bundle.ts";

export type DeployedProject = Hosted & {
  bundles: readonly Bundle[];
  keys: { publishableKey: string; secretKey: string };
};

/** Starts the project on this database; `functionsUrl` is the same one as the role of the functions. */
export async function openHosted(dbUrl: string, functionsUrl: string): Promise<DeployedProject> {
  const folder = await mkdtemp(join(tmpdir(), "tidings-deploy-"));
  const hosted = await startHosted({ dbUrl });
  try {
    const bundles = await bundleFunctions(folder);
    const to = ["--yes", `--remote=${hosted.ref}`];
    for (const words of [
      ["secrets", "set", `TIDINGS_DB_URL=${functionsUrl}`],
      ["functions", "deploy", "--use-api"],
    ]) {
      const { code, output } = await cli(hosted, folder, ...words, ...to);
      assert.equal(code, 0, output);
    }
    const { publishableKey, secretKey } = hosted;
    return { ...hosted, bundles, keys: { publishableKey, secretKey } };
  } catch (error) {
    await hosted.stop();
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
