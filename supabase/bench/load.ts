/** A load generator that costs little of the two cores: requests are made beforehand, answers only measured and counted. */
import { connect, type Socket } from "node:net";

/** A crowd: as many phones at once as make a link hot. */
const CONNECTIONS = 1024;
const END = Buffer.from("\r\n\r\n");
const LENGTH = /content-length: (\d+)/i;

/** What a request has besides its path. */
export type Headers = Readonly<Record<string, string>>;

/** The bytes of a request for a path, as a vendor's cloud sends it: `pass` is its proof (stage.pass). */
export function request(path: string, pass: Headers = {}): Buffer {
  const more = Object.entries(pass).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: aim/6\r\n${more.join("")}accept: */*\r\n\r\n`,
  );
}

/** One connection: the next request goes out when the answer to the last one is in. Ends when `next` has no more. */
function converse(port: number, next: () => Buffer | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let socket: Socket;
    let rest: Buffer = Buffer.alloc(0);
    const send = () => {
      const bytes = next();
      if (bytes) socket.write(bytes);
      else {
        socket.destroy();
        resolve();
      }
    };
    const take = (bytes: Buffer) => {
      const whole = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      const head = whole.indexOf(END);
      const length = head < 0 ? Number.NaN : Number(LENGTH.exec(whole.toString("latin1", 0, head))?.[1]);
      if (head < 0 || whole.length < head + 4 + length) {
        rest = Buffer.from(whole);
        return;
      }
      if (whole[9] !== 50) {
        socket.destroy();
        reject(new Error(`an answer was ${whole.toString("latin1", 0, 300)}`));
        return;
      }
      rest = Buffer.alloc(0);
      send();
    };
    socket = connect({
      port,
      host: "127.0.0.1",
      noDelay: true,
      onread: {
        buffer: Buffer.allocUnsafe(65_536),
        callback: (count, buffer) => {
          take(Buffer.from(buffer.buffer, buffer.byteOffset, count));
          return true;
        },
      },
    });
    socket.on("connect", send);
    socket.on("error", reject);
  });
}

/** Sends `count` requests to what listens at `url`, the n-th being `made(n)`; throws when one is not answered 200. */
export async function load(url: string, count: number, made: (n: number) => Buffer): Promise<void> {
  let sent = 0;
  const next = () => (sent < count ? made(sent++) : undefined);
  const port = Number(new URL(url).port);
  await Promise.all(Array.from({ length: CONNECTIONS }, () => converse(port, next)));
}
