import { expect, test } from "vitest";
import { textOf } from "../../capture/request-bodies";

const bytesOf = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;

test("a body is read as text, in parts or as fields, and a file is left alone", () => {
  expect(textOf({ raw: [{ bytes: bytesOf('{"em":') }, { bytes: bytesOf('"abc"}') }] })).toBe('{"em":\n"abc"}');
  expect(textOf({ formData: { em: ["abc"], ph: ["1", "2"] } })).toBe("abc\n1\n2");
  expect(textOf({ raw: [{ file: "/tmp/photo.jpg" }] })).toBe("");
});

test("of a film that is uploaded only the beginning is read", () => {
  expect(textOf({ raw: [{ bytes: bytesOf("x".repeat(500_000)) }] })).toHaveLength(100_000);
});
