import BudgetDomain
import Testing

@testable import BudgetEngine

/// What is eliminated goes the way of the payer's money.
@Suite struct ComparableEliminationTests {
  /// In 2022 p pays q 6 of its 10 on 2010101; in 2023 both stand under g, and the code is another.
  private static func district(isMerged: Bool) throws -> District {
    var district = District()
    district.units = [
      ("g", 2000, nil, nil), ("p", 2000, 2022, nil), ("p", 2023, nil, "g"),
      ("q", 2000, isMerged ? 2022 : nil, "g"), ("r", 2000, nil, nil),
    ].map { code, from, to, parent in
      UnitRow(
        code: code, validity: Validity(from: from, to: to), name: code, parent: parent, type: nil)
    }
    for (year, code) in [(2022, "2010101"), (2023, "2020101")] {
      for unit in ["p", "q", "r"] where !(isMerged && unit == "q" && year == 2023) {
        var row = District.Row()
        (row.code, row.fund, row.amounts.actual) = (code, .general, "10.00")
        district.submissions.append(
          District.Submission(
            id: Int64(district.submissions.count + 1), unit: unit, year: year, rows: [row]))
      }
    }
    let codes = try ["2010101", "2020101"].map { try #require(SubjectCode($0)) }
    district.crosswalk = [
      CrosswalkRow(
        fund: .general, from: codes[0], target: .code(codes[1]), effectiveYear: FiscalYear(2023),
        share: .known(.whole))
    ]
    guard isMerged else { return district }
    district.successions = [
      UnitSuccession(
        from: "q", to: "p", year: FiscalYear(2023), kind: .merge, share: .known(.whole))
    ]
    return district
  }

  private static func actuals(_ district: District) throws -> [String] {
    let summary = consolidate(try validate(district.batch()))
    let year = FiscalYear(2022)
    let tree = try #require(summary.validated.trees[year])
    let units = summary.validated.batch.reference.units
    var comparable = try #require(ComparableYear(summary, of: year))
    var walk = YearWalk(summary, tree: tree)
    walk.run { node, cells in
      guard node.isLeaf, let unit = node.unit else { return }
      comparable.take(cells, units.codes[unit])
    }
    var paid = Cell()
    paid.actual = 600
    let places = try ["p", "q"].map { code in
      try #require(units.index(of: code).flatMap { tree.place(of: $0) })
    }
    let code = BookedCode(fund: .general, code: try #require(SubjectCode("2010101")))
    comparable.eliminate(
      paid, on: try #require(summary.items.key(code)), from: places[0], to: places[1])
    comparable.finish()
    return try listed(comparable.cells(beside: nil), of: summary).actuals
  }

  /// Actuals on the new code over all funds, and what was taken out of them at the very unit.
  private static func listed(
    _ comparable: ComparableCells, of summary: Summary
  ) throws -> (actuals: [String], eliminated: [String]) {
    let frame = try #require(summary.frame)
    let code = BookedCode(fund: .all, code: try #require(SubjectCode("2020101")))
    let key = try #require(summary.items.key(code))
    func lines(_ fen: (UnitCells) -> Int64?) -> [String] {
      comparable.units.compactMap { unit in
        fen(unit).map { "\(frame.code(at: unit.place)) 2020101 \($0)" }
      }.sorted()
    }
    return (
      lines { $0.cells.first { $0.key == key }?.cell.actual },
      lines { $0.eliminated.first { $0.key == key }?.fen.actual }
    )
  }

  /// The district with budgets, in whose books p and q name each other.
  private static func booked(isMerged: Bool) throws -> District {
    var district = try Self.district(isMerged: isMerged)
    for place in district.submissions.indices where district.submissions[place].year == 2022 {
      var row = District.Row()
      (row.fund, row.amounts.actual) = (.general, "6.00")
      switch district.submissions[place].unit {
      case "p":
        district.submissions[place].rows[0].amounts.actual = "4.00"
        (row.code, row.counterparty) = ("2010101", "q")
      case "q": (row.section, row.counterparty) = (.income, "p")
      default: continue
      }
      district.submissions[place].rows.append(row)
    }
    return district
  }

  private static func restated(_ district: District) throws -> (ComparableCells, Summary) {
    let summary = consolidate(try validate(district.batch()))
    var walk = SummaryWalk(summary)
    try walk.forEachUnit(in: FiscalYear(2022)) { _, _ in }
    return (try #require(walk.comparable), summary)
  }

  /// The same from what the books say, as a walk over the year finds it.
  @Test(arguments: [false, true])
  func isTakenFromTheBooks(isMerged: Bool) throws {
    let (comparable, summary) = try Self.restated(Self.booked(isMerged: isMerged))
    let listed = try Self.listed(comparable, of: summary)
    #expect(listed.actuals == (try Self.actuals(Self.district(isMerged: isMerged))))
    #expect(listed.eliminated == ["\(isMerged ? "p" : "g") 2020101 600"])
  }

  /// How much of a budget is spent is of what units booked: only actuals name each other here.
  @Test(arguments: [false, true])
  func leavesExecutionAsBooked(isMerged: Bool) throws {
    var district = try Self.booked(isMerged: isMerged)
    for place in district.submissions.indices {
      district.submissions[place].rows[0].amounts.final = "10.00"
    }
    let (comparable, summary) = try Self.restated(district)
    let frame = try #require(summary.frame)
    let code = BookedCode(fund: .all, code: try #require(SubjectCode("2020101")))
    let key = try #require(summary.items.key(code))
    let executed = comparable.units.compactMap { unit in
      unit.cells.first { $0.key == key }.map {
        "\(frame.code(at: unit.place)) \($0.cell.executionActual) \($0.cell.executionBudget) "
          + "\($0.cell.actual + $0.cell.eliminatedActual)"
      }
    }.sorted()
    #expect(
      executed
        == (isMerged
          ? ["* 3000 3000 3000", "g 2000 2000 2000", "p 2000 2000 2000", "r 1000 1000 1000"]
          : [
            "* 3000 3000 3000", "g 2000 2000 2000", "p 1000 1000 1000", "q 1000 1000 1000",
            "r 1000 1000 1000",
          ]))
  }

  @Test func standsWhereBothUnitsMeetNow() throws {
    #expect(
      try Self.actuals(Self.district(isMerged: false)) == [
        "* 2020101 2400", "g 2020101 1400", "p 2020101 1000", "q 2020101 1000", "r 2020101 1000",
      ])
  }

  @Test func standsWithTheUnitInWhichTheyWereMerged() throws {
    #expect(
      try Self.actuals(Self.district(isMerged: true)) == [
        "* 2020101 2400", "g 2020101 1400", "p 2020101 1400", "r 2020101 1000",
      ])
  }
}
