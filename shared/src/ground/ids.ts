const ID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether it looks like an id of a row (a uuid): anything else is the id of none, and is not asked for. */
export const isId = (id: unknown): boolean => ID.test(String(id));
