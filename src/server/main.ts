import { createServer as createHttpServer } from 'node:http';
import { portFrom, settingsFrom } from './environment.ts';
import { createServer, migrate, serve, SettingsError, type LogEntry } from './index.ts';
import { checkSowing } from './production.ts';

/** Starts the backend from the environment, as `docs/operation.md` describes it. */
try {
  await start();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function start(): Promise<void> {
  const settings = { ...settingsFrom(process.env), log };
  const port = portFrom(process.env);
  if (process.env.ORGTAGS_DEMO === '1') checkSowing();
  // Before anything is changed: it refuses settings that are no good.
  const server = createServer(settings);
  await migrate(settings);
  const http = createHttpServer();
  const serving = serve(server, http);
  http.listen(port, () => {
    log({ level: 'info', event: 'listening', port });
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log({ level: 'info', event: 'stopping', signal });
      void serving.stop().then(() => process.exit(0));
    });
  }
}

function log(entry: LogEntry): void {
  console.log(JSON.stringify({ time: new Date().toISOString(), ...entry }));
}
