import BudgetDomain
import Testing

@testable import BudgetEngine

/// Which explanations stand beside each other, and how.
@Suite struct RivalTests {
  private static func found(_ page: String) throws -> [Anomaly] {
    try validate(try District(page: page).batch()).anomalies
  }

  /// What a changed digit adds to one row may be the first digit of another: neither is likelier.
  @Test func aDigitInFrontDoesNotHideAChangedDigit() throws {
    let found = try Self.found("201 : - - 957.75\n20101 : - - 312.45\n20102 : - - 945.30")
    #expect(found.map(\.cause) == [nil], "\(found.map { $0.suggestion ?? "" })")
    let suggestion = found.first?.suggestion ?? ""
    #expect(suggestion.contains("第3行 20102 决算数应为 645.30 万元(错了一位数字)"), "\(suggestion)")
    #expect(suggestion.contains("第2行 20101 决算数应为 12.45 万元(多写一位数字)"), "\(suggestion)")
  }

  /// A digit within the number, or one typed twice, adds what no changed digit does.
  @Test(arguments: [("3142.45", "312.45"), ("3312.45", "312.45")])
  func anotherDigitTooManyIsLikelier(printed: String, meant: String) throws {
    let found = try Self.found("201 : - - 957.75\n20101 : - - \(printed)\n20102 : - - 645.30")
    #expect(found.map(\.cause) == [.digitExtra], "\(found.map { $0.suggestion ?? "" })")
    #expect(found.first?.suggestion?.contains("应为 \(meant) 万元") == true)
  }

  /// One number in one place is one explanation, whatever happened.
  @Test func theSameNumberIsListedOnce() throws {
    let found = try Self.found(
      "201 : - - 37.91\n20101 : - - 36.00\n20102 : - - 20.50\n20103 : - - 17.41")
    #expect(found.map(\.place.code) == ["201"], "\(found.map { $0.suggestion ?? "" })")
    #expect(found.map(\.cause) == [nil])
    #expect(found.first?.corrected?.description == "739100.0000")
    let suggestion = found.first?.suggestion ?? ""
    #expect(
      suggestion.contains("很可能是相邻两位数字颠倒或合计漏计或明细漏列一项:第1行 201 决算数应为 73.91 万元"),
      "\(suggestion)")
  }
}
