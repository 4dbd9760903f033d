import { watch } from 'node:fs';
import { dirname } from 'node:path';
import type { Logger } from 'pino';

/**
 * Calls when something may have happened to a file. The folder is watched rather than the file, so that one that is renamed into its
 * place is noticed; and it is looked at now and then in any case, since network shares and linked folders tell nobody.
 */
export function watchFolderOf(file: string, everyMs: number, changed: () => void, log: Logger): () => void {
  const timer = setInterval(changed, everyMs).unref();
  try {
    const watcher = watch(dirname(file), { persistent: false }, changed);
    watcher.on('error', (error) => log.warn({ err: error }, 'the folder of the supergraph is no longer watched; it is still looked at'));
    return () => {
      clearInterval(timer);
      watcher.close();
    };
  } catch (error) {
    log.warn({ err: error }, 'the folder of the supergraph cannot be watched; it is looked at instead');
    return () => clearInterval(timer);
  }
}
