/** Networks that are not the public internet: base and prefix length (IANA's special-purpose registry). */
const PRIVATE_NETWORKS: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  // Azure's own, which each of its machines reaches.
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

const asNumber = (address: string) => address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);

/** Is this IPv4 address none of the public internet? */
export function isPrivateAddress(address: string): boolean {
  return PRIVATE_NETWORKS.some(([base, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(asNumber(address) / size) === asNumber(base) / size;
  });
}
