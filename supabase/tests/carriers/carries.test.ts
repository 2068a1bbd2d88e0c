import assert from "node:assert/strict";
import { test } from "node:test";
import { CARRIES } from "@tidings/shared/channels/carries.ts";
import { testDatabase } from "../test_database.ts";

const db = await testDatabase();

test("law and words say the same of what a carrier of an adapter carries", async () => {
  const rows = await db.sql<{ adapter: keyof typeof CARRIES; kinds: string[] }[]>`
    select a::text as adapter, array_agg(k::text order by k::text) filter (where private.carries(a, k)) as kinds
    from unnest(enum_range(null::public.channel_adapter)) a
    cross join unnest(enum_range(null::public.message_kind)) k group by a`;
  assert.deepEqual(
    Object.fromEntries(rows.map(({ adapter, kinds }) => [adapter, kinds])),
    Object.fromEntries(Object.entries(CARRIES).map(([adapter, kinds]) => [adapter, [...kinds].sort()])),
  );
});

test("the parameters of a basic content stand in the order in which they are first used", async () => {
  const param = (name: string) => `\${${name}}`;
  const content = {
    slots: {
      subject: "会员日",
      frames: [
        {
          type: "image",
          image: { src: "/a.png" },
          caption: `${param("zeta")}与${param("alpha")}`,
          caption_at: "below",
        },
        { type: "text", text: `${param("alpha")}，${param("beta")}，${param("zeta")}` },
      ],
    },
    params: [{ name: "beta", example: "1" }],
  };
  const [row] = await db.sql`select private.parameters_in_order(${db.sql.json(content)}) as names,
    private.parameters_in_order('{"slots": {"subject": "x", "frames": []}}') as none`;
  assert.deepEqual([row?.names, row?.none], [["zeta", "alpha", "beta"], []]);
});
