// What the edge runtime is around a function: it hands over the port, and takes away what a hosted function has not.
// Arguments: the entry point, and the names of the only variables that stay.
const [entry, ...kept] = Deno.args;

for (const name of Object.keys(Deno.env.toObject())) if (!kept.includes(name)) Deno.env.delete(name);

// Hosted projects run what is compatible with Deno 2.1: Node's globals are for packages alone. Workers are not available.
for (const name of ["Buffer", "global", "setImmediate", "clearImmediate", "Worker"]) delete globalThis[name];

const { serve } = Deno;
Deno.serve = (...given) => {
  const handler = given.find((one) => typeof one === "function") ?? given[0].handler;
  // Whoever started the process reads the port from the first line.
  const onListen = ({ port }) => console.log(`listening ${port}`);
  return serve({ hostname: "127.0.0.1", port: 0, onListen }, handler);
};
await import(entry);
