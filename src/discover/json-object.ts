export type JsonObject = Readonly<Record<string, unknown>>;

/** The object that a manifest's text holds; undefined where there is no text, it is damaged, or it holds something else. */
export function jsonObject(text: string | undefined): JsonObject | undefined {
  try {
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
