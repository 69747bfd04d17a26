import BudgetDomain
import BudgetRules

/// What tells whether two submissions are copies of each other.
struct BookPrint: Sendable {
  let submission: SubmissionIndex
  /// The fingerprint of the rows.
  let digest: ContentDigest
  let lineCount: Int
}

/// Finds submissions whose rows are those of another unit, this year or last, or of the unit's own
/// last year.
///
/// Only neighbouring years: a run of single years reads those beside them, and finds what a run of
/// all does.
struct CopySearch {
  private let batch: LoadedBatch
  private let trees: [FiscalYear: UnitTree]

  init(_ batch: LoadedBatch, trees published: [FiscalYear: UnitTree]) {
    self.batch = batch
    var trees = published
    // A year that is not published need not be fit for it: without a tree nobody is in line.
    for year in batch.compared {
      trees[year] = try? UnitTree(year: year, units: batch.reference.units)
    }
    self.trees = trees
  }

  private struct Content: Hashable {
    let kind: SubmissionKind
    let amountUnit: AmountUnit
    let digest: ContentDigest
  }

  /// One anomaly for each submission that repeats another one, by submission.
  func anomalies(among prints: some Sequence<BookPrint>) -> [Anomaly] {
    var first: [Content: BookPrint] = [:]
    var repeated: [Content: [BookPrint]] = [:]
    for print in prints {
      let header = batch.headers[print.submission]
      let content = Content(
        kind: header.kind, amountUnit: header.amountUnit, digest: print.digest)
      if let earlier = first[content] {
        repeated[content, default: [earlier]].append(print)
      } else {
        first[content] = print
      }
    }
    let judged = Set(batch.comparingYears)
    return repeated.values.flatMap { copies($0, in: judged) }
      .sorted { ($0.submissionID ?? 0) < ($1.submissionID ?? 0) }
  }

  /// The anomalies of books with the same rows, however many they are.
  private func copies(_ prints: [BookPrint], in judged: Set<FiscalYear>) -> [Anomaly] {
    let byYear = Dictionary(grouping: prints.sorted { $0.submission < $1.submission }) {
      batch.headers[$0.submission].year
    }
    let headers = byYear.mapValues { $0.map { batch.headers[$0.submission] } }
    let codes = batch.reference.units.codes
    return byYear.filter { judged.contains($0.key) }.flatMap { year, prints -> [Anomaly] in
      let own = headers[year] ?? []
      let last = headers[year.previous] ?? []
      let lastOfUnit = Dictionary(last.map { ($0.unit, $0) }) { first, _ in first }
      return zip(own, prints).enumerated().compactMap { place, book -> Anomaly? in
        let (header, print) = book
        // Another unit's of the year, else the unit's own of last year, else another unit's.
        let other =
          own[..<place].first { isCopied(header, from: $0) } ?? lastOfUnit[header.unit]
          ?? last.first { isCopied(header, from: $0) }
        return other.map {
          SubmissionIsNoCopy.anomaly(
            header, unitCode: codes[header.unit], equals: $0, of: codes[$0.unit],
            lineCount: print.lineCount)
        }
      }
    }
  }

  private func isCopied(_ header: SubmissionHeader, from other: SubmissionHeader) -> Bool {
    other.unit != header.unit && !areInLine(header.unit, other.unit, in: header.year)
  }

  /// Whether one unit stands above the other: a group with a single unit prints the same book.
  private func areInLine(_ unit: UnitIndex, _ other: UnitIndex, in year: FiscalYear) -> Bool {
    guard let tree = trees[year] else { return false }
    func isAbove(_ upper: UnitIndex, _ lower: UnitIndex) -> Bool {
      var place = tree.place(of: lower)
      while let current = place {
        if tree.nodes[current].unit == upper { return true }
        place = tree.nodes[current].parent
      }
      return false
    }
    return isAbove(unit, other) || isAbove(other, unit)
  }
}
