/** What a file is to a draw. */
export type FileKind = 'certificate' | 'frame' | 'opening';

const HEAD_BYTES = 200;

/** What a file is, by how it begins: people drop all of them at once. */
export async function kindOf(file: Blob): Promise<FileKind> {
  const head = await file.slice(0, HEAD_BYTES).text();
  if (!head.trimStart().startsWith('{')) return 'frame';
  return head.includes('"sortition/opening/v1"') ? 'opening' : 'certificate';
}

/** Hands over each dropped file as what it is. */
export async function readDrop(files: Iterable<File>, take: (kind: FileKind, file: File) => void): Promise<void> {
  for (const file of files) take(await kindOf(file), file);
}
