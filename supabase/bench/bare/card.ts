/** A bare server that answers the same card to everybody: as many bytes as ours, under the same headers. */
const card = Deno.env.get("BENCH_CARD");
if (!card) throw new Error("BENCH_CARD is the card to answer; without one nothing would be measured.");
const headers = {
  "content-type": "application/json",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};
Deno.serve(() => new Response(card, { headers }));
