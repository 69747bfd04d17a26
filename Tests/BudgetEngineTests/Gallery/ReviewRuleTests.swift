import BudgetDomain
import BudgetRules
import Testing

@testable import BudgetEngine

/// What units explain and what they do not, beyond the one page of each rule.
@Suite struct ReviewRuleTests {
  private static func found(_ page: String) throws -> [String] {
    let validated = try validate(try District(page: page).batch())
    let found = try allAnomalies(of: consolidate(validated))
    // What register and books say of the same money has stories of its own.
    return found.filter { $0.rule.text != "N010" }.map {
      "\($0.rule.text) \($0.place.code ?? $0.place.unit) \($0.stated?.description ?? "-")"
    }
  }

  private static func message(_ rule: String, _ page: String) throws -> String {
    try validate(try District(page: page).batch()).anomalies
      .first { $0.rule.text == rule }?.message ?? ""
  }

  /// The report of domain.md, section 9, as far as these rules read it.
  private static let report = """
    2010101 basic : - - 634.00
    2010104 project : - - 48.6
    2010107 project : - - 58.73
    2010108 project : - - 37.63
    2069999 basic : - - 0.1
    2080505 basic : - - 53.42
    2101101 basic : - - 30.01
    2210201 basic : - - 51.96
    2299999 : - - 64.95
    project P1 : 48.6 - 48.6
    project P2 : 61.8 - 58.73
    project P3 : 7.6 - 37.63
    basic.initial_budget = 751.03
    basic.actual = 769.49
    project.initial_budget = 118
    total.final_budget = 979.40
    total.actual = 979.40
    three_public.actual = 4.89
    three_public.change = 1.28
    explain 11 reason -
    explain 12 superior_money 10.03
    explain 12 direct_transfer 20
    explain three_public.change reason -
    """

