/** How many connections one address may hold. The gateway and the bot both listen where strangers connect. */

/** What a socket of `node:net` is to this. */
interface Connection {
  readonly remoteAddress?: string | undefined;
  once(event: "close", listener: () => void): unknown;
  destroy(): unknown;
}

/** What a server of `node:http` is to this. */
interface Listening {
  on(event: "connection", listener: (socket: Connection) => void): unknown;
}

/** Whose an address is: of IPv6 the network of 64 bits, which one customer of a provider has whole; of IPv4, also as IPv6 writes it, the address. */
export function holderOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(":")) return address;
  const [head = "", tail] = (address.split("%", 1)[0] ?? "").toLowerCase().split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - first.length - last.length }, () => "0");
  return [...first, ...zeros, ...last].slice(0, 4).join(":");
}

/** Keeps one address from taking every connection there is: what it opens beyond `most` is ended at once, without an answer. */
export function boundAddresses(server: Listening, most: number): void {
  const open = new Map<string, number>();
  server.on("connection", (socket) => {
    const holder = holderOf(socket.remoteAddress ?? "");
    const held = (open.get(holder) ?? 0) + 1;
    open.set(holder, held);
    socket.once("close", () => {
      const left = (open.get(holder) ?? 1) - 1;
      if (left > 0) open.set(holder, left);
      else open.delete(holder);
    });
    if (held > most) socket.destroy();
  });
}
