/** The zone of the browser: whoever runs the deployment works in no enterprise, whose zone it would be. */
export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
