import BudgetDomain
import Testing

@testable import BudgetRules

/// Broken totals above and beside each other, in tables of codes, funds and kinds.
@Suite struct BrokenTotalsTests {
  private static func table(_ random: inout SeededGenerator) -> SubmissionView {
    let codes = ["*", "201", "20101", "2010101", "2010102", "20102", "2010201", "202", "2029999"]
    let lines = (0..<Int.random(in: 5...40, using: &random)).map { _ in
      let fund = ["", "", " general", " fund"].randomElement(using: &random) ?? ""
      let kind = ["", "", " basic", " project"].randomElement(using: &random) ?? ""
      return "functional \(codes.randomElement(using: &random) ?? "*")\(fund)\(kind) : 1"
    }
    return HandMadeView().view(lines.joined(separator: "\n"))
  }

  /// Total against total, as the rule is written.
  private static func naive(_ column: TableColumn, _ totals: [(index: Int, residual: Int128)])
    -> [Bool]
  {
    totals.indices.map { place in
      let (index, residual) = totals[place]
      let covered = totals[..<place].filter { column.covers(index, $0.index) }
      let below = covered.filter { inner in
        !covered.contains { column.covers($0.index, inner.index) }
      }
      return !below.contains { $0.residual == residual }
        && (below.isEmpty || below.reduce(0) { $0 + $1.residual } != residual)
    }
  }

  @Test(arguments: UInt64(1)...20)
  func seesWhatIsExplainedBelow(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let view = Self.table(&random)
      for table in view.tables {
        let column = TableColumn(view, table, .actual)
        let totals = column.indices(of: .total).reversed()
          .filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
          .map { (index: $0, residual: Int128(Int.random(in: 1...3, using: &random))) }
        var broken = BrokenTotals(column)
        let found = totals.map { broken.add($0.index, $0.residual) }
        #expect(found == Self.naive(column, totals))
      }
    }
  }
}
