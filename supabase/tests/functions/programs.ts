/** A program that asks the API: each of its answers has to be one that the description names. */
import type { Operation } from "./description.ts";
import type { Caller, Json, Stage } from "./stage.ts";
import { witnessOf } from "./witness.ts";

type Told = { status: number; body: Json; headers: Headers };
export interface Asking {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
}

/** Programs of this stage: `ask` asks as a person, `paths` has what the description names. */
export async function programsOf(stage: Stage) {
  const witness = await witnessOf(`${stage.api}/functions/v1/api`);
  const { base, description } = witness;
  const paths = description.document.paths as Record<string, Record<string, Operation["it"]>>;

  const ask = async (
    method: string,
    path: string,
    who: Caller,
    { body, headers = {}, raw }: Asking = {},
  ): Promise<Told> => {
    const answer = await fetch(base + path, {
      method,
      headers: { ...(await stage.headers(who)), "content-type": "application/json", ...headers },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: text === "" ? null : JSON.parse(text),
      headers: answer.headers,
    };
  };
  return { ask, paths, base, witness };
}

export type Programs = Awaited<ReturnType<typeof programsOf>>;
