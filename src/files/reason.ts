// Says in words a user can act on why something with a file failed.
// Used by corpus, spotify, training and the scripts.

/** Whether the file system raised the error, and not a program. */
export function isOfFileSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** The second half of a sentence; for other errors their own message. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'the disk is full; free some space and try again';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied; choose a folder that you may use';
    case 'EROFS':
      return 'the disk is read-only';
    case 'ENOENT':
      return 'there is no such file or folder';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'there is a file where a folder is needed';
    case 'EISDIR':
      return 'there is a folder where a file is needed';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
