import type { Database } from "./database.ts";

/** An enum of the database by name. Records typed with it do not compile until every new value has its words. */
export type Enum<Name extends keyof Database["public"]["Enums"]> = Database["public"]["Enums"][Name];
