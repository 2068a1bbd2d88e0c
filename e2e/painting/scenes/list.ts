import type { Scene } from "../scene.ts";
import { AWAY } from "./away.ts";
import { DESK } from "./desk.ts";
import { GIFTS } from "./gifts.ts";
import { GOODS } from "./goods.ts";
import { TABLE } from "./table.ts";

/** Every scene by its name. */
export const SCENES: Readonly<Record<string, Scene>> = { ...GIFTS, ...TABLE, ...GOODS, ...DESK, ...AWAY };
