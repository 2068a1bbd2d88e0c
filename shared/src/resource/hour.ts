import { z } from "zod";

/** A time of the day, as the database writes it too; 24:00 is the end of it. */
export const hourText = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00(:00)?)$/);
