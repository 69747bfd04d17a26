import BudgetDomain
import BudgetRules
import Testing

@testable import BudgetEngine

/// What units say of each other, story by story: what is taken out, where, and why the rest stays.
@Suite struct TransferStoryTests {
  private static let tree = """
    unit 1
    unit 11 under 1
    unit 12 under 1
    unit 13 under 1
    unit 2
    unit 21 under 2

    """

  private static func summary(_ page: String) throws -> (Summary, [Anomaly]) {
    let validated = try validate(try District(page: tree + page).batch())
    let summary = consolidate(validated)
    return (summary, try allAnomalies(of: summary))
  }

  /// Rows as payer, payee, subject, fund, measure, both words, eliminated, left, cause and place.
  private static func rows(_ page: String, in year: Int = 2023) throws -> [String] {
    try summary(page).0.transfers(in: FiscalYear(year)).map { row in
      let yuan = { (fen: Int64?) in fen.map { String($0 / 100) } ?? "-" }
      return [
        row.payer, row.payee, row.code, row.fund.name, row.measure.name, yuan(row.payerFen),
        yuan(row.payeeFen), yuan(row.eliminatedFen), yuan(row.residualFen),
        row.cause?.rawValue ?? "-", row.detail ?? "-", row.at ?? "-",
      ].joined(separator: " ")
    }
  }

  @Test(
    arguments: [
      // Both sides say it: taken out at the group above both, or in the district.
      (
        "submission 11\nyuan\n201 general with=12 : - - 50\nsubmission 12\nyuan\n"
          + "income general with=11 : - - 50",
        ["11 12 201 general actual 50 50 50 0 - - 1"]
      ),
      (
        "submission 11\nyuan\n201 general with=21 : - - 50\nsubmission 21\nyuan\n"
          + "income with=11 : - - 50",
        ["11 21 201 general actual 50 50 50 0 - - *"]
      ),
      // Lines and register are one claim; the register is the other side's word for a budget.
      (
        "submission 11\nyuan\n201 general with=12 : 40 - 50\n"
          + "register 11 12 201 general initial_budget 4000",
        [
          "11 12 201 general initial_budget 40 40 40 0 - - 1",
          "11 12 201 general actual 50 - 0 50 one_side_missing - 1",
        ]
      ),
      // The register alone is one side's word.
      (
        "submission 11\nyuan\n20101 general : - - 50\nregister 11 12 201 general actual 3000",
        ["11 12 201 general actual 30 - 0 30 one_side_missing - 1"]
      ),
      (
        "setting elimination one_sided 1\nsubmission 11\nyuan\n20101 general : - - 50\n"
          + "register 11 12 201 general actual 3000",
        ["11 12 201 general actual 30 - 30 0 - - 1"]
      ),
      (
        "setting elimination one_sided 1\nsubmission 11\nyuan\n20101 general : - - 20\n"
          + "register 11 12 201 general actual 3000",
        ["11 12 201 general actual 30 - 20 10 not_booked - 1"]
      ),
      // A partial match is spread over the payer's lines; the rest stays in.
      (
        "submission 11\nyuan\n201 general with=12 : - - 60\n202 general with=12 : - - 40\n"
          + "submission 12\nyuan\nincome general with=11 : - - 50",
        [
          "11 12 201 general actual 60 30 30 30 amount_differs - 1",
          "11 12 202 general actual 40 20 20 20 amount_differs - 1",
        ]
      ),
      (
        "submission 11\nyuan\n201 general with=12 : - - 50\nsubmission 12\nyuan\n"
          + "income general with=11 : - - 70",
        [
          "11 12 * general actual - 20 0 20 amount_differs - 1",
          "11 12 201 general actual 50 50 50 0 - - 1",
        ]
      ),
      // Only the payee says it: nobody knows under which subject.
      (
        "submission 12\nyuan\nincome general with=11 : - - 70",
        ["11 12 * general actual - 70 0 70 one_side_missing - 1"]
      ),
      // The other side names another unit.
      (
        "submission 11\nyuan\n201 general with=12 : - - 50\nsubmission 13\nyuan\n"
          + "income general with=11 : - - 50",
        [
          "11 12 201 general actual 50 - 0 50 other_counterparty 13 1",
          "11 13 * general actual - 50 0 50 other_counterparty 12 1",
        ]
      ),
      // Another fund, another subject in the register, another amount unit, and too little to ask.
      (
        "submission 11\nyuan\n201 general with=12 : - - 50\nsubmission 12\nyuan\n"
          + "income fund with=11 : - - 50",
        [
          "11 12 * fund actual - 50 0 50 other_fund general 1",
          "11 12 201 general actual 50 0 0 50 other_fund fund 1",
        ]
      ),
      (
        "submission 11\nyuan\n201 general with=12 : - - 50\n202 general : - - 90\n"
          + "register 11 12 202 general actual 5000",
        [
          "11 12 201 general actual 50 - 0 50 other_subject 202 1",
          "11 12 202 general actual 50 - 0 50 other_subject 201 1",
        ]
      ),
      (
        "submission 11\nyuan\n201 general with=12 : - - 50\nsubmission 12\nyuan\n"
          + "income general with=11 : - - 500000",
        [
          "11 12 * general actual - 499950 0 499950 unit_scale - 1",
          "11 12 201 general actual 50 50 50 0 - - 1",
        ]
      ),
      (
        "setting elimination threshold 60\nsubmission 11\nyuan\n201 general with=12 : - - 50\n"
          + "submission 12\nyuan\nincome general with=11 : - - 50",
        ["11 12 201 general actual 50 50 0 50 below_threshold - 1"]
      ),
      // A unit that nobody lists: a line's is no claim, the register's is asked about.
      ("submission 11\nyuan\n201 general with=99 : - - 50", []),
      (
        "submission 11\nyuan\n201 general : - - 50\nregister 11 99 201 general actual 5000",
        ["11 99 201 general actual 50 - 0 50 outside_tree - -"]
      ),
    ] as [(String, [String])])
  func saysWhatBecameOfIt(page: String, expected: [String]) throws {
    #expect(try Self.rows(page) == expected)
  }

