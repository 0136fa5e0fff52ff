import { fileURLToPath } from 'node:url';

/** Where the demo keeps its database. */
export const DATA = fileURLToPath(new URL('../.data/postgres', import.meta.url));
