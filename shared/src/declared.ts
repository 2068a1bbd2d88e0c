import { domain } from "./links/domain.ts";
import { jumpBatch } from "./links/jump_batch.ts";
import type { Noun } from "./nouns.ts";
import { group } from "./people/group.ts";
import { invitation } from "./people/invitation.ts";
import { member } from "./people/member.ts";
import type { Resource } from "./resource/define.ts";

/** Every declaration. The panel loads each with its own pages instead. */
export const DECLARED: Readonly<Record<Noun, Resource>> = {
  domain,
  jump_batch: jumpBatch,
  member,
  invitation,
  group,
};
