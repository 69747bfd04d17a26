import BudgetDomain
import BudgetRules

/// Finds what was handed in, changed or taken back after its year was closed.
struct AfterClosing {
  private struct Filing: Hashable {
    let year: FiscalYear
    let unit: UnitIndex
    let kind: SubmissionKind
  }

  private let batch: LoadedBatch
  private let present: ClosedYears.Present
  /// What would count now.
  private let effective: Effectiveness
  private let published: [Filing: ClosedYears.Published]

  /// nil where nobody looks.
  init?(_ batch: LoadedBatch) {
    guard let present = batch.closed.present else { return nil }
    self.batch = batch
    self.present = present
    effective = Effectiveness(
      headers: present.headers, unitCount: batch.reference.units.codes.count,
      years: batch.closed.years.sorted())
    published = Dictionary(
      batch.closed.published.map { (Filing(year: $0.year, unit: $0.unit, kind: $0.kind), $0) }
    ) { $0.id < $1.id ? $1 : $0 }
  }

  /// One anomaly for each unit, year and kind of which something else would count now, in order,
  /// and for each submission since whose head cannot be read.
  ///
  /// - Throws: What the line reader throws.
  func anomalies() throws -> [Anomaly] {
    var now: [Filing: SubmissionIndex] = [:]
    for (index, header) in present.headers.enumerated()
    where effective.isEffective(index, header) {
      now[Filing(year: header.year, unit: header.unit, kind: header.kind)] = index
    }
    let unreadable = batch.unreadable.filter {
      batch.isClosed($0.year) && !present.uncounted.contains($0.id)
    }
    let unread = Set(unreadable.map(\.id))
    let changed = Set(now.keys).union(published.keys).filter { place in
      let before = published[place]
      guard let id = now[place].map({ present.headers[$0].id }) else {
        return before.map { !unread.contains($0.id) } ?? true
      }
      // What did not count then, for whatever reason, does not for that reason now.
      if present.uncounted.contains(id) { return before.map { !$0.isUntouched } ?? false }
      return before.map { id != $0.id || !$0.isSame } ?? true
    }.sorted {
      ($0.year, $0.unit, $0.kind.rawValue) < ($1.year, $1.unit, $1.kind.rawValue)
    }
    let totals = try totals(of: changed.compactMap { now[$0] })
    return changed.compactMap { place in
      anomaly(at: place, now[place], totals, published[place])
    } + stated(unreadable)
  }

  /// Says of submissions what cannot be read of them.
  private func stated(_ unreadable: [UnreadableSubmission]) -> [Anomaly] {
    var places = EqualPlaces()
    return unreadable.map { submission in
      let unit = batch.reference.units.codes[submission.unit]
      var place = Place(year: submission.year, unit: unit)
      place.kind = submission.kind
      // Beside what else has become of the unit's submissions of the kind.
      place.column = submission.words.first?.column
      return YearStaysClosed.anomaly(
        .unreadable(submission.description), of: submission.id, at: places.numbered(place),
        totalFen: nil, publishedFen: nil)
    }
  }

  private func anomaly(
    at place: Filing, _ now: SubmissionIndex?,
    _ totals: [SubmissionIndex: BudgetFigures<Int64?>], _ before: ClosedYears.Published?
  ) -> Anomaly? {
    guard let id = now.map({ present.headers[$0].id }) ?? before?.id else { return nil }
    let change: YearStaysClosed.Change =
      if now == nil {
        before?.isThere == true ? .withdrawn : .deleted
      } else if let before {
        before.id == id ? .altered : .replaced
      } else {
        .added
      }
    let measure: Measure = place.kind == .budget ? .initialBudget : .actual
    let unit = batch.reference.units.codes[place.unit]
    var at = Place(year: place.year, unit: unit)
    at.kind = place.kind
    return YearStaysClosed.anomaly(
      change, of: id, at: at, totalFen: now.flatMap { totals[$0]?[measure] },
      publishedFen: batch.recorded[place.year]?.total(of: unit)?[measure])
  }

  /// What submissions would add to the sums of their units.
  private func totals(
    of submissions: [SubmissionIndex]
  ) throws -> [SubmissionIndex: BudgetFigures<Int64?>] {
    guard !submissions.isEmpty else { return [:] }
    let later = LoadedBatch(
      scope: batch.scope, reference: batch.reference, years: batch.closed.years.sorted(),
      headers: present.headers,
      figures: FigureTable(submissionCount: present.headers.count, []), lines: present.lines,
      digest: ContentDigest())
    let context = ValidationContext(
      batch: later, effective: effective, rules: [], notedSources: [], trees: [:])
    let accepted = try AcceptedTotals(
      present.lines.read(only: submissions) { Validator(context) }, of: later)
    return submissions.reduce(into: [:]) { totals, submission in
      var sum = BudgetFigures<Int64?>(initial: nil, final: nil, actual: nil)
      accepted.forEachTotal(of: submission) { _, total in
        guard total.axis == .functional else { return }
        if total.stated.contains(.initial) { sum.initial = (sum.initial ?? 0) + total.initial }
        if total.stated.contains(.actual) { sum.actual = (sum.actual ?? 0) + total.actual }
      }
      totals[submission] = sum
    }
  }
}

extension LoadedBatch {
  /// What is wrong, as it is shown: of a closed year what was published stands, and what was handed
  /// in later is listed beside it.
  func shown(_ anomalies: [Anomaly]) throws -> [Anomaly] {
    try anomalies.filter { !isClosed($0.place.year) } + (AfterClosing(self)?.anomalies() ?? [])
  }
}

extension RecordedYear {
  /// What a unit without children spent altogether, as published; nil for all other units.
  fileprivate func total(of unit: String) -> BudgetFigures<Int64?>? {
    let whole = units.first { $0.code == unit && $0.isLeaf }?.cells.first {
      $0.axis == .functional && $0.code == "*" && $0.fund == .all
    }?.cell
    return whole.map { cell in
      BudgetFigures(
        initial: cell.stated.contains(.initial) ? cell.initial : nil,
        final: cell.stated.contains(.final) ? cell.final : nil,
        actual: cell.stated.contains(.actual) ? cell.actual : nil)
    }
  }
}
