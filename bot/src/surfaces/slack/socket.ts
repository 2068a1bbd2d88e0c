import { setTimeout as pause } from "node:timers/promises";
import type bolt from "@slack/bolt";
import { log } from "../../ground/log.ts";

/**
 * Socket Mode, with a connection at every time. Slack renews each every few hours: it says so, keeps the old one for 10 s, and allows ten.
 * The package leaves at once and comes back after 5 s, in which commands fail. Here the new connection stands before the old one goes.
 */
export interface Socket {
  stop(): void;
}

/** The old connection is kept so long beside the new one: what it brought is acknowledged on it. */
const LEAVE_MS = 8_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Connects. `make` makes a receiver of one connection, which does not connect anew by itself.
 * @throws when the first connection cannot be had
 */
export async function keepConnected(make: () => bolt.SocketModeReceiver): Promise<Socket> {
  const open = new Set<bolt.SocketModeReceiver>();
  let stopping = false;

  const join = async (): Promise<void> => {
    const receiver = make();
    const { client } = receiver;
    let replaced: Promise<void> | null = null;
    const replace = () => {
      replaced ??= rejoin();
      return replaced;
    };
    onGoodbye(client, () => {
      void replace().then(() => setTimeout(() => void client.disconnect(), LEAVE_MS).unref());
    });
    await client.start();
    open.add(receiver);
    client.on("disconnected", () => {
      open.delete(receiver);
      void replace();
    });
  };

  const rejoin = async (): Promise<void> => {
    for (let wait = FIRST_WAIT_MS; !stopping; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
      try {
        await join();
        log.info("slack.connection_renewed");
        return;
      } catch (error) {
        log.warn("slack.connection", error ?? "closed before it stood", { again_in_ms: wait });
        await pause(wait, undefined, { ref: false });
      }
    }
  };

  await join();
  return {
    stop() {
      stopping = true;
      for (const { client } of open) void client.disconnect();
    },
  };
}

/** Slack's word before it ends a connection, which the package would answer by leaving. Anything else is the package's. */
function onGoodbye(client: bolt.SocketModeReceiver["client"], leave: () => void): void {
  const theirs = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  client.on("ws_message", (data: unknown, ...more: unknown[]) => {
    if (isGoodbye(String(data))) return leave();
    for (const each of theirs) each.call(client, data, ...more);
  });
}

function isGoodbye(text: string): boolean {
  if (!text.includes("disconnect")) return false;
  try {
    return (JSON.parse(text) as { readonly type?: unknown }).type === "disconnect";
  } catch {
    return false; // no message of Slack: the package says so
  }
}
