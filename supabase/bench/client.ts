/** The lightest client there is, so that what is measured is not the client: keep-alive, one request on a connection at a time. */
import { Agent, request } from "node:http";

/** A client of at most `connections` connections. `post` answers the status once the whole answer is here. */
export function keepAlive(connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    post(url: string, headers: Record<string, string>, body: Buffer): Promise<number> {
      return new Promise((done, fail) => {
        const call = request(
          url,
          {
            agent,
            method: "POST",
            headers: { "content-type": "application/json", "content-length": body.length, ...headers },
          },
          (answer) => {
            answer.resume();
            answer.on("end", () => done(answer.statusCode ?? 0));
            answer.on("error", fail);
          },
        );
        call.on("error", fail);
        call.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}

/** Does `work` for every item, `flying` at a time. */
export async function inTurn<T>(
  items: readonly T[],
  flying: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const one = async () => {
    for (let place = next++; place < items.length; place = next++) await work(items[place] as T);
  };
  await Promise.all(Array.from({ length: flying }, one));
}
