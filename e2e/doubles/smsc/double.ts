/** An SMSC on 127.0.0.1 that speaks SMPP 3.4, and is told by HTTP how to behave. */
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { type Call, type Reply, serve } from "../ground/http.ts";
import { dict, parse } from "../ground/json.ts";
import { makeViolations } from "../ground/violations.ts";
import { CALM, changed } from "./control.ts";
import { Ledger } from "./ledger.ts";
import { Courier } from "./receipts.ts";
import { type House, Session } from "./session.ts";

export type SmscDouble = { port: number; control: string; close(): Promise<void> };

/** Starts it. What it takes is kept in the file `ledger`, from which the next one goes on. */
export async function startSmsc(options: {
  port?: number;
  controlPort?: number;
  ledger: string;
}): Promise<SmscDouble> {
  const ledger = new Ledger(options.ledger);
  const house: House = {
    control: CALM,
    ledger,
    courier: new Courier(ledger, () => house.control),
    violations: makeViolations(),
    sessions: new Set(),
    counts: { throttled: 0, refused: 0, enquired: 0, binds: 0, bind_refusals: 0 },
    replies: (from, to, text) => house.courier.reply(from, to, text),
  };
  house.courier.resume();
  const server = createServer((socket) => new Session(socket, house));
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const http = await serve(options.controlPort ?? 0, (call) => answer(house, call));
  return {
    port: (server.address() as AddressInfo).port,
    control: http.url,
    async close() {
      for (const { socket } of house.sessions) socket.destroy();
      server.close();
      await http.close();
      ledger.close();
    },
  };
}

const bound = ({ sessions }: House) => [...sessions].filter((one) => one.bound);

function statsOf(house: House): object {
  const { ledger, courier, violations, counts } = house;
  return {
    taken: ledger.taken.length,
    bound: bound(house).length,
    ...counts,
    receipts_sent: courier.sent,
    receipts_acknowledged: courier.acknowledged,
    receipts_refused: courier.refused,
    receipts_open: courier.open,
    violations: violations.list,
  };
}

function answer(house: House, { method, path, query, body }: Call): Reply {
  const asked = dict(parse(body.toString() || "{}"));
  switch (`${method} ${path}`) {
    case "PUT /control":
      try {
        house.control = changed(house.control, asked);
      } catch (error) {
        return { status: 400, body: { error: String(error) } };
      }
      return { body: house.control };
    case "GET /control":
      return { body: house.control };
    case "GET /stats":
      return { body: statsOf(house) };
    case "GET /ledger": {
      const since = Number(query.get("since") ?? 0);
      const lines = house.ledger.taken.filter(({ id }) => id > since).map((one) => JSON.stringify(one));
      return { body: lines.map((line) => `${line}\n`).join("") };
    }
    case "POST /replies":
      house.replies(String(asked.from), String(asked.to), String(asked.text));
      return { status: 202 };
    case "POST /cut":
      for (const one of bound(house)) one.socket.destroy();
      return { status: 202 };
    case "POST /unbind":
      for (const one of bound(house)) one.send(0x00000006, 0, 0x7ffffff0);
      return { status: 202 };
    case "POST /enquire":
      for (const one of bound(house)) one.enquire();
      return { status: 202 };
    case "POST /raw":
      for (const one of bound(house)) one.socket.write(Buffer.from(String(asked.hex), "hex"));
      return { status: 202 };
    default:
      return { status: 404, body: { error: `There is no ${method} ${path}.` } };
  }
}
