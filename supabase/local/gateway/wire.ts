/** Bytes on a socket, for tests of what no HTTP client would send. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A connection to the gateway, from a loopback address of one's own if need be. */
export async function wire(port: number, localAddress?: string): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", localAddress });
  socket.on("error", () => undefined);
  await once(socket, "connect");
  return socket;
}

/** Everything that comes until the other end closes. */
export async function untilClosed(socket: Socket): Promise<string> {
  let said = "";
  socket.on("data", (chunk: Buffer) => {
    said += chunk;
  });
  if (!socket.closed) await once(socket, "close");
  return said;
}

/** What is answered to these bytes on a connection of their own, until the gateway closes it. */
export async function said(port: number, bytes: string | Buffer): Promise<string> {
  const socket = await wire(port);
  const answer = untilClosed(socket);
  socket.write(bytes);
  return answer;
}

export const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
