import BudgetDomain
import Testing

@testable import BudgetEngine

/// Many units with one and the same amount.
@Suite struct ResidualExplanationTests {
  private static func row(_ payer: String, _ payee: String, isPayerOpen: Bool) -> TransferRow {
    TransferRow(
      year: FiscalYear(2023), payer: payer, payee: payee, code: "*", fund: .general,
      measure: .actual, payerFen: isPayerOpen ? 500 : nil, payeeFen: isPayerOpen ? nil : 500,
      eliminatedFen: 0, residualFen: 500, at: "*")
  }

  /// One unit says of a hundred thousand that it paid them, and of as many that they paid it: who
  /// has the amount with somebody else is looked up.
  @Test func partnersAreLookedUp() {
    let paid = (0..<100_000).map { Self.row("1", "a\($0)", isPayerOpen: true) }
    let got = (0..<100_000).map { Self.row("b\($0)", "1", isPayerOpen: false) }
    let story = [
      Self.row("x", "y", isPayerOpen: true), Self.row("x", "z2", isPayerOpen: false),
      Self.row("x", "z1", isPayerOpen: false),
    ]
    let rows = ResidualExplanation(before: []).explained(paid + got + story)
    #expect(rows[..<200_000].allSatisfy { $0.cause == .oneSideMissing })
    #expect(rows[200_000].cause == .otherCounterparty && rows[200_000].detail == "z1")
    #expect(rows[200_001].cause == .otherCounterparty && rows[200_001].detail == "y")
  }
}