  @Test func readsTheRealReport() throws {
    #expect(
      try Self.found(Self.report) == [
        "E010 101 9794000.0000", "E020 101 9794000.0000", "E030 101 834100.0000",
        "E040 P3 200000.0000", "E050 101 48900.0000",
      ])
    #expect(try Self.message("E010", Self.report).contains("尚有 64.95 万元"))
    #expect(try Self.message("E020", Self.report).contains("112.7%,调整 +12.7%"))
    let differences = try Self.message("E030", Self.report)
    #expect(differences.contains("83.41 万元 未作说明:基本支出 +18.46 万元、未列明项目的支出 +64.95 万元。"))
    #expect(try Self.message("E050", Self.report).contains("增长 35.2%至 35.7%"))
  }

  /// An explanation of what no project names, given where the functional table has it.
  @Test(
    arguments: [
      ("explain 9 reason -", 18.46), ("explain 9 superior_money 50", 18.46 + 14.95),
      ("explain basic.actual reason -", 64.95), ("explain basic.actual reason 8.46", 74.95),
      ("explain 1 reason 18.46", 64.95), ("explain meeting.actual reason -", 83.41),
    ])
  func anExplanationTakesOffWhatItSpeaksOf(explanation: String, left: Double) throws {
    let found = try Self.found("setting E030 share_percent 1\n\(Self.report)\n\(explanation)")
    let fen = Int64((left * 100).rounded())
    #expect(found.contains("E030 101 \(fen * 100).0000"), "\(found)")
  }

  @Test(arguments: ["explain total.actual reason -", "explain project.actual reason -"])
  func anExplanationOfAllLeavesTooLittle(explanation: String) throws {
    let found = try Self.found("\(Self.report)\n\(explanation)")
    #expect(!found.contains { $0.hasPrefix("E030") }, "\(found)")
  }

  /// Without figures, and without a project section, the functional rows say it.
  @Test func functionalRowsSpeakForThemselves() throws {
    let rows = "20101 basic : 100.0 - 104.0\n20102 project : 100.0 - 120.0"
    #expect(try Self.found(rows) == ["E030 101 240000.0000"])
    #expect(try Self.found(rows + "\nexplain 2 reason -").isEmpty)
    #expect(try Self.found("20101 : 100.0 - 104.0\n20102 : 100.0 - 120.0").count == 1)
    // A project section that names only some of the projects is no list of them.
    let named = rows + "\nproject P1 : 20.0 - 25.0\nexplain 3 reason -"
    #expect(try Self.found(named) == ["E030 101 190000.0000"])
  }

  /// Units explain what they spent; the group above them adds it up.
  @Test func aGroupExplainsNothing() throws {
    let rows = "20101 basic : 100.0 - 104.0\n20102 project : 100.0 - 120.0"
    let page = "unit 1\nunit 11 under 1\nsubmission 11\n\(rows)\nexplain 2 reason -"
    #expect(try Self.found("\(page)\nsubmission 1\n\(rows)").isEmpty)
  }

  @Test func theBureauSetsTheThresholds() throws {
    #expect(try Self.found("201 : 10.00 11.50 11.50") == ["E020 101 115000.0000"])
    #expect(try Self.found("setting E020 adjustment_percent 15\n201 : 10.00 11.50 11.50").isEmpty)
    let residual = "2019999 : - - 30\n20101 : - - 70"
    #expect(try Self.found(residual + "\nsetting C050 share_percent 30.0").isEmpty)
    #expect(try Self.found(residual + "\nsetting C050 share_percent 29.9999").count == 1)
    #expect(try Self.found(residual + "\nsetting C050 amount 300000").isEmpty)
    let endless = "999999999999999999"
    #expect(try Self.found(residual + "\nsetting C050 share_percent \(endless)").isEmpty)
  }

  /// What is above a threshold only as printed may have been below it.
  @Test func roundingDecidesNothing() throws {
    #expect(try Self.found("201 : 10 11 11").isEmpty)
    #expect(try Self.found("201 : 10 12 12").isEmpty)
    #expect(try Self.found("three_public.actual = 5\nthree_public.prior = 4").isEmpty)
  }

  @Test func alikeRowsAreFoundApartAndByTheirGroup() throws {
    let rows = (1...4).map { "20101 general : \($0).0 - \($0).0" }
    let page = (rows + ["20102 : - - 9"] + rows.reversed()).joined(separator: "\n")
    #expect(try Self.found(page).filter { $0.hasPrefix("T030") }.count == 4)
    #expect(try Self.found("201 general : - - 5\n201 fund : - - 5").isEmpty)
    #expect(try Self.found("201 : 5 - 6\n201 : 5 - 7").isEmpty)
    let unreadable = try Self.found("yuan\n201 : - - 0.001\n201 : - - 0.001")
    #expect(unreadable.allSatisfy { $0.hasPrefix("A010") })
    #expect(try Self.found("201 : 5 - -\n201 : 5 - -") == ["T030 201 50000.0000"])
    #expect(try Self.found("201 : - - 10\n20101 : - - 5\n20102 : - - 5").isEmpty)
  }

  /// A group with one unit prints that unit's book, and may.
  @Test func aGroupMayRepeatItsOnlyUnit() throws {
    let rows = (1...5).map { "2010\($0) : - - \($0)1.\($0)" }.joined(separator: "\n")
    let page = "unit 1\nunit 11 under 1\nsubmission 1\n\(rows)\nsubmission 11\n\(rows)"
    #expect(try Self.found(page).isEmpty)
    let twins = "unit 1\nunit 11 under 1\nunit 12 under 1\nsubmission 11\n\(rows)\nsubmission 12"
    #expect(try Self.found("\(twins)\n\(rows)") == ["U080 12 -"])
    #expect(try Self.found("\(twins)\nyuan\n\(rows)").isEmpty)
    let few = twins.replacing("\n20105 : - - 51.5", with: "")
    #expect(try Self.found("\(few)\n\(rows.dropLast(17))").isEmpty)
  }

  /// Last year's book filed again, by the unit itself or by another one; a tiny book says nothing.
  @Test func aBookOfLastYearIsFoundAgain() throws {
    let rows = (1...5).map { "2010\($0) : - - \($0)1.\($0)" }.joined(separator: "\n")
    func book(_ year: Int, _ unit: String, _ rows: String) -> String {
      "year \(year)\nsubmission \(unit)\n\(rows)\n"
    }
    let units = "unit 101\nunit 102\n"
    let others = "20109 : - - 3"
    #expect(
      try Self.found(
        units + book(2021, "101", rows) + book(2022, "101", rows) + book(2023, "101", rows)
          + book(2021, "102", others) + book(2022, "102", others) + book(2023, "102", "201 : - - 4")
      )
        == ["U080 101 -", "U080 101 -"])
    #expect(
      try Self.found(
        units + book(2022, "101", rows) + book(2023, "101", others) + book(2022, "102", others)
          + book(2023, "102", rows)) == ["U080 102 -"])
    // Two years apart, in another unit, or with digits that anybody might print.
    #expect(
      try Self.found(
        "unit 101\n" + book(2021, "101", rows) + book(2022, "101", others) + book(2023, "101", rows)
      ).isEmpty)
    #expect(
      try Self.found("unit 101\n" + book(2022, "101", rows) + book(2023, "101", "yuan\n" + rows))
        .isEmpty)
    let round = (1...9).map { "2010\($0) : - - \($0)0" }.joined(separator: "\n")
    #expect(
      try Self.found("unit 101\n" + book(2022, "101", round) + book(2023, "101", round)).isEmpty)
  }

  @Test func transfersOfOneLineAreOneAnomaly() throws {
    let page = "201 : - - 5\nexplain 1 direct_transfer 2 102\nexplain 1 direct_transfer 1 103"
    #expect(try Self.found(page) == ["E040 201 30000.0000"])
    #expect(try Self.message("E040", page).contains("102、103"))
    #expect(try Self.found("201 : - - 5\nexplain 1 direct_transfer -") == ["E040 201 -"])
  }

  /// The register clears what it has, once: by payer, payee, subject, fund and year.
  @Test func aRegisteredTransferIsKnown() throws {
    let page = "201 : - - 9\n202 : - - 9\nexplain 1 direct_transfer 2 102"
    let second = page + "\nexplain 2 direct_transfer 2 102"
    let third = page + "\nexplain staff.actual direct_transfer 3 102"
    #expect(try Self.found("transfer 101 102 2010101 2000000\n" + page).isEmpty)
    #expect(
      try Self.found("transfer 101 102 * 2000000\n" + second) == ["E040 202 20000.0000"])
    #expect(
      try Self.found("transfer 101 102 201 2000000\ntransfer 101 102 205 1000000\n" + third)
        == ["E040 101 20000.0000"])
    for other in ["102 101 201", "101 103 201", "101 102 205", "101 102 x"] {
      #expect(try Self.found("transfer \(other) 2000000\n" + page) == ["E040 201 20000.0000"])
    }
    #expect(
      try Self.found("year 2022\ntransfer 101 102 201 2000000\nyear 2023\n" + page).count == 1)
    let fund = page.replacing("201 :", with: "201 fund :")
    #expect(try Self.found("transfer 101 102 201 2000000\n" + fund).count == 1)
    let whole = "201 : - - 9\nexplain 1 direct_transfer - 102"
    #expect(try Self.found("transfer 101 102 201 5\n" + whole).isEmpty)
  }

  /// A decrease is below zero by nature; totals repeat the rows; a bureau's own figures may mean
  /// anything.
  @Test(
    arguments: [
      ("meeting.change = -3", []), ("own.figure = -3", []), ("total.change_percent = -3", []),
      ("total.actual = -5\n201 : - - -5\nexplain 1 reason -", []),
      ("balance.closing.general = -2", ["A040 101 -20000.0000"]),
      ("staff.actual = -2\nmeeting.prior = -1", ["A040 101 -10000.0000", "A040 101 -2.0000"]),
      ("meeting.prior = -1\nexplain meeting.change reason -", []),
      ("meeting.prior = -1\nexplain training.change reason -", ["A040 101 -10000.0000"]),
    ] as [(String, [String])])
  func aNegativeFigureIsExplained(page: String, found: [String]) throws {
    #expect(try Self.found(page).filter { $0.hasPrefix("A040") } == found)
  }

  /// Who lost the sign of a figure is asked to correct it, not for a reason.
  @Test func aFigureWithALostSignIsOneAnomaly() throws {
    let found = try Self.found(
      "meeting.actual = 12.34\nmeeting.prior = -10.11\nmeeting.change = 2.23")
    #expect(found.count == 1 && found[0].hasPrefix("F020"), "\(found)")
  }
}
