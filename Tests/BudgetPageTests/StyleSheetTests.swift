import Testing

@testable import BudgetPage

/// Whether what is drawn can be seen.
@Suite struct StyleSheetTests {
  private let text = StyleSheet().text

  /// Bars, columns and keys stand off the white page 3 to 1. Source: WCAG 2.1, 1.4.11.
  @Test func drawingsStandOffThePage() throws {
    let fills = text.matches(of: /rect\.([a-z-]+) \{ fill: ([^;]+); \}/)
    #expect(fills.count >= 10)
    for fill in fills where fill.1 != "allowed" {
      let contrast = try contrastToWhite(String(fill.2))
      #expect(contrast >= 3, "\(fill.1): \(contrast)")
    }
    // The band has an edge for that.
    #expect(text.contains(/rect\.allowed \{ fill: #[0-9a-f]{6}; stroke: var\(--accent\)/))
  }

  @Test func contrastIsTheKnownOne() throws {
    #expect(try contrastToWhite("#000000").rounded() == 21)
    // A pair that guides to contrast name: 4.54 to 1.
    #expect(abs(try contrastToWhite("#767676") - 4.54) < 0.01)
  }

  /// The contrast of a colour, or of one that the sheet names, to white.
  private func contrastToWhite(_ colour: String) throws -> Double {
    var digits = colour
    if let name = colour.wholeMatch(of: /var\((--[a-z]+)\)/)?.1 {
      let value = text.firstMatch(of: try Regex("\(name): (#[0-9a-f]{6})"))
      digits = String(try #require(value?.output[1].substring))
    }
    let number = try #require(Int(digits.dropFirst(), radix: 16))
    let channels = [16, 8, 0].map { shift -> Double in
      let share = Double((number >> shift) & 0xFF) / 255
      return share <= 0.03928 ? share / 12.92 : power((share + 0.055) / 1.055)
    }
    let luminance = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    return 1.05 / (luminance + 0.05)
  }

  /// To the power of 2.4, the twelfth power of the fifth root, without a library of mathematics.
  private func power(_ base: Double) -> Double {
    var root = 1.0
    for _ in 0..<60 {
      let fourth = root * root * root * root
      root -= (fourth * root - base) / (5 * fourth)
    }
    return (0..<12).reduce(1) { result, _ in result * root }
  }
}
