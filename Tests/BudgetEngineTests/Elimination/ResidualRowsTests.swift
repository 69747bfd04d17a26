import BudgetDomain
import Testing

@testable import BudgetEngine

/// One unit names another one in rows by the ten thousand.
@Suite struct ResidualRowsTests {
  private static func part(_ number: Int) -> ClaimedPart {
    ClaimedPart(
      code: SubjectCode(number: UInt32(2_010_101 + number), level: .item), fund: .general,
      kind: .unstated, fen: Int64(1_000 + number))
  }

  private static func booked() throws -> BookedMoney {
    let counted = try validate(try District(page: "submission 101\n201 : - - 5").batch()).counted
    let tree = try #require(counted.trees[FiscalYear(2023)])
    return BookedMoney(counted, in: tree, beside: [:])
  }

  private static let pair = TransferPair(
    year: FiscalYear(2023), payer: "101", payee: "102", measure: .actual, at: "*")

  @Test func everySubjectHasItsRow() throws {
    let count = 60_000
    var claims = Claims()
    claims.lines = (0..<count).map(Self.part)
    let sum = claims.lines.reduce(0) { $0 + $1.fen }
    claims.registered = [
      InternalTransfer(
        year: FiscalYear(2023), payer: "101", payee: "102", code: .all,
        fund: .general, fen: sum + 7)
    ]
    var booked = try Self.booked()
    let matching = ClaimMatching(claims, payer: 0, in: &booked)
    #expect(matching.found.isEmpty, "all lines are under the subject that the register has")
    let rows = ResidualRows(matching, of: Self.pair, thresholdFen: 0, slackFen: 0).rows
    // Nothing is taken out: every line is open, and what the register has beside them.
    #expect(rows.count == count + 1)
    #expect(rows.map(\.residualFen) == [7] + claims.lines.map(\.fen))
    #expect(rows.allSatisfy { $0.cause == nil })
  }

  /// What one subject lacks another has, among thousands.
  @Test func findsTheOtherSubjectAmongThousands() throws {
    let count = 1_500
    var claims = Claims()
    claims.lines = (0..<count).map(Self.part)
    claims.registered = (0..<count).map { number in
      InternalTransfer(
        year: FiscalYear(2023), payer: "101", payee: "102",
        code: SubjectCode(number: UInt32(2_100_101 + number), level: .item), fund: .general,
        fen: Int64(1_000 + number))
    }
    var booked = try Self.booked()
    let matching = ClaimMatching(claims, payer: 0, in: &booked)
    let rows = ResidualRows(matching, of: Self.pair, thresholdFen: 0, slackFen: 0).rows
    #expect(rows.count == 2 * count)
    #expect(rows.allSatisfy { $0.cause == .otherSubject })
    #expect(rows.first?.detail == "2100101" && rows.last?.detail == String(2_010_100 + count))
  }

  /// What lines name is not booked once more, however many there are.
  @Test func namedMoneyIsFoundOnce() throws {
    let rows = (0..<4_000).map { "\(2_010_101 + $0) general with=102 : - - 10" }
    let page = """
      unit 101
      unit 102
      unit 103
      register 101 103 201 general actual 5000
      submission 101
      yuan
      \(rows.joined(separator: "\n"))
      """
    let summary = consolidate(try validate(try District(page: page).batch()))
    let transfers = summary.transfers(in: FiscalYear(2023))
    #expect(transfers.count == 4_001)
    #expect(transfers.last?.payee == "103" && transfers.last?.cause == .notBooked)
  }
}
