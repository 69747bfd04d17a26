import BudgetDomain
import Testing

@testable import BudgetEngine

/// Where no cause is named, the anomaly says whether anybody looked for one.
@Suite struct SearchEndTests {
  private static func errors(_ page: String) throws -> [Anomaly] {
    try validate(try District(page: page).batch()).anomalies.filter { $0.severity == .error }
  }

  /// A table of that many 款 of ten rows each.
  private static func table(_ sections: Int, wrong: (Int) -> Int) -> String {
    var rows: [String] = []
    var total = 0
    for section in 0..<sections {
      let code = String(20_101 + section % 90 + section / 90 * 100)
      let amounts = (1...10).map { 1_000 * $0 + 7 * section + $0 }
      let sum = amounts.reduce(0, +)
      total += sum
      rows.append("\(code) : - - \(sum).00")
      for (item, amount) in amounts.enumerated() {
        let printed = item == 4 ? amount + wrong(section) : amount
        rows.append("\(code)\(item < 9 ? "0" : "")\(item + 1) : - - \(printed).00")
      }
    }
    return "* : - - \(total).00\n" + rows.joined(separator: "\n")
  }

  @Test func saysWhereNoFewSlipsWouldDo() throws {
    let found = try Self.errors(Self.table(6) { 4_321 + 13 * $0 })
    #expect(found.count == 6)
    for anomaly in found {
      #expect(anomaly.suggestion?.contains("没有不超过 3 处的改动可以同时满足") == true)
    }
  }

  /// Tables of thousands of rows are searched.
  @Test func searchesLongTables() throws {
    let found = try Self.errors(Self.table(260) { $0 == 130 ? 5_915 * 9_999 : 0 })
    #expect(found.map(\.cause) == [.unitScale])
    #expect(found.first?.suggestion?.contains("第1437行 2024105") == true, "\(found)")
  }

  @Test func saysWhereATableIsTooLong() throws {
    let found = try Self.errors(Self.table(950) { $0 == 130 ? 4_321 : 0 })
    #expect(found.count == 1)
    #expect(found.first?.suggestion?.hasSuffix("报表过长,未再往下推算。") == true)
  }

  /// So many rows could be the wrong one that not all are tried.
  @Test func saysWhereTheSearchWasGivenUp() throws {
    let rows = (0..<4_500).map { "\(2_010_101 + $0) : - - \(1_000 + 7 * $0).00" }
    let found = try Self.errors("* : - - 9000000.00\n" + rows.joined(separator: "\n"))
    #expect(found.count == 1)
    #expect(found.first?.suggestion?.contains("未再往下推算") == true)
    #expect(found.first?.cause == nil)
  }

  @Test func saysWhereAFormulaIsNotSearched() throws {
    let found = try Self.errors(
      "formula Z010 total.actual = 2 * basic.actual\ntotal.actual = 30.0\nbasic.actual = 10.0")
    #expect(found.map(\.rule.text) == ["Z010"])
    #expect(found.first?.suggestion?.contains("此式带系数或比率,未再往下推算") == true)
  }
}
