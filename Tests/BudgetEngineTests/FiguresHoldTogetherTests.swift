import BudgetDomain
import Testing

@testable import BudgetEngine

/// Books whose every sum comes out and which cannot be true, beyond the page of the gallery.
@Suite struct FiguresHoldTogetherTests {
  private static func found(_ page: String) throws -> [Anomaly] {
    try validate(try District(page: page).batch()).anomalies
  }

  private static func described(_ anomaly: Anomaly) -> String {
    let place = anomaly.place.figure ?? anomaly.place.code ?? anomaly.place.unit
    return "\(anomaly.rule.text) \(anomaly.severity.name) \(place)"
  }

  /// Classes of `amount`, each over three rows of `row`, below a total.
  private static func book(
    total: String, classes: Int, amount: String, row: String, kind: (Int) -> String = { _ in "" }
  ) -> String {
    let rows = (1...classes).map { number in
      let items = (1...3).map { "20\(number)0\($0)\(kind($0)) : - - \(row)" }
      return "20\(number) : - - \(amount)\n" + items.joined(separator: "\n")
    }
    return "* : - - \(total)\n" + rows.joined(separator: "\n")
  }

  /// A last digit too many is worth knowing and no more: either figure may be the one.
  @Test func oneLastDigitIsRounding() throws {
    let page = Self.book(total: "10.2", classes: 2, amount: "5.0", row: "1.7")
    let found = try Self.found(page)
    #expect(found.map(Self.described) == ["T040 info *"])
    #expect(found.first?.cause == .rounding)
    #expect(found.first?.suggestion?.contains("第1行 * 决算数应为 10.1 万元,或") == true)
    #expect(found.first?.message.contains("应在 [9.9 万元, 10.1 万元] 之间") == true)
    #expect(found.first?.message.contains("依据 3 条关系:T010 第1行 * 决算数、T010") == true)
    #expect(found.first?.message.contains("再少的数不成矛盾") == true)
    #expect(found.first?.evidence.map(\.printed) == ["10.2 万元", "5.0 万元", "5.0 万元"])
    #expect(try Self.found(page.replacing("10.2", with: "10.1")).isEmpty)
  }

  @Test func figuresThatAreAllCutOffAreRounding() throws {
    let page = Self.book(total: "31.1", classes: 6, amount: "5.1", row: "1.7")
    let found = try Self.found(page)
    #expect(found.map(Self.described) == ["T040 info *"])
    #expect(found.first?.suggestion?.contains("截尾而未四舍五入") == true)
    #expect(
      try Self.found(page.replacing("31.1", with: "31.3")).map(Self.described) == ["T040 error *"])
  }

  /// Both are the sum of the same rows, and neither is the other.
  @Test func aFigureIsTheTotalOfTheTable() throws {
    let page = Self.book(total: "10.0", classes: 2, amount: "5.0", row: "1.7")
    let found = try Self.found(page + "\ntotal.actual = 10.3")
    #expect(found.map(Self.described) == ["T040 error total.actual"])
    #expect(found.first?.evidence.count == 2)
    #expect(try Self.found(page + "\ntotal.actual = 10.0").isEmpty)
    // More decimals than the rows have are asked for by the relation itself, and not here.
    let precise = try Self.found(page + "\ntotal.actual = 10.04").map(Self.described)
    #expect(precise == ["F010 undetermined total.actual"])
  }

  /// Total by class and total by kind, over the same rows.
  @Test func bothWaysOfSummingMustComeOut() throws {
    let kind = { (item: Int) in item == 3 ? " project" : " basic" }
    func page(basic: String) -> String {
      Self.book(total: "10.0", classes: 2, amount: "5.0", row: "1.7", kind: kind)
        + "\n* basic : - - \(basic)\n* project : - - 3.4"
    }
    #expect(try Self.found(page(basic: "6.6")).isEmpty)
    let found = try Self.found(page(basic: "6.9"))
    #expect(found.map(Self.described) == ["T040 error *"])
    #expect(found.first?.evidence.map(\.printed) == ["10.0 万元", "6.9 万元", "3.4 万元"])
  }

  /// A sum that is broken by itself is the slip; what follows from it is not listed beside it.
  @Test func aBrokenSumIsLeftToTheDiagnosis() throws {
    let page = Self.book(total: "10.3", classes: 2, amount: "5.0", row: "1.7")
    #expect(try Self.found(page).map(\.rule.text) == ["T040"])
    let broken = page.replacing("201 : - - 5.0", with: "201 : - - 6.0")
    let found = try Self.found(broken)
    #expect(!found.isEmpty && !found.contains { $0.rule.text == "T040" })
  }

  /// Each measure is a group of its own, and every contradiction is listed.
  @Test func everyContradictionIsListed() throws {
    let page = Self.book(total: "10.3", classes: 2, amount: "5.0", row: "1.7")
    let both = page.split(separator: "\n").map { line in
      line.replacing("- - ", with: "\(line.split(separator: " ").last ?? "") - ")
    }.joined(separator: "\n")
    let found = try Self.found(both).filter { $0.rule.text == "T040" }
    #expect(Set(found.compactMap(\.place.measure)) == [.initialBudget, .actual])
    #expect(found.count == 2)
  }

  /// Money printed to the fen is exact, and so are all sums of it.
  @Test func whatIsPrintedToTheFenIsNotAsked() throws {
    let page = Self.book(total: "10.30", classes: 2, amount: "5.00", row: "1.70")
    #expect(try !Self.found("yuan\n\(page)").contains { $0.rule.text == "T040" })
  }

  /// Two formulas that no figures keep are a matter of the formulas.
  @Test func formulasAgainstEachOtherAreNoMatterOfFigures() throws {
    let found = try Self.found(
      """
      formula Z010 total.actual = basic.actual + project.actual + 1 元
      formula Z020 total.actual = basic.actual + project.actual
      total.actual = 30.0
      basic.actual = 10.0
      project.actual = 20.0
      """
    ).filter { $0.rule.text == "T040" }
    #expect(found.map(\.severity) == [.undetermined])
    #expect(found.first?.message.contains("有审核公式与其他关系矛盾") == true, "\(found)")
  }
}
