import BudgetReport
import Foundation
import Testing

@Suite struct JSONValueTests {
  @Test func keepsOrderAndDigits() {
    let value = JSONValue.object([
      ("b", .decimal("12345678901234567.89")), ("a", .array([.int(1), .null, .bool(true)])),
      ("none", .array([])), ("text", .text("汇\"总")), ("evidence", .document("[{}]")),
      ("missing", .text(nil)),
    ])
    #expect(
      value.serialized == """
        {
          "b": 12345678901234567.89,
          "a": [
            1,
            null,
            true
          ],
          "none": [],
          "text": "汇\\"总",
          "evidence": [{}],
          "missing": null
        }
        """)
  }

  @Test func survivesAnyText() throws {
    let text =
      String(String.UnicodeScalarView((0...0x300).compactMap { Unicode.Scalar($0) }))
      + "\u{2028}\\\"\u{10FFFF}"
    let bytes = Data(JSONValue.array([.text(text)]).serialized.utf8)
    #expect(try JSONDecoder().decode([String].self, from: bytes) == [text])
    #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A })
  }

  /// Also what the database wrote: it leaves all but the control characters of ASCII as they are.
  @Test func obeysNoTerminal() throws {
    let text = "a\u{7F}\u{9B}31m\u{202E}\u{200B}\u{FEFF}\u{E0041}\u{E000}é汉"
    let document = JSONValue.array([.text(text), .document("{\"a\": \"\(text)\"}")]).serialized
    #expect(
      !document.unicodeScalars.contains {
        "\u{7F}\u{9B}\u{202E}\u{200B}\u{FEFF}\u{E0041}"
          .unicodeScalars.contains($0)
      })
    let values = try #require(
      try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [Any])
    #expect(values.first as? String == text)
    #expect((values.last as? [String: String])?["a"] == text)
  }
}
