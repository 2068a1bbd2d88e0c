/**
 * A bare client of the library: as many connections, the same window, one text, nothing kept. Told by its parent `{ from, count }`, it
 * answers when every message has been taken.
 */
import smpp from "smpp";

const [port = "0", binds = "1", window = "1"] = process.argv.slice(2);

const sessions = await Promise.all(
  Array.from({ length: Number(binds) }, () => {
    const session = smpp.connect({ host: "127.0.0.1", port: Number(port) });
    return new Promise((resolve, reject) => {
      session.on("error", reject);
      session.bind_transceiver(
        { system_id: "tidings", password: "secret", interface_version: 0x34 },
        (pdu) =>
          pdu.command_status === 0 ? resolve(session) : reject(new Error(`bind: ${pdu.command_status}`)),
      );
    });
  }),
);

function send(from, count) {
  return new Promise((resolve, reject) => {
    let next = 0;
    let answered = 0;
    const one = (session) => {
      if (next === count) return;
      const to = `861${3_000_000_000 + from + next++}`;
      const short_message = "【云杉商城】您的订单有新进展，点击 https://l.example/AbC12xYz 查看。";
      session.submit_sm(
        {
          source_addr: "106900001",
          destination_addr: to,
          data_coding: 8,
          registered_delivery: 1,
          short_message,
        },
        (pdu) => {
          if (pdu.command_status !== 0) return reject(new Error(`submit_sm: ${pdu.command_status}`));
          answered += 1;
          if (answered === count) resolve();
          else one(session);
        },
      );
    };
    for (const session of sessions) for (let n = 0; n < Number(window); n += 1) one(session);
  });
}

process.on("message", async ({ from, count }) => {
  await send(from, count);
  process.send("done");
});
process.send("bound");
