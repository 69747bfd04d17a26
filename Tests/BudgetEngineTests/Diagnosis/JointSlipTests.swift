import BudgetDomain
import Testing

@testable import BudgetEngine

/// One slip that touches a row in all three columns is one anomaly, at the row as a whole.
@Suite struct JointSlipTests {
  private static let seeds = UInt64(1)...8

  private static func found(_ page: String) throws -> [Anomaly] {
    try validate(try District(page: page).batch()).anomalies
  }

  private static func book(_ seed: UInt64) -> ThreeColumnBook {
    var random = SeededGenerator(seed: seed &* 7_919)
    return ThreeColumnBook(&random)
  }

  private static func expect(
    _ found: [Anomaly], _ cause: Cause, at code: String, _ amounts: [String],
    _ comment: Comment
  ) {
    #expect(found.count == 1, "\(comment): \(found.map(\.message))")
    guard let only = found.first else { return }
    #expect(only.rule.text == "T010" && only.severity == .error, comment)
    #expect(only.cause == cause, "\(comment): \(only.suggestion ?? "")")
    #expect(only.place.code == code && only.place.measure == nil, comment)
    for amount in amounts {
      #expect(only.suggestion?.contains(amount) == true, "\(comment): \(only.suggestion ?? "")")
    }
  }

  @Test(arguments: seeds) func findsNothingInTheTruth(seed: UInt64) throws {
    #expect(try Self.found(Self.book(seed).page()).map(\.message) == [])
  }

  /// Whichever row is lost: it says under which total, of what kind, and all three amounts.
  @Test(arguments: seeds) func aLostRow(seed: UInt64) throws {
    let book = Self.book(seed)
    for row in book.own {
      Self.expect(
        try Self.found(book.page(without: [row])), .componentMissing,
        at: String(book.code(row).prefix(5)),
        book.printed(row) + ["之下少列一行(\(book.kind(row)))"],
        "seed \(seed) without \(book.rows[row].place)")
    }
  }

  @Test(arguments: seeds) func twoLostRows(seed: UInt64) throws {
    let book = Self.book(seed)
    let lost = [book.own[1], book.own[7]]
    let found = try Self.found(book.page(without: Set(lost)))
    #expect(
      found.map { $0.place.code ?? "" }.sorted() == lost.map { String(book.code($0).prefix(5)) },
      "\(found.map(\.message))")
    #expect(found.allSatisfy { $0.cause == .componentMissing && $0.place.measure == nil })
  }

  @Test(arguments: seeds) func aRowInAnotherUnitOrWithTheWrongSign(seed: UInt64) throws {
    for (factor, cause) in [(10_000, Cause.unitScale), (-1, .sign)] {
      var book = Self.book(seed)
      let row = book.own[Int(seed) % book.own.count]
      let amounts = book.printed(row)
      book[row] = book[row].map { $0 * factor }
      Self.expect(
        try Self.found(book.page()), cause, at: book.code(row), amounts, "seed \(seed)")
    }
  }

  @Test(arguments: seeds) func theLineAbove(seed: UInt64) throws {
    var book = Self.book(seed)
    let row = book.own[4]
    let amounts = book.printed(row)
    book[row] = book[row - 1]
    Self.expect(
      try Self.found(book.page()), .otherLineCopied, at: book.code(row), amounts, "seed \(seed)")
  }

  @Test(arguments: seeds) func aTotalWithoutARowOrWithOneTwice(seed: UInt64) throws {
    for (sign, cause) in [(-1, Cause.componentMissing), (1, .componentDoubled)] {
      var book = Self.book(seed)
      let (total, row) = (book.row("20102"), book.own[3])
      let amounts = book.printed(total)
      book[total] = zip(book[total], book[row]).map { $0 + sign * $1 }
      Self.expect(try Self.found(book.page()), cause, at: "20102", amounts, "seed \(seed)")
    }
  }

  @Test(arguments: seeds) func rowsMovedDown(seed: UInt64) throws {
    var book = Self.book(seed)
    for row in (book.row("20102")...book.row("20801")).reversed() { book[row] = book[row - 1] }
    let found = try Self.found(book.page())
    #expect(found.map(\.cause) == [.rowsShifted], "seed \(seed): \(found.map(\.message))")
    #expect(found.first?.place.measure == nil)
    #expect(found.first?.suggestion?.contains("整体错开一行,年初预算数应为") == true)
  }

  /// What slips in one column stands there, and two slips are two anomalies.
  @Test(arguments: seeds) func slipsOfOneColumnStayApart(seed: UInt64) throws {
    var book = Self.book(seed)
    let (first, second) = (book.own[0], book.own[8])
    book[first][0] *= -1
    book[second][2] *= 10_000
    let found = try Self.found(book.page()).sorted { $0.place.key < $1.place.key }
    #expect(found.map(\.cause) == [.sign, .unitScale], "\(found.map(\.message))")
    #expect(found.map(\.place.measure) == [.initialBudget, .actual])
    #expect(found.map(\.place.code) == [book.code(first), book.code(second)])
  }

  /// The place says which row, never how much: other amounts have the same identity.
  @Test func thePlaceHoldsNoValues() throws {
    var places: Set<String> = []
    for seed in Self.seeds {
      let book = Self.book(seed)
      places.formUnion(try Self.found(book.page(without: [book.own[5]])).map(\.place.key))
    }
    #expect(places.count == 1)
  }

  /// One total that exceeds its rows in every column lacks a row, rather than being wrong
  /// three times.
  @Test func aTotalThatLacksARowInEveryColumn() throws {
    let rows = "2010101 : 10.01 11.02 12.03\n2010102 : 19.33 19.45 19.58"
    let found = try Self.found("201 : 30.07 31.08 32.09\n\(rows)")
    #expect(found.map(\.cause) == [.componentMissing], "\(found.map(\.message))")
    #expect(found.first?.suggestion?.contains("之下少列一行,年初预算数") == true)
    // In one column alone the total may be wrong, or either row.
    let single = try Self.found("201 : - - 32.09\n2010101 : - - 12.03\n2010102 : - - 19.58")
    #expect(single.map(\.cause) == [nil])
  }

  /// Where several answers are as simple, they are listed once for all columns.
  @Test func rivalsAreListedOnce() throws {
    let rows = "2010101 : 10.01 11.02 12.03\n2010102 : 19.33 19.45 19.58"
    let found = try Self.found("201 : 28.57 29.79 31.05\n\(rows)")
    #expect(found.count == 1, "\(found.map(\.message))")
    #expect(found.first?.place.measure == nil)
    #expect(found.first?.suggestion?.contains("同样简单的解释有 3 种") == true)
  }
}
