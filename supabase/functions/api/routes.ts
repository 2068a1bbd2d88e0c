/** Everything that a program can ask. */
import { resourceRoutes } from "./resources/routes.ts";
import type { Route } from "./route.ts";

export const ROUTES: readonly Route[] = resourceRoutes();
