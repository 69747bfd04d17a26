import BudgetDomain
import Testing

@testable import BudgetEngine

@Suite struct ConsolidationTests {
  /// Every cell that the engine publishes; the years are walked as the workers of a run would.
  private static func published(_ batch: LoadedBatch) throws -> [NaiveKey: NaiveCell] {
    let summary = consolidate(try validate(batch))
    var cells: [NaiveKey: NaiveCell] = [:]
    for years in batch.years.neighbours(batch.scope.workers) {
      var walk = SummaryWalk(summary)
      for year in years {
        try walk.forEachUnit(in: year) { node, unit in
          for keyed in unit.cells {
            let item = summary.item(of: keyed.key)
            let key = NaiveKey(
              year: year.number, unit: node.unit.map { batch.reference.units.codes[$0] } ?? "*",
              axis: item.axis, code: item.code, fund: keyed.fund)
            #expect(cells[key] == nil, "published twice: \(key)")
            cells[key] = NaiveCell(cell: keyed.cell, prior: keyed.prior)
          }
        }
      }
    }
    return cells
  }

  @Test(arguments: UInt64(1)...40)
  func everyFieldOfEveryCell(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let district = District.random(&random)
    let cells = try Self.published(district.batch())
    let naive = NaiveConsolidation(district).cells
    #expect(!naive.isEmpty)
    let differing = Set(cells.keys).union(naive.keys).filter { cells[$0] != naive[$0] }
    for key in differing.prefix(3) {
      Issue.record(
        "\(key): \(String(describing: cells[key])), not \(String(describing: naive[key]))")
    }
    #expect(differing.isEmpty, "\(differing.count) of \(naive.count) cells")
  }

  /// Neither the number of workers nor the order of lines changes a figure or an anomaly.
  @Test(arguments: UInt64(1)...10)
  func oneResultWhateverTheOrder(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let district = District.random(&random)
    let alone = try Self.published(district.batch())
    let validated = try validate(district.batch())
    // With all that is said of each, and the figures behind it.
    let anomalies = validated.anomalies.map { "\($0)" }.sorted()
    let basis = consolidate(validated).frame?.basis
    for workers in [1, 2, 5] {
      let batch = district.batch(workers: workers, shuffledBy: random)
      #expect(try Self.published(batch) == alone)
      let shuffled = try validate(batch)
      #expect(shuffled.inputDigest == validated.inputDigest)
      #expect(shuffled.lineCount == validated.lineCount)
      // A row seen before the rows that it totals is no money on its code.
      #expect(consolidate(shuffled).frame?.basis == basis)
      #expect(shuffled.anomalies.map { "\($0)" }.sorted() == anomalies)
    }
  }

  /// Group = Σ children, node = direct + Σ child subjects, `*` = Σ funds: on the engine's cells.
  @Test(arguments: UInt64(50)...55)
  func addsUp(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let district = District.random(&random)
    let batch = district.batch()
    let cells = try Self.published(batch)
    for (key, found) in cells where key.fund == .all && key.axis != .figure {
      let funds = FundType.allCases.filter { $0 != .all }.compactMap {
        cells[NaiveKey(year: key.year, unit: key.unit, axis: key.axis, code: key.code, fund: $0)]
      }
      #expect(found.cell.actual == funds.reduce(0) { $0 + $1.cell.actual }, "\(key)")
      #expect(found.cell.initial == funds.reduce(0) { $0 + $1.cell.initial }, "\(key)")
      #expect(found.cell.lineCount == funds.reduce(0) { $0 + $1.cell.lineCount }, "\(key)")
    }
    let summary = consolidate(try validate(batch))
    for year in batch.years {
      let total = summary.acceptedTotal(in: year)
      let all = cells[
        NaiveKey(year: year.number, unit: "*", axis: .functional, code: "*", fund: .all)]
      #expect(total.actual ?? 0 == all?.cell.actual ?? 0)
      #expect(total.initial ?? 0 == all?.cell.initial ?? 0)
    }
  }

  /// What changes in one submission changes the digest, even when lines only change hands.
  @Test func digestTellsWhoseLinesTheyAre() throws {
    var district = District()
    district.units = ["1", "2"].map {
      UnitRow(code: $0, validity: Validity(from: 2000, to: nil), name: "", parent: nil, type: nil)
    }
    var row = District.Row(code: "201")
    row.amounts.actual = "5"
    district.submissions = [
      .init(id: 1, unit: "1", year: 2023, rows: [row]), .init(id: 2, unit: "2", year: 2023),
    ]
    let first = try validate(district.batch()).inputDigest
    district.submissions[0].rows = []
    district.submissions[1].rows = [row]
    #expect(try validate(district.batch()).inputDigest != first)
  }

}
