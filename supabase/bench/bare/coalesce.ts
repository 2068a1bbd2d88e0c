/** A bare server with one exact counter: requests that wait share one guarded update, and each answer waits for its commit. */
import postgres from "postgres";

const sql = postgres(Deno.env.get("BENCH_DB_URL") ?? "", { max: 1 });
let waiting: ((left: boolean) => void)[] = [];
let running = false;

async function flush(): Promise<void> {
  if (running) return;
  running = true;
  while (waiting.length > 0) {
    const batch = waiting;
    waiting = [];
    const [row] = await sql`with old as (select id, used from bench_counter where id = 1 for update)
        update bench_counter c set used = c.used + least(${batch.length}::int, c.maximum - c.used) from old where c.id = old.id
        returning c.used - old.used as granted`;
    for (const [place, tell] of batch.entries()) tell(place < Number(row?.granted));
  }
  running = false;
}

Deno.serve(async () => {
  const granted = await new Promise<boolean>((tell) => {
    waiting.push(tell);
    void flush();
  });
  return new Response(granted ? "ok" : "used up", { status: granted ? 200 : 410 });
});
