/** `POST /v1/aim/mobile-capabilities/check`: which numbers show cards, as the carrier of the default channel says. */
import { isId } from "@tidings/shared/ground/ids.ts";
import { z } from "zod";
import { callAs } from "../../_core/caller.ts";
import type { Answer, Asked, Route } from "../route.ts";
import { fault } from "./asked.ts";

const body = z.strictObject({
  mobiles: z.array(z.string().min(1).max(64)).min(1).max(100),
  tpl_id: z.string().min(1).max(100).optional(),
  encryption_alg: z.enum(["NONE", "SHA1"]).optional(),
});

const told = z.object({ numbers: z.array(z.object({ state: z.string() })) });

async function check(asked: Asked): Promise<Answer> {
  const { mobiles, tpl_id, encryption_alg } = asked.body as z.infer<typeof body>;
  // A hash leads back to no number, and carriers are asked by number.
  if (encryption_alg === "SHA1")
    throw fault("KM.90016803", "Numbers must be sent unencrypted: encryption_alg NONE.");
  if (tpl_id !== undefined && !isId(tpl_id)) throw fault("KM.00001082", "This template doesn't exist.");
  const answer = await callAs(asked.caller, asked.env, "check-device", {
    numbers: mobiles,
    template: tpl_id ?? null,
  });
  const { numbers } = told.parse(answer);
  const can = (at: number) => numbers[at]?.state === "can";
  return {
    body: {
      supported_mobiles: mobiles.filter((_, at) => can(at)),
      unsupported_mobiles: mobiles.filter((_, at) => !can(at)),
      ...(tpl_id === undefined ? {} : { tpl_id }),
    },
  };
}

export const CAPABILITY_ROUTES: readonly Route[] = [
  {
    ...{ method: "post", path: "/v1/aim/mobile-capabilities/check", dialect: "vendor", group: "AIM links" },
    summary: "CheckMobileCapability",
    description: "Unknown numbers are listed as unsupported.",
    body,
    answers: {
      200: z.object({
        supported_mobiles: z.array(z.string()),
        unsupported_mobiles: z.array(z.string()),
        tpl_id: z.string().optional(),
      }),
    },
    run: check,
  },
];
