import BudgetDomain
import Testing

@testable import BudgetEngine

/// What is said of one book by itself is said of books that are looked at together: a slip in
/// several columns is one, and what only echoes it is folded into it.
@Suite struct LinkedSlipTests {
  private static let department = """
    unit 1
    unit 11 under 1
    unit 12 under 1
    submission 1
    * : 700.00 - 702.00
    20101 : 300.00 - 301.00
    2010101 : 100.00 - 100.50
    2010102 : 200.00 - 200.50
    20102 : 400.00 - 401.00
    2010201 : 400.00 - 401.00
    submission 11
    * : 300.00 - 301.00
    20101 : 300.00 - 301.00
    2010101 basic : 100.00 - 100.50
    2010102 project : 200.00 - 200.50
    submission 12
    * : 400.00 - 401.00
    20102 : 400.00 - 401.00
    2010201 basic : 400.00 - 401.00
    """

  private static func found(_ replacing: String, with other: String) throws -> [Anomaly] {
    let page = department.replacing("2010102 project : \(replacing)", with: other)
    let validated = try validate(try District(page: page).batch(workers: 2))
    return try allAnomalies(of: consolidate(validated))
  }

  @Test func findsNothingInTheTruth() throws {
    let own = "2010102 project : 200.00 - 200.50"
    #expect(try Self.found("200.00 - 200.50", with: own).map(\.message) == [])
  }

  /// One anomaly at the row as a whole, with the control totals that it breaks in both columns.
  @Test(arguments: [
    (Cause.unitScale, "2000000.00 - 2005000.00"), (.sign, "-200.00 - -200.50"),
  ])
  func aSlipInSeveralColumnsIsOne(cause: Cause, printed: String) throws {
    let found = try Self.found("200.00 - 200.50", with: "2010102 project : \(printed)")
    #expect(found.map(\.rule.text) == ["T010"], "\(found.map(\.message))")
    let only = found.first
    #expect(only?.cause == cause && only?.place.unit == "11" && only?.place.measure == nil)
    #expect(only?.message.contains("其他报送中 U040 的 8 条关系不成立") == true, "\(found)")
    #expect(only?.suggestion?.contains("200.00") == true, "\(only?.suggestion ?? "")")
    #expect(only?.suggestion?.contains("200.50") == true, "\(only?.suggestion ?? "")")
    // What the published actual of the subject lacks is known though other columns are wrong too.
    #expect(only?.actualCorrectionFen == (cause == .sign ? 401_000_000 : -2_004_799_500_000))
  }

  /// The unit's amounts differ from the budget only as long as the slip stands.
  @Test func anEchoIsFoldedIntoTheSlip() throws {
    let found = try Self.found("200.00 - 200.50", with: "2010102 project : 200.00 - 2005000.00")
    #expect(found.map(\.rule.text) == ["T010"], "\(found.map(\.message))")
    #expect(found.first?.cause == .unitScale)
    let suggestion = found.first?.suggestion ?? ""
    #expect(suggestion.contains("更正后,另有 1 条异常(E030)不再成立"), "\(suggestion)")
  }

  /// The slip of copying a row of last year is one, however many amounts came with it.
  @Test func aRowOfLastYearIsOneAnomaly() throws {
    let page = """
      formula G411 total.prior = prior.total.actual
      year 2022
      submission 101
      yuan
      201 : 57.00 57.20 57.31
      2010101 basic : 36.00 36.10 36.12
      2010101 project : 21.00 21.10 21.19
      year 2023
      submission 101
      yuan
      201 : 60.05 60.15 60.25
      2010101 basic : 36.00 36.10 36.12
      2010101 project : 19.64 19.70 19.75
      """
    let found = try validate(try District(page: page).batch()).anomalies
      .filter { $0.severity == .error }
    #expect(found.map(\.cause) == [.priorYearCopied], "\(found.map(\.message))")
    #expect(found.first?.place.code == "2010101" && found.first?.place.measure == nil)
    let suggestion = found.first?.suggestion ?? ""
    for amount in ["年初预算数应为 40.41", "全年预算数应为 40.45", "决算数应为 40.50"] {
      #expect(suggestion.contains(amount), "\(suggestion)")
    }
  }

