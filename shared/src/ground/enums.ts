import type { Enums } from "./database.ts";

/** An enum of the database by name. Records typed with it do not compile until every new value has its words. */
export type Enum<Name extends keyof Enums> = Enums[Name];
