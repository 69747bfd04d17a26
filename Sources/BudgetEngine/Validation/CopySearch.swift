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

  /// One anomaly for each submission that repeats another one, by year and submission.
  func anomalies(among prints: some Sequence<BookPrint>) -> [Anomaly] {
    var first: [Content: BookPrint] = [:]
    var copies: [Content: [BookPrint]] = [:]
    for print in prints {
      let header = batch.headers[print.submission]
      let content = Content(
        kind: header.kind, amountUnit: header.amountUnit, digest: print.digest)
      if let earlier = first[content] {
        copies[content, default: [earlier]].append(print)
      } else {
        first[content] = print
      }
    }
    let judged = Set(batch.comparingYears)
    let found = copies.values.flatMap { copies in
      let books = copies.map { (print: $0, header: batch.headers[$0.submission]) }
        .sorted { ($0.header.year, $0.header.id) < ($1.header.year, $1.header.id) }
      return books.enumerated().compactMap { place, book -> Anomaly? in
        guard judged.contains(book.header.year),
          let other = original(of: book.header, among: books[..<place].map(\.header))
        else { return nil }
        let codes = batch.reference.units.codes
        return SubmissionIsNoCopy.anomaly(
          book.header, unitCode: codes[book.header.unit], equals: other,
          of: codes[other.unit], lineCount: book.print.lineCount)
      }
    }
    return found.sorted { $0.place.key < $1.place.key }
  }

  /// Which of the earlier books with the same rows a book is best called a copy of: another unit's
  /// of the year, else the unit's own of last year, else another unit's of last year.
  private func original(
    of header: SubmissionHeader, among earlier: [SubmissionHeader]
  ) -> SubmissionHeader? {
    let last = earlier.filter { $0.year == header.year.previous }
    return earlier.first { $0.year == header.year && isCopied(header, from: $0) }
      ?? last.first { $0.unit == header.unit } ?? last.first { isCopied(header, from: $0) }
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