  /// Two units that spend on the same subjects.
  private static let twoUnits = """
    unit 1
    unit 11 under 1
    unit 12 under 1
    submission 1
    * : 1060.00 - 1063.80
    20101 : 350.00 - 351.70
    2010101 : 150.00 - 151.20
    2010102 : 200.00 - 200.50
    20102 : 710.00 - 712.10
    2010201 : 710.00 - 712.10
    submission 11
    * : 700.00 - 702.00
    20101 : 300.00 - 301.00
    2010101 : 100.00 - 100.50
    2010102 : 200.00 - 200.50
    20102 : 400.00 - 401.00
    2010201 : 400.00 - 401.00
    submission 12
    * : 360.00 - 361.80
    20101 : 50.00 - 50.70
    2010101 : 50.00 - 50.70
    20102 : 310.00 - 311.10
    2010201 : 310.00 - 311.10
    """

  private static func places(_ found: [Anomaly]) -> [String] {
    found.map {
      "\($0.rule.text) \($0.place.unit) \($0.place.code ?? "") \($0.cause?.rawValue ?? "-")"
    }.sorted()
  }

  /// With the only row of a 款 the unit prints nothing of that code, while other units do.
  @Test func aLostSectionLeavesNoControlTotalBehind() throws {
    let lost = "20102 : 400.00 - 401.00\n2010201 : 400.00 - 401.00\n"
    #expect(Self.twoUnits.contains(lost))
    let page = Self.twoUnits.replacing(lost, with: "")
    let found = try validate(try District(page: page).batch(workers: 2)).anomalies
    #expect(Self.places(found) == ["T010 11 * component_missing"], "\(found.map(\.message))")
    #expect(found.first?.message.contains("其他报送中 U040 的 8 条关系不成立") == true, "\(found)")
  }

  /// The department's own book has a slip too, under the same subject or another.
  @Test(arguments: [
    ("2010101 : 150.00 - 151.20", "2010101 : 150.00 - -151.20", "2010101"),
    ("2010201 : 710.00 - 712.10", "2010201 : 710.00 - -712.10", "2010201"),
  ])
  func aLostSectionBesideTheDepartmentsSlip(right: String, wrong: String, code: String) throws {
    let lost = "20102 : 400.00 - 401.00\n2010201 : 400.00 - 401.00\n"
    #expect(Self.twoUnits.contains(right))
    let page = Self.twoUnits.replacing(lost, with: "").replacing(right, with: wrong)
    let found = try validate(try District(page: page).batch(workers: 2)).anomalies
    #expect(
      Self.places(found) == ["T010 1 \(code) sign", "T010 11 * component_missing"],
      "\(found.map(\.message))")
  }

  /// What the lost row does not explain stands.
  @Test func anotherDifferenceOfTheDepartmentStands() throws {
    let lost = "20102 : 400.00 - 401.00\n2010201 : 400.00 - 401.00\n"
    let page = Self.twoUnits.replacing(lost, with: "")
      .replacing(
        "2010102 : 200.00 - 200.50\n20102 : 710", with: "2010102 : 199.00 - 199.50\n20102 : 710"
      )
      .replacing("2010101 : 150.00 - 151.20", with: "2010101 : 151.00 - 152.20")
    let found = try validate(try District(page: page).batch(workers: 2)).anomalies
    #expect(found.contains { $0.rule.text == "U040" && $0.place.code == "2010101" })
    #expect(found.contains { $0.rule.text == "U040" && $0.place.code == "2010102" })
  }

  /// A row that is lost in one book is missing from its totals and from those of the department.
  @Test func aLostRow() throws {
    let found = try Self.found("200.00 - 200.50", with: "")
    #expect(
      found.map { "\($0.rule.text) \($0.place.unit)" } == ["T010 11"], "\(found.map(\.message))")
    #expect(found.first?.cause == .componentMissing && found.first?.place.measure == nil)
  }
}
