import BudgetDomain
import Testing

@testable import BudgetEngine

/// Codes that begin with each other.
@Suite struct LabelOrderTests {
  private static func ranges(_ labels: [String?], names: [String] = []) -> [Range<UInt32>?] {
    var texts = LineTexts()
    var lines: [SubmittedLine] = []
    for (text, isCode) in labels.map({ ($0, true) }) + names.map({ (Optional($0), false) }) {
      var line = SubmittedLine(lineNumber: Int32(lines.count + 1))
      (line.section, line.statesCode) = (.project, isCode)
      if let text { line.label = texts.number(of: text) }
      lines.append(line)
    }
    let order = LabelOrder(lines.indices.map(Int32.init), lines, texts)
    return lines.map { order.range(of: $0) }
  }

  @Test func aCodeStandsBeforeThoseThatBeginWithIt() {
    #expect(
      Self.ranges(["b", "a", "ab", "abc", "ac", "*", "c"], names: ["a", "abc"])
        == [6..<7, 2..<6, 3..<5, 4..<5, 5..<6, 0..<UInt32.max, 7..<8, 8..<9, 9..<10])
    // An empty code is the beginning of all codes, and of no name.
    #expect(Self.ranges([nil, "a"], names: ["b"]) == [1..<3, 2..<3, 3..<4])
    #expect(Self.ranges([]).isEmpty)
  }

  /// Each of these begins with all before it; looking from each to the end took a square of them.
  @Test func nestedCodesEndTogether() {
    let count = 4_000
    let found = Self.ranges((1...count).map { String(repeating: "7", count: $0) })
    #expect(found == (1...count).map { UInt32($0)..<UInt32(count + 1) })
  }
}
