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
}
