import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import test from "node:test";
import { boundAddresses, holderOf } from "./connections.ts";

test("an address is its own holder, and of IPv6 the network of 64 bits", () => {
  for (const [address, holder] of [
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:DB8:1:2::9", "2001:db8:1:2"],
    ["2001:db8::9", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["", ""],
  ] as const)
    assert.equal(holderOf(address), holder, address);
});

test("what one address opens beyond its bound is ended, until one of its connections is closed; others are not", () => {
  const server = new EventEmitter();
  boundAddresses(server, 2);
  const connect = (remoteAddress: string) => {
    const socket = Object.assign(new EventEmitter(), {
      remoteAddress,
      ended: false,
      destroy() {
        socket.ended = true;
        socket.emit("close");
      },
    });
    server.emit("connection", socket);
    return socket;
  };
  const [first, second, third] = ["::ffff:10.0.0.1", "10.0.0.1", "10.0.0.1"].map(connect);
  assert.deepEqual([first?.ended, second?.ended, third?.ended], [false, false, true]);
  assert.equal(connect("10.0.0.2").ended, false);
  first?.emit("close");
  assert.equal(connect("10.0.0.1").ended, false);
  assert.equal(connect("10.0.0.1").ended, true);
});
