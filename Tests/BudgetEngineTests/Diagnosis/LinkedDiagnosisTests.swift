import BudgetDomain
import Testing

@testable import BudgetEngine

/// Slips that show in other submissions too: the year before and after, and groups with their
/// units.
@Suite struct LinkedDiagnosisTests {
  private static let priorYear = "formula G411 total.prior = prior.total.actual\n"

  /// Place, cause and value of each anomaly, the same for any number of workers and any order.
  private static func found(_ page: String, severity: Severity = .error) throws -> [String] {
    var district = try District(page: page)
    district.formulas = district.formulas.map { row in
      FormulaRow(
        code: row.code, validity: row.validity, title: row.title, severity: severity,
        scope: row.scope, formula: row.formula, note: row.note)
    }
    func described(_ batch: LoadedBatch) throws -> [String] {
      let validated = try validate(batch)
      return try allAnomalies(of: consolidate(validated)).map { anomaly in
        let place = anomaly.place
        return "\(anomaly.rule.text) \(place.unit) \(place.year) "
          + "\(place.figure ?? place.code ?? "-") \(anomaly.cause?.rawValue ?? "-") "
          + "\(anomaly.corrected?.description ?? "-") | \(anomaly.message) "
          + "\(anomaly.suggestion ?? "")"
      }.sorted()
    }
    let alone = try described(district.batch())
    for seed in UInt64(1)...3 {
      let shuffled = district.batch(workers: 3, shuffledBy: SeededGenerator(seed: seed))
      #expect(try described(shuffled) == alone)
    }
    return alone
  }

  private static func heads(_ found: [String]) -> [String] {
    found.map { String($0.prefix { $0 != "|" }.dropLast()) }
  }

  private static let lastYear = """
    year 2022
    submission 101
    201 : - - 57.31
    2010101 : - - 36.12
    2010102 : - - 21.19
    """