  /// What the books print in 万元 with two decimals cannot be told from what is booked to the fen.
  @Test func roundingIsNoDisagreement() throws {
    let page = """
      submission 11
      201 general with=12 : - - 48.60
      submission 12
      yuan
      income general with=11 : - - 486012.34
      """
    let row = try #require(try Self.summary(page).0.transfers(in: FiscalYear(2023)).first)
    #expect(row.cause == .rounding && row.residualFen == 1_234)
    #expect(try Self.summary(page).1.filter { $0.rule.text == "N010" }.isEmpty)
  }

  /// The payer books it in December, the payee in January: the later year knows of both.
  @Test func theOtherSideHadItAYearBefore() throws {
    let page = """
      year 2022
      submission 11
      yuan
      201 general with=12 : - - 50
      submission 12
      yuan
      202 : - - 1
      year 2023
      submission 12
      yuan
      income general with=11 : - - 50
      """
    #expect(
      try Self.rows(page, in: 2022) == ["11 12 201 general actual 50 - 0 50 one_side_missing - 1"])
    #expect(
      try Self.rows(page) == ["11 12 * general actual - 50 0 50 other_year 2022 1"])
  }

  /// One anomaly a pair, at the payer, whatever measures and subjects are left; none where all is
  /// matched, and only a note where nothing but budgets is.
  @Test func aPairIsListedOnce() throws {
    let page = """
      submission 11
      yuan
      201 general with=12 : 40 45 50
      202 general with=12 : 10 15 20
      submission 12
      yuan
      income general with=11 : - - 70
      """
    let found = try Self.summary(page).1.filter { $0.rule.text == "N010" }
    #expect(found.map(\.severity) == [.info])
    #expect(found.first?.place.unit == "11" && found.first?.place.column == "12")
    #expect(try #require(found.first?.message).contains("年初预算数"))
    let open = try Self.summary(page.replacing("70", with: "30")).1
      .filter { $0.rule.text == "N010" }
    #expect(open.map(\.severity) == [.review])
    #expect(open.first?.stated?.description == "50.0000")
  }

  /// Money that the treasury paid straight to another unit may be counted twice (E040), unless what
  /// the two say was matched and taken out.
  @Test func aMatchedPairClearsADoubleCount() throws {
    let explained =
      "submission 11\n201 general with=12 : - 7.60 37.63\n"
      + "explain 1 direct_transfer 20 12\n"
    let answered = "submission 12\n202 : - - 20\nincome general with=11 : - - 37.63\n"
    func doubles(_ page: String) throws -> Int {
      try Self.summary(page).1.count { $0.rule.text == "E040" }
    }
    #expect(try doubles(explained) == 1)
    #expect(try doubles(explained + answered) == 0)
    #expect(try doubles(explained + answered.replacing("37.63", with: "19.99")) == 1)
    // The real unit's townships are not in the tree.
    #expect(try doubles(explained.replacing("12\n", with: "99\n") + answered) == 1)
  }

  /// The department's book is compared with its units' sum after elimination, and one that left it
  /// in is told so.
  @Test func aControlTotalIsComparedAfterElimination() throws {
    let units = """
      submission 11
      yuan
      201 general with=12 : - - 50
      201 general : - - 100
      submission 12
      yuan
      201 general : - - 80
      202 general : - - 7
      income general with=11 : - - 50

      """
    func found(_ total: Int) throws -> [Anomaly] {
      try Self.summary(units + "submission 1\nyuan\n201 : - - \(total)\n202 : - - 7").1
        .filter { $0.rule.text == "U040" }
    }
    #expect(try found(180).isEmpty)
    let gross = try #require(try found(230).first)
    // Four lines in whole yuan: rounding may have moved their sum by two.
    #expect(gross.expectedLow?.description == "178.0000")
    #expect(gross.message.contains("与抵销前合计相同"))
    let neither = try #require(try found(200).first)
    #expect(!neither.message.contains("与抵销前合计相同"))
  }

  /// The department's own unit files the department's book: all that the others report is twice.
  @Test func aBookThatHoldsTheOthersIsNamed() throws {
    let books = """
      submission 11
      yuan
      201 : - - 30
      202 : - - 12
      submission 12
      yuan
      201 : - - 30
      submission 13
      yuan
      202 : - - 12

      """
    let alike = try Self.summary(books).1.filter { $0.rule.text == "N020" }
    #expect(alike.map(\.severity) == [.review] && alike.first?.place.unit == "11")
    let control = try Self.summary(books + "submission 1\nyuan\n201 : - - 30\n202 : - - 12").1
    #expect(control.filter { $0.rule.text == "N020" }.map(\.severity) == [.error])
    #expect(!control.contains { $0.rule.text == "U040" })
    // Sub-units merged into the department's own: both books print the same, and nothing is twice.
    let merged = try Self.summary(
      "submission 21\nyuan\n201 : - - 30\nsubmission 2\nyuan\n201 : - - 30"
    ).1
    #expect(!merged.contains { ["N020", "U040"].contains($0.rule.text) })
  }
}
