/**
 * The internet of a bot under test, which is started with it (`--import`): the names of the double's hosts stand for a public address, and what
 * is sent there arrives at the double. The bot itself is the one of every deployment, with its rule that only public addresses are asked.
 */
import { Resolver } from "node:dns/promises";
import net from "node:net";

const { hosts, port }: { hosts: string[]; port: number } = JSON.parse(
  process.env.TIDINGS_DOUBLE_OF_ROBOTS ?? '{"hosts": [], "port": 0}',
);

const { resolve4 } = Resolver.prototype;
Resolver.prototype.resolve4 = async function (this: Resolver, ...given: unknown[]) {
  return hosts.includes(String(given[0])) ? ["1.1.1.1"] : resolve4.apply(this, given as never);
} as typeof resolve4;

const connect = net.Socket.prototype.connect as (this: net.Socket, ...given: unknown[]) => net.Socket;
net.Socket.prototype.connect = function (this: net.Socket, first: unknown, ...rest: unknown[]) {
  const asked = first as Partial<net.TcpSocketConnectOpts> | undefined;
  const double = hosts.includes(asked?.host ?? "");
  return connect.call(
    this,
    double ? { ...asked, host: "127.0.0.1", port, lookup: undefined } : first,
    ...rest,
  );
} as typeof net.Socket.prototype.connect;
