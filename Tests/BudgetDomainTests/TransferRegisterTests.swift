import BudgetDomain
import Testing

@Suite struct TransferRegisterTests {
  /// The register's amounts have no bound, and neither has what a unit leaves open.
  @Test func paymentsBeyondAllBoundsAreTheMostThereIs() {
    let year = FiscalYear(2023)
    let rows = ["2010101", "20101", "201"].map { code in
      InternalTransfer(
        year: year, payer: "A", payee: "B", code: SubjectCode(code), fund: .general,
        fen: .max - 1)
    }
    var payments = TransferRegister(rows).payments(of: "A", in: year)
    #expect(payments.take(5, to: "B", under: nil, .unstated) == 5)
    #expect(payments.take(nil, to: "B", under: SubjectCode("2010101"), .general) == .max)
    #expect(payments.take(nil, to: "B", under: nil, .unstated) == 0)
    #expect(payments.take(nil, to: "C", under: nil, .unstated) == 0)
  }
}
