import BudgetDomain
import Testing

@testable import BudgetRules

/// What is asked in whole fen is what is asked in fractions, relation by relation.
@Suite struct PrintedSumsTests {
  /// A row with its figures by key, its ends counted from the printed numbers.
  private static func described(
    _ terms: [(figure: FigureKey, factor: Int64)], _ low: Int128?, _ high: Int128?
  ) -> String {
    let ends = "\(low.map(String.init) ?? "") ... \(high.map(String.init) ?? "")"
    return terms.map { "\($0.factor) × \($0.figure)" }.sorted().joined(separator: ", ") + " " + ends
  }

  private static func rows(_ system: FigureSystem) -> [String] {
    system.rows.map { row in
      let sum = row.terms.reduce(Int128(0)) { $0 + Int128($1.factor) * system.printed[$1.figure] }
      func gap(_ limit: Limit?) -> Int128? { limit.map { ($0.steps - sum) / system.scale } }
      return described(
        row.terms.map { (system.figures[$0.figure].key, $0.factor) }, gap(row.room.low),
        gap(row.room.high))
    }.sorted()
  }

  private static func rows(_ sums: PrintedSums) -> [String] { rows(sums, sums.rows) }

  private static func rows(_ sums: PrintedSums, _ rows: [PrintedSums.Row]) -> [String] {
    let keys = keys(sums)
    func gap(_ end: Int64) -> Int128? {
      end.magnitude == PrintedSums.unbounded.magnitude ? nil : Int128(end)
    }
    return rows.map { row in
      let terms = sums.terms[row.range].map { (keys[Int($0.figure)], Int64($0.factor)) }
      return described(terms, gap(row.low), gap(row.high))
    }.sorted()
  }

  private static func keys(_ sums: PrintedSums) -> [FigureKey] {
    let lines = sums.submission.lines
    var keys = Measure.allCases.flatMap { measure in
      lines.map { FigureKey.row(lineNumber: $0.lineNumber, measure) }
    }
    keys += sums.others.sorted { $0.value < $1.value }.map(\.key)
    return keys
  }

  @Test func saysWhatTheRelationsSay() throws {
    for seed in UInt64(1)...200 {
      let view = RandomBook(seed: seed, slips: Int(seed % 4)).view
      let relations = RandomBook.rules.flatMap { $0.relations(of: view) }
        .filter { $0.rule.severity == .error }
      let system = try #require(FigureSystem(relations))
      var sums = PrintedSums(view)
      for rule in RandomBook.rules { rule.addSums(of: view, to: &sums) }
      #expect(sums.isComplete)
      #expect(Self.rows(sums) == Self.rows(system), "seed \(seed)")
      let keys = Self.keys(sums)
      for (number, figure) in system.figures.enumerated() {
        let own = sums.figures[try #require(keys.firstIndex(of: figure.key))]
        let low = try #require(system.rooms[number].low)
        let high = try #require(system.rooms[number].high)
        #expect(Int128(own.printed) * system.scale == system.printed[number])
        #expect(
          Int128(own.printed + own.lowest)
            == low.steps / system.scale + (low.nudge > 0 ? 1 : 0))
        #expect(
          Int128(own.printed + own.highest)
            == high.steps / system.scale - (high.nudge < 0 ? 1 : 0))
      }
    }
  }

  /// Groups with a broken relation are left out, and no others.
  @Test func leavesOutTheGroupsOfBrokenRelations() throws {
    var counts = (all: 0, some: 0, none: 0)
    for seed in UInt64(1)...200 {
      let view = RandomBook(seed: seed, slips: 3).view
      let relations = RandomBook.rules.flatMap { $0.relations(of: view) }
        .filter { $0.rule.severity == .error }
      let system = try #require(FigureSystem(relations))
      let unbroken = system.groups.filter { !$0.isBroken }.flatMap { Self.rows($0) }.sorted()
      var sums = PrintedSums(view)
      for rule in RandomBook.rules { rule.addSums(of: view, to: &sums) }
      let rows = try #require(sums.unbrokenRows)
      #expect(Self.rows(sums, rows) == unbroken, "seed \(seed)")
      if rows.count == sums.rows.count { counts.all += 1 } else { counts.some += 1 }
      if rows.isEmpty { counts.none += 1 }
    }
    #expect(counts.all > 10 && counts.some > 10 && counts.some > counts.none, "\(counts)")
  }
}
