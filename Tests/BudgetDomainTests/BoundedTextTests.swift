import BudgetDomain
import Testing

@Suite struct BoundedTextTests {
  private static let limit = BoundedText.largestByteCount

  @Test func keepsWhatFits() {
    for text in ["", "合计", String(repeating: "x", count: Self.limit)] {
      #expect(BoundedText.text(text) == text)
    }
  }

  /// Whatever character the cut falls into, the beginning is whole and the length is kept.
  @Test(arguments: 0..<8)
  func cutsBetweenCharacters(offset: Int) {
    let whole = String(repeating: "a", count: offset) + String(repeating: "项𠀀", count: 400)
    let cut = BoundedText.text(whole)
    #expect(cut.utf8.count <= Self.limit)
    #expect(cut.utf8.count > Self.limit - 4)
    #expect(whole.hasPrefix(cut.prefix { $0 != "…" }))
    #expect(BoundedText.text(cut) == cut)
  }

  @Test func differsWhereOnlyTheEndDiffers() {
    let beginning = String(repeating: "x", count: 5_000)
    #expect(BoundedText.text(beginning + "1") != BoundedText.text(beginning + "2"))
    #expect(BoundedText.text(beginning) == BoundedText.text(beginning))
  }

  /// Bytes that are no text stay different, and leave the text around them as it is.
  @Test func showsBytesThatAreNoText() {
    func text(_ bytes: [UInt8]) -> String { bytes.withUnsafeBytes { BoundedText.text($0) } }
    #expect(text([0x41, 0xFF, 0xE4, 0xBA, 0xBA, 0xFE]) == "A\\xFF人\\xFE")
    #expect(text([0xE4, 0xBA]) == "\\xE4\\xBA")
    #expect(text([0xED, 0xA0, 0x80, 0x42]) == "\\xED\\xA0\\x80B")
    #expect(text([0xC0, 0x80]) != text([0xC0, 0x81]))
    #expect(text(Array(repeating: 0xFF, count: 600)) != text(Array(repeating: 0xFE, count: 600)))
  }
}