  @Test(arguments: [Severity.error, .review])
  func aWrongTotalOfLastYearIsOneAnomaly(severity: Severity) throws {
    let page =
      Self.priorYear + Self.lastYear + """

        total.actual = 75.31
        year 2023
        submission 101
        201 : - - 60.05
        total.actual = 60.05
        total.prior = 57.31
        """
    let found = try Self.found(page, severity: severity)
    #expect(
      Self.heads(found) == ["F010 101 2022 total.actual digits_swapped 573100.0000"])
    #expect(found.first?.contains("同一处还使其他报送中 G411 的 1 条关系不成立。") == true)
  }

  /// A difference of two books that a slip does not explain stays beside it.
  @Test func twoSlipsAreTwoAnomalies() throws {
    let page =
      Self.priorYear + Self.lastYear + """

        total.actual = 75.31
        year 2023
        submission 101
        201 : - - 60.05
        total.actual = 60.05
        total.prior = 48.90
        """
    #expect(
      Self.heads(try Self.found(page, severity: .review)) == [
        "F010 101 2022 total.actual digits_swapped 573100.0000", "G411 101 2023 total.prior - -",
      ])
  }

  /// The next year's report says which of two figures is wrong, whether it agrees with the one or
  /// with the other.
  @Test(arguments: [
    ("36.12", ["F010 101 2022 total.actual digits_swapped 361200.0000"]),
    ("63.12", ["F010 101 2022 2010101 digits_swapped 631200.0000"]),
    (nil, ["F010 101 2022 total.actual - -"]),
  ])
  func otherYearsDecide(prior: String?, expected: [String]) throws {
    let page =
      Self.priorYear + """
        year 2022
        submission 101
        2010101 : - - 36.12
        total.actual = 63.12
        year 2023
        submission 101
        2010101 : - - 60.05
        total.actual = 60.05
        """ + (prior.map { "\ntotal.prior = \($0)" } ?? "")
    #expect(Self.heads(try Self.found(page, severity: .review)) == expected)
  }

  /// Only the later report is wrong: last year's figure is borne out by its rows.
  @Test func aLinkAloneBlamesTheFigureThatNothingSupports() throws {
    let page =
      Self.priorYear + Self.lastYear + """

        total.actual = 57.31
        year 2023
        submission 101
        201 : - - 60.05
        total.actual = 60.05
        total.prior = 75.31
        """
    let found = try Self.found(page, severity: .review)
    #expect(Self.heads(found) == ["G411 101 2023 total.prior digits_swapped 573100.0000"])
    #expect(found.first?.contains("支出总计上年数应为 57.31 万元") == true)
  }

  /// Where nothing tells which of two books is wrong, both are named.
  @Test func aLinkAloneNamesBothBooks() throws {
    let page =
      Self.priorYear + """
        year 2022
        submission 101
        total.actual = 57.31
        year 2023
        submission 101
        total.prior = 75.31
        """
    let found = try Self.found(page, severity: .review)
    #expect(Self.heads(found) == ["G411 101 2023 total.prior - -"])
    #expect(found.first?.contains("同样简单的解释有 2 种") == true)
    #expect(found.first?.contains("2022年101决算报送的支出总计决算数应为 75.31 万元") == true)
  }

  @Test func aRowThatRepeatsLastYearsIsCopied() throws {
    let page = """
      year 2022
      submission 101
      201 : - - 57.31
      2010101 basic : - - 36.12
      2010101 project : - - 21.19
      year 2023
      submission 101
      201 : - - 60.05
      2010101 basic : - - 36.12
      2010101 project : - - 19.64
      """
    let found = try Self.found(Self.priorYear + page)
    #expect(Self.heads(found) == ["T010 101 2023 2010101 prior_year_copied -"])
    #expect(found.first?.contains("应在 [40.40 万元, 40.42 万元] 之间") == true)
  }

  @Test func aFigureThatRepeatsLastYearsReportIsCopied() throws {
    let page = """
      year 2022
      submission 101
      meeting.actual = 8.88
      year 2023
      submission 101
      meeting.actual = 8.88
      meeting.prior = 7.00
      meeting.change = 0.40
      meeting.change_percent = 5.71
      """
    let found = try Self.found(Self.priorYear + page)
    #expect(Self.heads(found) == ["F020 101 2023 meeting.actual prior_year_copied -"])
  }

  private static func department(_ own: String, _ first: String, _ second: String) -> String {
    """
    unit 1
    unit 11 under 1
    unit 12 under 1
    submission 1
    \(own)
    submission 11
    \(first)
    submission 12
    \(second)
    """
  }

  private static let sound = (
    own: """
    * : - - 103.51
    2010101 : - - 57.31
    2010102 : - - 46.20
    """,
    first: """
    * : - - 72.41
    2010101 : - - 36.12
    2010102 : - - 36.29
    """,
    second: """
    * : - - 31.10
    2010101 : - - 21.19
    2010102 : - - 9.91
    """
  )

  @Test func aSoundDepartmentHasNone() throws {
    let page = Self.department(Self.sound.own, Self.sound.first, Self.sound.second)
    #expect(try Self.found(page).isEmpty)
  }

  /// A unit's wrong row breaks its own total, and its department's at every level.
  @Test func aUnitsSlipIsNoDepartmentsAnomaly() throws {
    let page = Self.department(
      Self.sound.own, Self.sound.first.replacing("36.12", with: "63.12"), Self.sound.second)
    let found = try Self.found(page)
    #expect(Self.heads(found) == ["T010 11 2023 2010101 digits_swapped 361200.0000"])
    #expect(found.first?.contains("其他报送中 U040 的 4 条关系不成立") == true)
  }

  /// The department's total of a subject tells a unit's wrong row from its wrong total.
  @Test func theDepartmentDecides() throws {
    let first = "* : - - 72.41\n2010101 : - - 72.41"
    let own = "* : - - 103.51\n2010101 : - - 93.60\n2010102 : - - 9.91"
    #expect(try Self.found(Self.department(own, first, Self.sound.second)).isEmpty)
    let wrongRow = first.replacing("2010101 : - - 72.41", with: "2010101 : - - 74.21")
    let wrongTotal = first.replacing("* : - - 72.41", with: "* : - - 74.21")
    #expect(
      Self.heads(try Self.found(Self.department(own, wrongRow, Self.sound.second))) == [
        "T010 11 2023 2010101 digits_swapped 724100.0000"
      ])
    #expect(
      Self.heads(try Self.found(Self.department(own, wrongTotal, Self.sound.second))) == [
        "T010 11 2023 * digits_swapped 724100.0000"
      ])
  }

  /// A slip in the department's own book is the department's.
  @Test func aDepartmentsSlipIsItsOwn() throws {
    let page = Self.department(
      Self.sound.own.replacing("57.31", with: "75.31"), Self.sound.first, Self.sound.second)
    #expect(
      Self.heads(try Self.found(page)) == ["T010 1 2023 2010101 digits_swapped 573100.0000"])
  }

  /// Units that are missing are no slip in anybody's book.
  @Test func aMissingUnitBlamesNobody() throws {
    let page = Self.department(Self.sound.own, Self.sound.first, Self.sound.second)
      .replacing("submission 12\n\(Self.sound.second)", with: "")
    let found = try Self.found(page)
    #expect(
      Self.heads(found)
        == [
          "U020 12 2023 - - -", "U040 1 2023 2010101 - -", "U040 1 2023 2010102 - -",
        ].sorted())
  }

  /// What is beyond the bounds stays as it was found, and says so.
  @Test func tooManyUnitsAreNotSearched() throws {
    let units = 11...80
    let page =
      "unit 1\n" + units.map { "unit \($0) under 1\n" }.joined()
      + "submission 1\n2010101 : - - 701.00\n"
      + units.map { "submission \($0)\n2010101 : - - 10.00\n" }.joined()
    let found = try Self.found(page)
    #expect(Self.heads(found) == ["U040 1 2023 2010101 - -"])
    #expect(found.first?.contains("未再往下推算") == true)
  }
}
