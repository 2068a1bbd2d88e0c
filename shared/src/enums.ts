import type { Database } from "./database.ts";

/** An enum of the database, by its name: the type checker then asks for words for every value it gains. */
export type Enum<Name extends keyof Database["public"]["Enums"]> = Database["public"]["Enums"][Name];
