import BudgetEngine
import BudgetStore
import BudgetTestSupport
import Testing

/// The bureau's own formulas, from import to publication.
@Suite(.database, .serialized)
struct FormulaTests {
  private static let header = "rule_code,valid_from,valid_to,title,severity,scope,formula,note\n"

  /// A unit that takes over last year's closing balance wrongly in 2023, with too many cars.
  private static let district = HandWrittenDistrict(
    units: "A, 2000, ,",
    submissions: """
      1, A, 2022, final_account, 1, accepted, yuan
      2, A, 2023, final_account, 1, accepted, yuan
      """,
    lines: """
      1, 1, 201, , , , , 100
      2, 1, 201, , , , , 110
      """,
    files: [
      "stated_figure.csv": """
      submission_id,figure,value
      1,balance.closing.general,50
      2,balance.opening.general,60
      2,vehicle.count,9
      """,
      "formula_rule.csv": header + """
        B001,2007,,年初等于上年年末,review,*,结转结余.年初.一般公共预算 = 上年.结转结余.年末.一般公共预算,
        B002,2007,2021,车辆限额,error,*,车辆.保有量 <= 4,
        B002,2022,,车辆限额,error,*,车辆.保有量 <= 8,
        B003,2007,,写错的公式,info,*,车辆.保有 <= ,
        """,
    ])

  private static let found = [
    "B001 review 2023 A - balance.opening.general -", "B002 error 2023 A - vehicle.count -",
    "R010 error 2022  B003 - -", "R010 error 2023  B003 - -",
  ]

  @Test func formulasAreCheckedWithTheirYears() async throws {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    #expect(try await anomalies() == Self.found)
    #expect(
      try await rows(
        "stated, expected_low, expected_high, title", from: "summary.anomaly",
        where: "rule_code = 'B001'") == ["60.0000 49.5000 50.5000 年初等于上年年末"])
  }

  /// A year that is run alone is compared with the year before, which is not published anew.
  @Test func aRerunFindsTheSame() async throws {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    let before = try await everythingPublished()
    let receipt = try await runNight(nightRequest(years: [2023], isFull: true))
    #expect(receipt.hasPublished)
    #expect(try await everythingPublished() == before)
    #expect(try await anomalies() == Self.found)
  }

  /// A correction of one year changes what the next year's report is compared with: a run of the
  /// one year alone shows the same as a whole night.
  @Test func aCorrectionReachesTheNextYear() async throws {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    for closing in [60, 45] {
      _ = try await importFiles(
        [
          "stated_figure.csv":
            "submission_id,figure,value\n1,balance.closing.general,\(closing)\n",
          "submission.csv":
            "submission_id,unit_code,fiscal_year,kind,revision,status,amount_unit\n"
            + "1,A,2022,final_account,1,accepted,yuan\n",
          "line.csv": "submission_id,line_no,section,functional_code,actual\n"
            + "1,1,functional,201,100\n",
        ], replace: true)
      let receipt = try await runNight(nightRequest(years: [2022]))
      #expect(receipt.hasPublished)
      let alone = try await everythingPublished()
      let isOpen = try await anomalies().contains { $0.hasPrefix("B001") }
      #expect(isOpen == (closing != 60))
      try await runNight(nightRequest(isFull: true))
      #expect(try await everythingPublished() == alone)
    }
  }

  @Test func aChangedFormulaIsAnotherInput() async throws {
    try await Self.district.file()
    try await runNight(nightRequest(isFull: true))
    #expect(try await runNight().isUpToDate)
    _ = try await importFiles(
      ["formula_rule.csv": Self.header + "B002,2022,,车辆限额,error,*,车辆.保有量 <= 9,\n"],
      replace: true)
    #expect(try await runNight().hasPublished)
    #expect(try await anomalies() == Self.found.filter { !$0.hasPrefix("B002") })
  }
}
