const BLOCK = /^id: (.*)(?:\ndata: (.*))?/m;

/**
 * Reads server-sent events to the end, as our server writes them: a line `id` and a line `data`. (The
 * library for any server's takes six times as much of what a page may load.)
 * @param onBytes told whenever something arrives, a comment too
 * @param onEvent told of each; an id without data only moves the place to come back to
 */
export async function readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onBytes: () => void,
  onEvent: (id: string, data: string | undefined) => void,
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onBytes();
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, id, data] = BLOCK.exec(block) ?? [];
      if (id) onEvent(id, data);
    }
  }
}
