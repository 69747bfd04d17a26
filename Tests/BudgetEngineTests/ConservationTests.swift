import BudgetDomain
import Testing

@testable import BudgetEngine

/// No fen comes in or gets lost: what is published, what was eliminated and what was not counted,
/// by the run's own word, are together what was filed.
@Suite struct ConservationTests {
  @Test(arguments: 0..<8)
  func noFenComesInOrGetsLost(eighth: Int) throws {
    var (eliminated, rejected, listed) = (0, 0, 0)
    for seed in LongSeeds.seeds("conserve", normally: 320, long: 10_000, case: eighth, of: 8) {
      var random = SeededGenerator(seed: seed)
      let district = District.withoutTotals(&random, hasGiant: seed.isMultiple(of: 40))
      let books = try Books(district, workers: Int.random(in: 1...3, using: &random))
      for year in district.years {
        for measure in Measure.allCases {
          let input = Books.sum(district.submissions.filter { $0.year == year }, measure)
          let out = books.published(year, measure) + books.eliminated(year, measure)
          let left = Books.sum(books.rejected(in: year), measure)
          #expect(input == out + left, "seed \(seed), \(year) \(measure.name)")
          if books.eliminated(year, measure) != 0 { eliminated += 1 }
          if left != 0 { rejected += 1 }
        }
      }
      listed += books.listedCount
      #expect(books.listedCount == books.uncountableCount, "seed \(seed)")
    }
    #expect(eliminated > 5 && rejected > 5 && listed > 5, "\(eliminated) \(rejected) \(listed)")
  }
}

/// A district and what a run says of it.
private struct Books {
  private let district: District
  private let validated: ValidatedBatch
  private var totals: [FiscalYear: Cell] = [:]
  private let eliminated: [FiscalYear: BudgetFigures<Int64>]
  /// The submissions that count, by the list of who handed in what.
  private let counted: Set<Int64>

  init(_ district: District, workers: Int) throws {
    self.district = district
    let batch = district.batch(workers: workers)
    validated = try validate(batch)
    let summary = consolidate(validated)
    eliminated = Dictionary(
      uniqueKeysWithValues: batch.years.map { ($0, summary.eliminatedTotal(in: $0)) })
    counted = Set(
      validated.coverage.filter { [.effective, .late].contains($0.state) }
        .compactMap(\.submissionID))
    var walk = SummaryWalk(summary)
    for year in batch.years {
      try walk.forEachUnit(in: year) { node, unit in
        guard node.unit == nil else { return }
        for keyed in unit.cells where keyed.fund == .all {
          let item = summary.item(of: keyed.key)
          if item.axis == .functional, item.code == "*" { totals[year] = keyed.cell }
        }
      }
    }
  }

  func published(_ year: Int, _ measure: Measure) -> Int128 {
    let cell = totals[FiscalYear(year)] ?? Cell()
    return switch measure {
    case .initialBudget: Int128(cell.initial)
    case .finalBudget: Int128(cell.final)
    case .actual: Int128(cell.actual)
    }
  }

  func eliminated(_ year: Int, _ measure: Measure) -> Int128 {
    Int128(eliminated[FiscalYear(year)]?[measure] ?? 0)
  }

  /// The submissions that do not count.
  func rejected(in year: Int) -> [District.Submission] {
    district.submissions.filter { $0.year == year && !counted.contains($0.id) }
  }

  /// The amounts that are listed because they cannot be counted.
  var listedCount: Int {
    validated.anomalies.count {
      $0.rule.text == "A010" && counted.contains($0.submissionID ?? 0)
    }
  }

  /// The amounts of submissions that count which are no whole fen, or too many.
  var uncountableCount: Int {
    district.submissions.filter { counted.contains($0.id) }.flatMap(\.rows).reduce(0) { sum, row in
      sum + Measure.allCases.count { row.amounts[$0].map { Self.fen($0) == nil } ?? false }
    }
  }

  /// What rows add up to, as far as they are whole fen.
  static func sum(_ submissions: [District.Submission], _ measure: Measure) -> Int128 {
    submissions.flatMap(\.rows).reduce(0) { $0 + ($1.amounts[measure].flatMap(fen) ?? 0) }
  }

  /// Yuan with two decimals as fen, by hand; nil for anything else.
  private static func fen(_ text: String) -> Int128? {
    guard text.utf8.dropLast(2).last == UInt8(ascii: "."),
      let fen = Int128(text.replacing(".", with: "")), fen.magnitude <= 1_000_000_000_000_000
    else { return nil }
    return fen
  }
}

extension District {
  /// No row is the total of others, so a plain sum is the truth; everything else may be wrong.
  fileprivate static func withoutTotals(
    _ random: inout SeededGenerator, hasGiant: Bool
  ) -> District {
    var district = District()
    district.units = ["1", "11", "12", "2"].map {
      UnitRow(
        code: $0, validity: Validity(from: 2000, to: nil), name: $0,
        parent: $0.count == 2 ? "1" : nil, type: nil)
    }
    district.settings = [
      RuleSetting(
        rule: RuleCode("elimination"), name: "one_sided", validity: Validity(from: 2000, to: nil),
        value: PrintedNumber(1))
    ]
    for year in 2022...2023 {
      for unit in ["11", "12", "2", "77"] {
        for revision in 1...Int.random(in: 1...2, using: &random) {
          var submission = Submission(
            id: Int64(district.submissions.count + 1), unit: unit, year: year, revision: revision)
          submission.status =
            [.submitted, .accepted, .accepted, .draft, .returned].randomElement(using: &random)
            ?? .draft
          submission.rows = (0..<Int.random(in: 1...5, using: &random)).map { _ in row(&random) }
          district.submissions.append(submission)
        }
      }
    }
    if hasGiant {
      var row = row(&random)
      row.amounts.actual = "9999999999999.99"
      district.submissions[0].rows = Array(repeating: row, count: 4_700)
    }
    return district
  }

  private static func row(_ random: inout SeededGenerator) -> Row {
    let codes = ["2010101", "2010102", "2050201", "2080505"]
    var row = Row(
      code: codes.randomElement(using: &random), fund: .general,
      kind: Bool.random(using: &random) ? .basic : .project)
    if Int.random(in: 0..<4, using: &random) == 0 {
      row.counterparty = ["11", "12", "2", "77"].randomElement(using: &random)
    }
    for measure in Measure.allCases {
      switch Int.random(in: 0..<16, using: &random) {
      case 0: row.amounts[measure] = "12.345"
      case 1: row.amounts[measure] = "NaN"
      case 2: row.amounts[measure] = "10000000000000.01"
      case 3: row.amounts[measure] = "-9999999999999.99"
      case 4, 5: break
      default:
        let sign = Int.random(in: 0..<8, using: &random) == 0 ? "-" : ""
        row.amounts[measure] =
          sign + "\(Int.random(in: 1...9_999, using: &random))."
          + "\(Int.random(in: 10...99, using: &random))"
      }
    }
    return row
  }
}
