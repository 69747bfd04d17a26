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
}
