import { basicTemplate } from "@tidings/shared/basic/template.ts";
import { WithOwn } from "../ui/own/with-own.tsx";
import { ResourceList } from "../ui/resource/list.tsx";
import { slotsOf } from "../ui/resource/slots.ts";
import { BasicCards } from "./cards.tsx";
import type { BasicCard } from "./row.ts";
import { BasicSwitch } from "./switch.tsx";

const SLOTS = slotsOf<BasicCard>({ Cards: BasicCards, Switch: BasicSwitch });

/** 我的模板: the templates of the enterprise, as cards or as a table. */
export function BasicList() {
  return <WithOwn of={basicTemplate}>{(whole) => <ResourceList of={whole} slots={SLOTS} />}</WithOwn>;
}
