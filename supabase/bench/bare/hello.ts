/** The barest server there is. */
Deno.serve(() => new Response("hello"));
