import BudgetDomain
import Testing

@testable import BudgetEngine

/// Restated figures of random districts against the naive ones.
@Suite struct RestatementTests {
  /// What readers see: the restated cells, and the reported ones that are not restated.
  private struct Shown {
    var cells: [RestatedKey: RestatedCell] = [:]
    var changes: [PerimeterChange] = []
  }

  private static func shown(_ district: District, workers: Int = 1) throws -> Shown {
    let batch = district.batch(workers: workers)
    let summary = consolidate(try validate(batch))
    let frame = try #require(summary.frame)
    var shown = Shown()
    var doubles: [RestatedKey] = []
    for years in batch.years.neighbours(workers) {
      var walk = SummaryWalk(summary)
      for year in years {
        let scope = frame.scope(of: year)
        func add(_ keyed: KeyedCell, _ unit: String) {
          let item = summary.items.items[keyed.item]
          guard item.axis == .functional else { return }
          let key = RestatedKey(
            year: year.number, unit: unit, code: item.code, fund: keyed.fund)
          let other = shown.cells.updateValue(RestatedCell(keyed), forKey: key)
          if other != nil { doubles.append(key) }
        }
        try walk.forEachUnit(in: year) { node, unit in
          let code = node.unit.map { batch.reference.units.codes[$0] } ?? "*"
          guard !scope.affected.contains(code) else { return }
          for keyed in unit.cells where !scope.touches(keyed.item) { add(keyed, code) }
        }
        let comparable = try #require(walk.comparable)
        for unit in comparable.units {
          for keyed in unit.cells { add(keyed, frame.code(at: unit.place)) }
        }
        shown.changes += comparable.changes
      }
    }
    #expect(doubles.isEmpty, "shown twice: \(doubles.prefix(3))")
    return shown
  }

  private static func differences(
    _ district: District, _ shown: Shown, without eliminations: [Int: [NaiveElimination]] = [:]
  ) -> [String] {
    let naive = NaiveRestatement(district, without: eliminations)
    var differences: [String] = []
    for key in Set(shown.cells.keys).union(naive.cells.keys) {
      let (mine, other) = (shown.cells[key], naive.cells[key])
      let isSame = mine == other || (mine?.isEmpty ?? true) && (other?.isEmpty ?? true)
      if !isSame {
        differences.append(
          "\(key): \(String(describing: mine)), not \(String(describing: other))")
      }
    }
    for year in district.years {
      var left: [Int64] = [0, 0, 0]
      for change in shown.changes where change.year.number == year && change.change == .left {
        left[0] += change.figures.initial ?? 0
        left[1] += change.figures.final ?? 0
        left[2] += change.figures.actual ?? 0
      }
      let other = naive.outside[year] ?? [0, 0, 0]
      if left != other { differences.append("\(year): outside are \(left), not \(other)") }
    }
    return differences.sorted()
  }

  /// Two thousand small districts, a hundred a case.
  @Test(arguments: UInt64(0)..<20)
  func isWhatTheNaiveComputationMakes(hundred: UInt64) throws {
    for seed in hundred * 100..<hundred * 100 + 100 {
      var random = SeededGenerator(seed: seed)
      let district = District.reorganised(&random)
      guard !district.years.isEmpty else { continue }
      let differences = Self.differences(district, try Self.shown(district))
      #expect(differences.isEmpty, "seed \(seed): \(differences.prefix(3))")
      guard differences.isEmpty else { return }
    }
  }

  /// Five thousand whose units pay each other besides: what is eliminated goes the way of the
  /// payer's money, and every fen is where the naive computation has it.
  @Test(arguments: UInt64(0)..<50)
  func takesOutWhatTheNaiveComputationTakesOut(hundred: UInt64) throws {
    var eliminationCount = 0
    for seed in 100_000 + hundred * 100..<100_000 + hundred * 100 + 100 {
      var random = SeededGenerator(seed: seed)
      let district = District.reorganisedWithTransfers(&random)
      guard !district.years.isEmpty else { continue }
      let eliminations = NaiveConsolidation.eliminations(in: district)
      eliminationCount += eliminations.values.reduce(0) { $0 + $1.count }
      let differences = Self.differences(
        district, try Self.shown(district), without: eliminations)
      #expect(differences.isEmpty, "seed \(seed): \(differences.prefix(3))")
      guard differences.isEmpty else { return }
    }
    #expect(eliminationCount > 100)
  }

  private static func sum(_ left: [Int64], _ right: [Int64]) -> [Int64] {
    zip(left, right).map { $0 + $1 }
  }

  /// Node = direct + Σ codes below and `*` = Σ funds, and the same whoever walks which years; that
  /// a group is Σ children is what the naive computation adds up.
  @Test(arguments: UInt64(20_000)..<20_040)
  func addsUpWhoeverWalks(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let district = District.reorganised(&random)
    guard !district.years.isEmpty else { return }
    let shown = try Self.shown(district)
    for workers in [2, 3] {
      let other = try Self.shown(district, workers: workers)
      #expect(other.cells == shown.cells)
      #expect(other.changes == shown.changes)
    }
    for (key, cell) in shown.cells {
      let direct = Array(cell.fen[5...])
      let below = shown.cells.filter { other, _ in
        other.year == key.year && other.unit == key.unit && other.fund == key.fund
          && SubjectCode(other.code)?.parent?.description == key.code
      }
      let sum = below.values.reduce(direct) { Self.sum($0, $1.fen) }
      #expect(sum == Array(cell.fen[..<3]), "\(key)")
      guard key.fund == .all else { continue }
      let funds = FundType.allCases.filter { $0 != .all }.compactMap {
        shown.cells[RestatedKey(year: key.year, unit: key.unit, code: key.code, fund: $0)]
      }
      let nothing = [Int64](repeating: 0, count: 8)
      let total = funds.reduce(nothing) { Self.sum($0, $1.fen) }
      #expect(total == cell.fen, "\(key)")
    }
  }
}

extension RestatedCell {
  fileprivate init(_ keyed: KeyedCell) {
    let cell = keyed.cell
    self.init(
      [
        cell.initial, cell.final, cell.actual, cell.basic, cell.project, cell.directInitial,
        cell.directFinal, cell.directActual,
      ], prior: keyed.prior)
  }
}
