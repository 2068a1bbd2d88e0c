/** A bare server with one point look-up a request. */
import postgres from "postgres";

const sql = postgres(Deno.env.get("BENCH_DB_URL") ?? "", { max: 10 });
Deno.serve(async (request) => {
  const id = request.url.slice(request.url.lastIndexOf("/") + 1);
  const [row] = await sql`select cust_flag, params from public.links where id = ${id}`;
  return Response.json(row);
});
