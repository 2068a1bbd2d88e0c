/** Addresses of the internet and blocks of them (CIDR). */
import ipaddr from "ipaddr.js";

type Address = ReturnType<typeof ipaddr.process>;
export type Block = readonly [base: Address, bits: number];

/** An address as a request shows it, IPv4 within IPv6 being IPv4; null for what is none. */
export function addressOf(text: string): Address | null {
  const reads = text.includes(":") ? ipaddr.IPv6.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text);
  return reads ? ipaddr.process(text) : null;
}

/** A block, or an address as one of itself alone. @throws for anything else */
export function blockOf(text: string): Block {
  if (text.includes("/")) return ipaddr.parseCIDR(text);
  const address = ipaddr.process(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

export const isWithin = (address: Address, [base, bits]: Block): boolean =>
  base.kind() === address.kind() && (address as ipaddr.IPv4).match(base as ipaddr.IPv4, bits);
