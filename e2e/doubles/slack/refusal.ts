import type { Dict } from "../ground/json.ts";

/** An answer `{"ok": false}` of the Web API. */
export class ApiRefusal extends Error {
  readonly more: Dict;
  constructor(code: string, more: Dict = {}) {
    super(code);
    this.more = more;
  }
}

/** `invalid_blocks` with every reason, as Slack spells them out. */
export function invalidBlocks(problems: string[]): ApiRefusal {
  return new ApiRefusal("invalid_blocks", {
    errors: problems,
    response_metadata: { messages: problems.map((each) => `[ERROR] ${each}`) },
  });
}
