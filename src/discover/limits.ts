const MEBIBYTE = 1024 * 1024;

/** Lock files are long, and they are the only place that says which version runs. */
const LOCK_FILES: ReadonlySet<string> = new Set([
  'composer.lock',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'poetry.lock',
  'uv.lock',
  'Pipfile.lock',
  'pdm.lock',
  'Gemfile.lock',
  'go.sum',
]);

const BINARY_EXTENSIONS: ReadonlySet<string> = new Set(
  (
    'png jpg jpeg gif webp avif ico bmp tif tiff heic psd ai eps woff woff2 ttf otf eot mp3 mp4 m4a ogg wav flac webm mov avi ' +
    'pdf doc docx xls xlsx ppt pptx odt ods zip gz tgz bz2 xz 7z rar zst br jar war ear class pyc pyo so dylib dll exe o a ' +
    'wasm mo phar bin dat gpg p12 pfx jks keystore mmdb onnx pt'
  ).split(' '),
);

/** The most bytes of this file that we are willing to read. */
export function sizeLimit(path: string): number {
  return LOCK_FILES.has(baseName(path)) ? 16 * MEBIBYTE : MEBIBYTE;
}

/** Whether the name alone says that there is no text inside. Databases (`.sqlite`, `.db`) stay: that they are there is a fact. */
export function isBinaryName(path: string): boolean {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 && BINARY_EXTENSIONS.has(name.slice(dot + 1).toLowerCase());
}

/** Whether it is a text of ours on its way to its place, left there by a run that was killed. */
export function isDraft(path: string): boolean {
  return /^\.ha-ready-[0-9a-f]{32}\.tmp$/.test(baseName(path));
}

/** The last step of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a path: `.` for a file of the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}
