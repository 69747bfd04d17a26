import BudgetDomain
import BudgetRules
import Synchronization

@testable import BudgetEngine

/// What a night leaves: what readers see of each year, and what the next night may take back.
struct PublishedNight {
  /// What readers see of a year, and what it was made from.
  struct Year {
    let inputs: ContentDigest
    let content: [Entry]
  }

  /// One cell, or one row of a list. Numbers of items differ from night to night, and nobody sees
  /// them, so a cell is named by its code.
  struct Entry: Equatable {
    var text: String
    var axis = Axis.functional
    var code = ""
    var fund = FundType.all
    var cell = Cell()
    var prior: Int64?

    init(_ text: String) { self.text = text }

    init(_ keyed: KeyedCell, of item: Item, _ text: String) {
      self.text = text
      (axis, code, fund, cell, prior) = (item.axis, item.code, keyed.fund, keyed.cell, keyed.prior)
    }
  }

  private(set) var years: [Int: Year] = [:]
  private(set) var records: [Int64: KeptRecord] = [:]
  /// The submissions whose lines were read.
  private(set) var readCount = 0
  /// The years that were worked out.
  private(set) var madeYears: [Int] = []

  /// A record, with the submission as it was when it was made.
  struct KeptRecord {
    let rows: String
    let bytes: [UInt8]
  }

  /// Before the first night.
  init() {}

  /// A night over a district; nil where its units stand in a circle.
  ///
  /// - Parameter last: What the night before has left; nil for a night that reads everything.
  init?(_ district: District, after last: PublishedNight? = nil, workers: Int = 2) throws {
    let archive = last.map { MemoryLeaves(district, $0.records) }
    let batch = district.batch(workers: workers, leaves: archive)
    let validated: ValidatedBatch
    do { validated = try validate(batch) } catch is DomainError { return nil }
    let whole = consolidate(validated)
    let early = standing(in: whole)
    let inputs = YearInputs(whole, early)
    let unchanged = Set(
      (whole.years + whole.closedYears).filter { year in
        last?.years[year.number].map { $0.inputs == inputs[year] } ?? false
      })
    let summary = whole.without(unchanged)
    madeYears = (summary.years + summary.closedYears).map(\.number)
    let anomalies = try early.filter { !unchanged.contains($0.place.year) } + detect(in: summary)
    for year in unchanged {
      years[year.number] = last?.years[year.number]
    }
    try publish(summary, anomalies, inputs)
    try keep(validated, of: district, last)
  }

  /// Works out the years of a summary, and leaves others as they are.
  mutating func publish(
    _ summary: Summary, _ anomalies: [Anomaly], _ inputs: YearInputs
  ) throws {
    let years = (summary.years + summary.closedYears).sorted()
    for years in years.neighbours(summary.validated.batch.scope.workers) {
      var walk = SummaryWalk(summary)
      for year in years {
        guard let digest = inputs[year] else { continue }
        let found = anomalies.filter { $0.place.year == year }.map {
          Entry("\(ContentDigest(packing: $0)) \($0.rule.text) \($0.place.key) \($0.message)")
        }
        self.years[year.number] = Year(
          inputs: digest, content: try Self.content(of: year, summary, &walk) + found)
      }
    }
  }

  /// Everything that the tables of a year say, apart from anomalies.
  private static func content(
    of year: FiscalYear, _ summary: Summary, _ walk: inout SummaryWalk
  ) throws -> [Entry] {
    let batch = summary.validated.batch
    let codes = batch.reference.units.codes
    var content: [Entry] = []
    var indicators = summary.validated.trees[year].map { UnitIndicators(summary, tree: $0) }
    func add(_ unit: UnitCells, _ code: String, _ about: String = "") {
      content.append(Entry("\(code) \(about) \(unit.hasReported)"))
      content += unit.cells.map { Entry($0, of: summary.item(of: $0.key), code) }
    }
    if batch.isClosed(year) {
      try walk.forEachRecordedUnit(in: year) { add($1, $0.code) }
    } else {
      try walk.forEachUnit(in: year) { node, unit in
        let row = node.unit.flatMap { batch.reference.units.row(of: $0, in: year) }
        add(
          unit, node.unit.map { codes[$0] } ?? "*",
          "\(row?.name ?? "") \(row?.type ?? "") in \(node.parent ?? -1)")
        if node.isLeaf { indicators?.add(unit) }
      }
      content += indicators?.rows.map { Entry("\($0)") } ?? []
    }
    if let frame = summary.frame, let comparable = walk.comparable {
      for unit in comparable.units {
        let code = frame.code(at: unit.place) + " restated"
        content += unit.cells.map { Entry($0, of: summary.items.items[$0.item], code) }
      }
      content += comparable.changes.map { Entry("\($0)") }
      content += frame.codeRoutes(in: year).map { Entry("\($0)") }
      content += frame.comparabilities(in: year).map { Entry($0) }
    }
    content += summary.transfers(in: year).map { Entry("\($0)") }
    guard !batch.isClosed(year) else { return content }
    content += summary.eliminationParts(in: year).map { Entry("\($0)") }
    content += summary.validated.coverage.filter { $0.year == year }.map {
      Entry("\(codes[$0.unit]) \($0.kind) \($0.state) \($0.submissionID ?? 0) \($0.reason ?? "")")
    }
    return content
  }

  private mutating func keep(
    _ validated: ValidatedBatch, of district: District, _ last: PublishedNight?
  ) throws {
    guard let leaves = validated.leaves else { return }
    if !leaves.isWhole { records = last?.records ?? [:] }
    let rows = Dictionary(uniqueKeysWithValues: district.submissions.map { ($0.id, "\($0.rows)") })
    try leaves.forEach { id, bytes in
      readCount += 1
      records[id] = KeptRecord(rows: rows[id] ?? "", bytes: bytes)
    }
  }
}

/// The leaf cache of a test: trusts what was made of a submission while its rows are the same.
struct MemoryLeaves: LeafArchive {
  private let trusted: [(id: Int64, bytes: [UInt8])]

  init(_ district: District, _ records: [Int64: PublishedNight.KeptRecord]) {
    trusted = district.submissions.compactMap { submission in
      guard let record = records[submission.id], record.rows == "\(submission.rows)" else {
        return nil
      }
      return (submission.id, record.bytes)
    }
  }

  func read<Visitor: LeafVisitor>(_ makeVisitor: @Sendable () -> Visitor) throws -> [Visitor] {
    var visitors = [makeVisitor(), makeVisitor()]
    for (turn, record) in trusted.enumerated() {
      record.bytes.withUnsafeBytes { visitors[turn % 2].visit(record.id, $0) }
    }
    return visitors
  }
}

extension ComparableFrame {
  /// How well each code that holds money in a year compares, and each unit, beside the year before.
  fileprivate func comparabilities(in year: FiscalYear) -> [String] {
    let codes = booked(in: year).sorted {
      ($0.code, $0.fund.rawValue) < ($1.code, $1.fund.rawValue)
    }
    let before = hasPrior(year) ? year.previous : year
    return codes.map { booked in
      [year, before].map { "\(comparability(at: booked.code, fund: booked.fund, in: $0))" }
        .joined(separator: " ") + " \(booked) \(family(of: booked.code, fund: booked.fund))"
    }
      + tree.nodes.indices.map { place in
        [year, before].map { "\(comparability(ofUnitAt: place, in: $0))" }.joined(separator: " ")
          + " \(code(at: place)) \(isOwner(place, in: year))"
      }
  }
}
