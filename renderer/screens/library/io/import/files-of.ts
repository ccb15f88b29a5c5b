/** A file with the folder it came from, for its name in the list of refused ones. */
export function nameOf(file: File): string {
  return file.webkitRelativePath === '' ? file.name : file.webkitRelativePath;
}

/** Hidden files (`.DS_Store`, `Thumbs.db`) are no one's pictures. */
export function withoutHidden(files: readonly File[]): File[] {
  return files.filter(
    (file) =>
      !nameOf(file)
        .split('/')
        .some((part) => part.startsWith('.')) && file.name !== 'Thumbs.db',
  );
}

/** Everything that was dropped, folders with all that is in them. Must be called while the drop is handled. */
export async function droppedFiles(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return [...data.files];
  return (await Promise.all(entries.map(filesUnder))).flat();
}

async function filesUnder(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  // A reader hands out a hundred at a time, and an empty list at the end.
  for (let some = await read(reader); some.length > 0; some = await read(reader)) found.push(...some);
  return (await Promise.all(found.filter(({ name }) => !name.startsWith('.')).map(filesUnder))).flat();
}

function read(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}
