/** A new request id (idempotency key) for a call that changes something. */
export function newRequestId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  // `randomUUID` exists only in secure contexts (https and localhost).
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * Keeps the request id of the current attempt: the same arguments get the same id until `settle` is called, so that a
 * retry after a lost answer does not act twice. Other arguments get a new id.
 */
export function requestKeeper(make: () => string = newRequestId) {
  let held: { readonly intent: string; readonly id: string } | null = null;
  return {
    idFor(args: unknown): string {
      const intent = JSON.stringify(args);
      if (held?.intent !== intent) held = { intent, id: make() };
      return held.id;
    },
    settle() {
      held = null;
    },
  };
}
