/** What a worker is told of a carrier that speaks SMPP: where it is, how to sign in, and its habits. */
import type { SmppCredentials, SmppSettings } from "@tidings/shared/channels/adapters.ts";

export type Settings = SmppSettings;
export type SmppCarrier = { address: string; credentials: SmppCredentials; settings: Settings };
