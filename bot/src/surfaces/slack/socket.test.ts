import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import bolt from "@slack/bolt";
import { type WebSocket, WebSocketServer } from "ws";
import { keepConnected, type Socket } from "./socket.ts";
import { clientOptions, logger } from "./workspace.ts";

/** Slack's side of Socket Mode: each connection in the order in which it came, and what was acknowledged on it. */
const connections: { socket: WebSocket; acks: string[] }[] = [];
let changed = Promise.withResolvers<void>();
const tell = () => {
  changed.resolve();
  changed = Promise.withResolvers();
};
const until = async (look: () => boolean) => {
  while (!look()) await changed.promise;
};
const server = createServer((_request, response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port()}/link` }));
});
const port = () => (server.address() as AddressInfo).port;
new WebSocketServer({ server }).on("connection", (socket) => {
  const here = { socket, acks: [] as string[] };
  connections.push(here);
  socket.on("message", (data) => {
    here.acks.push(JSON.parse(String(data)).envelope_id);
    tell();
  });
  socket.on("close", tell);
  socket.send(JSON.stringify({ type: "hello" }));
  tell();
});
server.listen(0, "127.0.0.1");
await once(server, "listening");

const heard: string[] = [];
const make = () => {
  const receiver = new bolt.SocketModeReceiver({
    appToken: "xapp-1",
    autoReconnectEnabled: false,
    logger,
    installerOptions: { clientOptions: clientOptions(`http://127.0.0.1:${port()}/api/`) },
  });
  const processEvent = async ({ body, ack }: bolt.ReceiverEvent) => {
    heard.push(String(body.text));
    await ack();
  };
  receiver.init({ processEvent } as unknown as bolt.App);
  return receiver;
};
let socket: Socket | undefined;
after(async () => {
  socket?.stop();
  await until(() => connections.every((each) => each.socket.readyState === each.socket.CLOSED));
  server.close();
});
const say = (at: number, envelope_id: string) =>
  connections[at]?.socket.send(
    JSON.stringify({ envelope_id, type: "slash_commands", payload: { text: envelope_id } }),
  );

test("a connection that Slack renews is left only when the new one stands, and what comes on either is acknowledged there", async () => {
  // Here, and not as the file is read: all files are read first, and after 30 s without a ping the package connects anew.
  socket = await keepConnected(make);
  await until(() => connections.length === 1);
  connections[0]?.socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
  say(0, "beside it");
  await until(() => connections.length === 2);
  assert.equal(connections[0]?.socket.readyState, connections[0]?.socket.OPEN);
  say(0, "on the old one");
  say(1, "on the new one");
  await until(() => heard.length === 3 && connections[0]?.acks.length === 2);
  assert.deepEqual(
    connections.map(({ acks }) => acks),
    [["beside it", "on the old one"], ["on the new one"]],
  );
  // Slack warns before it ends a connection, and says so again when it does: one new connection for both.
  connections[0]?.socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
  connections[0]?.socket.close();
  say(1, "after it");
  await until(() => heard.includes("after it"));
  assert.equal(connections.length, 2);
});

test("a connection that breaks off is had anew", async () => {
  connections[1]?.socket.terminate();
  await until(() => connections.length === 3);
  say(2, "again");
  await until(() => heard.includes("again"));
});
