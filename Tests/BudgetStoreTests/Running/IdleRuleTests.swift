import BudgetEngine
import BudgetStore
import BudgetTestSupport
import Testing

/// Rules that cannot run: each is an error of the night, and the night goes on.
@Suite(.database, .serialized)
struct IdleRuleTests {
  private static let district = HandWrittenDistrict(
    units: "A, 2000, ,",
    submissions: """
      1, A, 2022, final_account, 1, accepted, yuan
      2, A, 2023, final_account, 1, accepted, yuan
      """,
    lines: (1...41).map { "1, \($0), \(2_010_000 + $0), , , , , 10000000000000" }
      .joined(separator: "\n") + "\n2, 1, 201, , , 5.00, 100.00, 100.00",
    files: [
      "stated_figure.csv": """
      submission_id,figure,value
      1,share_percent.201,100
      """,
      "rule_setting.csv": """
      rule_code,name,valid_from,valid_to,value
      X999,amount,2023,,5
      E050,growth,2023,,5
      E020,adjustment_percent,2023,,-1
      P010,false_discovery_percent,2023,,101
      carry_over,bound_1,2023,,-3
      carry_over,limit,2023,,9
      C050,share_percent,2023,,30
      """,
      "subject_alias.csv": """
      alias,code,valid_from
      行政运行,2O1,2023
      """,
      "functional_subject.csv": """
      fund_type,code,valid_from,valid_to,name
      general,201,2007,2022,一般公共服务支出
      """ + "\n"
        + (1...41).map { "general,\(2_010_000 + $0),2007,2022,x" }.joined(separator: "\n"),
      "formula_rule.csv": """
      rule_code,valid_from,valid_to,title,severity,scope,formula,note
      B001,2007,,x,info,*,"share_percent.201 =
       share(functional[201].actual, functional[*].actual.rows)",
      """,
    ])

  @Test func eachIsOneErrorAndTheRestGoesOn() async throws {
    try await Self.district.file()
    let receipt = try await runNight(nightRequest(isFull: true))
    #expect(receipt.hasPublished)
    let expected = [
      "R020 error 2023  E020.adjustment_percent - -", "R020 error 2023  E050.growth - -",
      "R020 error 2023  P010.false_discovery_percent - -", "R020 error 2023  X999.amount - -",
      "R020 error 2023  carry_over.limit - -", "R030 error 2023  - - -",
      "R040 error 2022 A B001 - -", "R050 error 2023  2O1 - -",
    ]
    #expect(try await anomalies().filter { $0.hasPrefix("R") }.sorted() == expected)
    let reasons = try await rows("message", from: "summary.anomaly", where: "rule_code = 'R020'")
    for reason in [
      "可设参数的规则和指标中没有这一条", "可设 growth_percent、amount", "不能小于 0", "不能大于 100", "可设 bound_1",
    ] {
      #expect(reasons.contains { $0.contains(reason) }, "\(reason): \(reasons)")
    }
    // The bad threshold is passed over: the rule goes on with its own.
    #expect(try await anomalies().contains { $0.hasPrefix("E020 review 2023") })
    #expect(
      try await rows(
        "actual", from: "summary.subject_year",
        where: "fiscal_year = 2023 AND unit_code = 'A' AND subject_code = '*' AND fund_type = '*'")
        == ["100.00"])
    // A year that is run alone says the same.
    let before = try await everythingPublished()
    try await runNight(nightRequest(years: [2023], isFull: true))
    #expect(try await everythingPublished() == before)
  }
}
