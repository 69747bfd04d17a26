import BudgetDomain
import Testing

@testable import BudgetEngine

/// What is said of units that are not in the tree of the year.
@Suite struct OutsideTransferTests {
  /// A unit that is gone, or not there yet, is not followed to its heir: what is said of it is
  /// listed and stays in.
  @Test(arguments: [Validity(from: 2000, to: 2022), Validity(from: 2024, to: nil)])
  func unitsOfOtherYearsAreListed(validity: Validity) throws {
    let page = """
      unit 1
      unit 11 under 1
      unit 12 under 1
      unit 13 under 1
      succession 13 12 2023 merge 1/1
      submission 11
      yuan
      201 general with=13 : 40 - 20
      201 general with=13 : - - 30
      income general with=13 : - - 9
      register 11 13 201 general actual 4000
      """
    var district = try District(page: page)
    district.units = district.units.map {
      UnitRow(
        code: $0.code, validity: $0.code == "13" ? validity : $0.validity, name: $0.name,
        parent: $0.parent, type: $0.type)
    }
    let summary = consolidate(try validate(district.batch()))
    let rows = summary.transfers(in: FiscalYear(2023)).map { row in
      let yuan = { (fen: Int64?) in fen.map { String($0 / 100) } ?? "-" }
      return [
        row.payer, row.payee, row.code, row.fund.name, row.measure.name, yuan(row.payerFen),
        yuan(row.payeeFen), yuan(row.eliminatedFen), yuan(row.residualFen),
        row.cause?.rawValue ?? "-", row.detail ?? "-", row.at ?? "-",
      ].joined(separator: " ")
    }
    #expect(
      rows == [
        "11 13 201 general initial_budget 40 - 0 40 outside_tree - -",
        "11 13 201 general actual 50 40 0 50 outside_tree - -",
        "13 11 * general actual - 9 0 9 outside_tree - -",
      ])
    let found = try anomaliesOfTheWhole(summary).filter { $0.rule.text == "N010" }
    #expect(found.map { "\($0.place.unit) \($0.place.column ?? "-")" } == ["11 13", "13 11"])
    #expect(found.allSatisfy { $0.message.contains("有一方不在本年度单位目录中") })
    #expect(summary.eliminatedTotal(in: FiscalYear(2023)).actual == 0)
  }
}
