/** `import`: CSV lines through the function to checked, unique recipients with rejects, against a bare COPY of the good rows. */
import { upload } from "../tests/functions/numbers.ts";
import { openStage, type Stage } from "../tests/functions/stage.ts";
import { type Benchmark, seconds } from "./contest.ts";
import { allowNumbers } from "./ground.ts";
import { cpuOf } from "./meter.ts";
import { copyNumbers } from "./references/numbers.ts";

/** One line in a hundred is no number, two are there before. */
function csv(rows: number): Uint8Array {
  const lines = ["phone"];
  for (let row = 0; row < rows; row++) {
    const kind = row % 100;
    if (kind === 99) lines.push(`12345${row}`);
    else lines.push(`1${3_000_000_000 + (kind >= 97 ? row - 50 : row)}`);
  }
  return new TextEncoder().encode(`${lines.join("\n")}\n`);
}

/** Calls the function until the file is done; answers what the most expensive call took. */
export async function importAll(stage: Stage, file: string): Promise<{ cpu: number; ms: number }> {
  const most = { cpu: 0, ms: 0 };
  for (;;) {
    const [cpu, start] = [cpuOf(stage.pid("import-numbers")), performance.now()];
    const { status, body } = await stage.call("import-numbers", "bob", { file_id: file });
    if (status !== 200 || body.error)
      throw new Error(`import-numbers answered ${status} ${body.error ?? body.code}`);
    most.cpu = Math.max(most.cpu, cpuOf(stage.pid("import-numbers")) - cpu);
    most.ms = Math.max(most.ms, performance.now() - start);
    if (body.done) return most;
  }
}

export const IMPORT: Benchmark = {
  name: "import",
  says: "CSV lines through the function (1 % bad, 2 % duplicate) ÷ bare COPY of the good rows + both indexes + ATTACH",
  ask: 0.8,
  floor: 0.6,
  async prepare(rows = 1_000_000) {
    const stage = await openStage({ volatile: false }, "import-numbers");
    const bytes = csv(rows);
    const processes = { postgres: stage.db.pid, function: stage.pid("import-numbers") };
    return {
      rows,
      async ours() {
        const file = await upload(stage, "bench.csv", bytes);
        await allowNumbers(stage.db, file, rows);
        let most = { cpu: 0, ms: 0 };
        const took = await seconds(async () => {
          most = await importAll(stage, file);
        }, processes);
        console.log(
          `         the most expensive call: ${most.cpu.toFixed(2)} s CPU of the function, ${Math.round(most.ms)} ms in all`,
        );
        return took;
      },
      reference: () => copyNumbers(stage.db, rows, processes),
      close: () => stage.close(),
    };
  },
};
