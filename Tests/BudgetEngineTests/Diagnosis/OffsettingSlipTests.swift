import BudgetDomain
import Testing

@testable import BudgetEngine

/// Slips under different 类 that hide each other in the grand total.
@Suite struct OffsettingSlipTests {
  private static let book = """
    * : - - 1711.74
    201 : - - 709.78
    20101 : - - 709.78
    2010101 : - - 402.49
    2010102 : - - 307.29
    208 : - - 494.63
    20805 : - - 494.63
    2080501 : - - 318.54
    2080502 : - - 176.09
    213 : - - 507.33
    21301 : - - 507.33
    2130101 : - - 291.16
    2130102 : - - 216.17
    total.actual = 1711.74
    """

  private static func found(_ misprints: [(row: String, right: String, wrong: String)]) throws
    -> [Anomaly]
  {
    let page = misprints.reduce(book) { page, misprint in
      page.replacing(
        "\(misprint.row) : - - \(misprint.right)", with: "\(misprint.row) : - - \(misprint.wrong)")
    }
    return try validate(try District(page: page).batch()).anomalies
      .sorted { $0.place.key < $1.place.key }
  }

  private static func places(_ found: [Anomaly]) -> [String] {
    found.map { "\($0.rule.text) \($0.place.code ?? "") \($0.cause?.rawValue ?? "-")" }
  }

  @Test func findsNothingInTheTruth() throws {
    #expect(try Self.found([]).map(\.message) == [])
  }

  /// The rows are asked for, not the four totals over them.
  @Test func twoRowsThatMakeUpForEachOther() throws {
    let found = try Self.found([
      ("2010101", "402.49", "502.49"), ("2080501", "318.54", "218.54"),
    ])
    #expect(Self.places(found) == ["T010 20101 -", "T010 20805 -"], "\(found.map(\.message))")
    let suggestions = found.map { $0.suggestion ?? "" }
    #expect(suggestions[0].contains("第4行 2010101 决算数应为 402.49"), "\(suggestions)")
    #expect(suggestions[1].contains("第8行 2080501 决算数应为 318.54"), "\(suggestions)")
    for suggestion in suggestions {
      for total in ["第2行 201 ", "第3行 20101 ", "第6行 208 ", "第7行 20805 "] {
        #expect(!suggestion.contains(total), "\(suggestion)")
      }
    }
  }

  /// One row has too much what two others have too little.
  @Test func threeRowsThatMakeUpForEachOther() throws {
    let found = try Self.found([
      ("2010101", "402.49", "502.49"), ("2080501", "318.54", "258.54"),
      ("2130101", "291.16", "251.16"),
    ])
    #expect(
      Self.places(found) == ["T010 20101 -", "T010 20805 -", "T010 21301 -"],
      "\(found.map(\.message))")
    for (anomaly, row) in zip(found, ["第4行 2010101", "第8行 2080501", "第12行 2130101"]) {
      #expect(anomaly.suggestion?.contains(row) == true, "\(anomaly.suggestion ?? "")")
    }
  }

  /// Two totals of which each is wrong by itself are so though they differ by as much.
  @Test func twoTotalsThatAreWrongByAsMuch() throws {
    let found = try Self.found([("20101", "709.78", "809.78"), ("20805", "494.63", "394.63")])
    #expect(
      Self.places(found) == ["T010 20101 digit_changed", "T010 20805 digit_changed"],
      "\(found.map { $0.suggestion ?? "" })")
  }

  /// Where two totals explain as much as two rows do, both are told.
  @Test func whatIsAsSimpleIsTold() throws {
    let found = try validate(
      try District(
        page: """
          * : - - 1204.41
          201 : - - 709.78
          2010101 : - - 502.49
          2010102 : - - 307.29
          208 : - - 494.63
          2080501 : - - 218.54
          2080502 : - - 176.09
          """
      ).batch()
    ).anomalies.sorted { $0.place.key < $1.place.key }
    #expect(Self.places(found) == ["T010 201 -", "T010 208 -"], "\(found.map(\.message))")
    let suggestions = found.map { $0.suggestion ?? "" }
    #expect(suggestions[0].contains("第2行 201 决算数应为 809.78"), "\(suggestions)")
    #expect(suggestions[0].contains("第3行 2010101 决算数应为 402.49"), "\(suggestions)")
    #expect(suggestions[1].contains("第5行 208 决算数应为 394.63"), "\(suggestions)")
    #expect(suggestions[1].contains("第6行 2080501 决算数应为 318.54"), "\(suggestions)")
  }

  /// A grand total that its decimals leave undecided hides two rows as well as one that holds.
  @Test func anUndecidedTotalHidesRowsToo() throws {
    let found = try validate(
      try District(
        page: """
          * : - - 1204.45
          201 : - - 709.8
          20101 : - - 709.8
          2010101 : - - 502.5
          2010102 : - - 307.3
          208 : - - 494.6
          20805 : - - 494.6
          2080501 : - - 218.5
          2080502 : - - 176.1
          """
      ).batch()
    ).anomalies.filter { $0.severity == .error }.sorted { $0.place.key < $1.place.key }
    #expect(Self.places(found) == ["T010 20101 -", "T010 20805 -"], "\(found.map(\.message))")
    let suggestions = found.map { $0.suggestion ?? "" }
    #expect(suggestions.first?.contains("第4行 2010101 决算数应为 402.5") == true, "\(suggestions)")
    #expect(suggestions.last?.contains("第8行 2080501 决算数应为 318.5") == true, "\(suggestions)")
  }

  /// Twelve totals that differ by as much are compared two by two: what that costs is no reason to
  /// look less closely at the budgets.
  @Test func whatIsComparedInVainTakesNothingFromOthers() throws {
    var rows: [String] = []
    var total = 0
    for (place, head) in [201, 202, 203, 204, 205, 206, 207, 208, 210, 211, 212, 213, 214]
      .enumerated()
    {
      let amounts = (1...10).map { 100 * $0 + 7 * place + $0 }
      let sum = amounts.reduce(0, +)
      total += sum
      let printed = place == 12 ? sum : place.isMultiple(of: 2) ? sum + 100 : sum - 100
      rows.append("\(head) : \(sum).00 - \(sum).00")
      rows.append("\(head)01 : \(sum).00 - \(printed).00")
      for (item, amount) in amounts.enumerated() {
        let initial = place == 12 && item == 1 ? amount + 8_000 : amount
        rows.append("\(head)01\(item < 9 ? "0" : "")\(item + 1) : \(initial).00 - \(amount).00")
      }
    }
    let page = "* : - - \(total).00\n" + rows.joined(separator: "\n")
    let found = try validate(try District(page: page).batch()).anomalies
      .filter { $0.severity == .error }
    #expect(found.count == 13, "\(found.map(\.message))")
    let budget = found.filter { $0.place.measure == .initialBudget }
    #expect(budget.map(\.place.code) == ["2140102"], "\(budget.map(\.message))")
    #expect(budget.map(\.cause) == [.digitExtra], "\(budget.map { $0.suggestion ?? "" })")
  }
}
