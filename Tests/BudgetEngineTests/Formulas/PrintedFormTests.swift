import BudgetDomain
import Testing

@testable import BudgetEngine

/// The sums within each of the nine published tables need no formula: whatever row is wrong, the
/// rule about printed totals says so.
@Suite struct PrintedFormTests {
  struct Form: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// `SECTION CODE FUND|KIND|INCOME … : actual`, in 万元.
    let rows: [String]
  }

  private static let forms = [
    Form(
      testDescription: "T1: 本年收入合计 = 各来源; 本年支出合计 = 各类",
      rows: [
        "income * : 110.00", "income * appropriation : 100.00", "income * other : 10.00",
        "functional * : 110.00", "functional 201 : 90.00", "functional 208 : 20.00",
      ]),
    Form(
      testDescription: "T2: 每行合计 = 各来源; 类 = 款 = 项",
      rows: [
        "income * : 110.00", "income 201 : 90.00", "income 20101 : 90.00",
        "income 2010101 : 60.00", "income 2010101 appropriation : 50.00",
        "income 2010101 other : 10.00", "income 2010102 : 30.00",
        "income 2010102 appropriation : 30.00", "income 208 : 20.00",
        "income 20805 business : 20.00",
      ]),
    Form(
      testDescription: "T3: 每行合计 = 基本 + 项目 + 上缴上级 + 经营 + 对附属单位补助",
      rows: [
        "functional * : 150.00", "functional 201 : 150.00", "functional 201 basic : 50.00",
        "functional 2010101 : 100.00", "functional 2010101 basic : 50.00",
        "functional 2010101 project : 30.00", "functional 2010101 remitted_up : 10.00",
        "functional 2010101 operating : 6.00", "functional 2010101 subsidy_down : 4.00",
        "functional 2010102 : 50.00", "functional 2010102 project : 50.00",
      ]),
    Form(
      testDescription: "T4: 每类合计 = 一般公共预算 + 政府性基金 + 国有资本经营",
      rows: [
        "income * : 120.00", "income * general : 100.00", "income * fund : 15.00",
        "income * capital : 5.00", "functional * : 120.00", "functional * general : 100.00",
        "functional 201 : 90.00", "functional 201 general : 90.00", "functional 229 : 30.00",
        "functional 229 general : 10.00", "functional 229 fund : 15.00",
        "functional 229 capital : 5.00",
      ]),
    Form(
      testDescription: "T5, T8, T9: 每行合计 = 基本 + 项目",
      rows: [
        "functional * : 80.00", "functional * basic : 50.00", "functional * project : 30.00",
        "functional 201 : 80.00", "functional 2010101 : 80.00", "functional 2010101 basic : 50.00",
        "functional 2010101 project : 30.00",
      ]),
    Form(
      testDescription: "T6: 合计 = 各类; 类 = 款",
      rows: [
        "economic * : 60.00", "economic 301 : 40.00", "economic 30101 : 25.00",
        "economic 30108 : 15.00", "economic 302 : 20.00", "economic 30201 : 20.00",
      ]),
  ]

  private static func found(_ rows: [String]) throws -> Set<String> {
    var submission = District.Submission(id: 1, unit: "101", year: 2023, amountUnit: .wanYuan)
    submission.rows = try rows.map(row)
    var district = District()
    district.units = [
      UnitRow(
        code: "101", validity: Validity(from: 2000, to: nil), name: "", parent: nil, type: nil)
    ]
    district.submissions = [submission]
    return Set(
      try validate(district.batch()).anomalies.map { "\($0.rule.text) \($0.severity.name)" })
  }

  private static func row(_ text: String) throws -> District.Row {
    let words = text.split(separator: " ").map(String.init)
    var row = District.Row(form: "T")
    row.section = try #require(Section.allCases.first { $0.name == words[0] })
    if row.section != .income || words[1] != "*" { row.code = words[1] }
    for word in words[2...].prefix(while: { $0 != ":" }) {
      if row.section == .income, let kind = IncomeKind.allCases.first(where: { $0.name == word }) {
        row.income = kind
      } else if let fund = FundType(name: word) {
        row.fund = fund
      } else {
        row.kind = try #require(ExpenditureKind.allCases.first { $0.name == word })
      }
    }
    row.amounts.actual = words.last
    return row
  }

  @Test(arguments: forms)
  func everyRowIsHeldToItsSums(_ form: Form) throws {
    #expect(try Self.found(form.rows) == [])
    for (place, row) in form.rows.enumerated() {
      // A row in 元 instead of 万元.
      var rows = form.rows
      rows[place] = row.replacing(".00", with: "0000.00")
      #expect(try Self.found(rows).contains("T010 error"), "\(row)")
    }
  }
}
