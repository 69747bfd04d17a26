import BudgetDomain

@testable import BudgetEngine

extension District {
  /// A year as it was when it was closed.
  struct Closing: Sendable {
    let number: Int64
    let submissions: [Submission]
    /// Those of the submissions that counted.
    let counted: Set<Int64>
    let recorded: RecordedYear
    let booked: Set<BookedCode>
  }

  /// Closes a year as a night publishes it now; nothing happens where it does not publish the year.
  mutating func close(_ year: Int) throws {
    guard closings[year] == nil, years.contains(year) else { return }
    let summary = consolidate(try validate(batch()))
    let (validated, fiscalYear) = (summary.validated, FiscalYear(year))
    guard validated.trees[fiscalYear] != nil else { return }
    let counted = validated.coverage.filter {
      $0.year == fiscalYear && [.effective, .late].contains($0.state)
    }
    closingCount += 1
    closings[year] = Closing(
      number: closingCount, submissions: submissions.filter { $0.year == year },
      counted: Set(counted.compactMap(\.submissionID)),
      recorded: try RecordedYear(summary, of: fiscalYear),
      booked: summary.frame?.booked(in: fiscalYear) ?? [])
  }

  /// The closed years, and the heads as a run takes them.
  ///
  /// - Parameter headers: The heads of `ordered`, as they are.
  func closedYears(
    _ ordered: [Submission], _ headers: [SubmissionHeader], _ directory: UnitDirectory,
    workers: Int
  ) -> (closed: ClosedYears, headers: [SubmissionHeader]) {
    guard !closings.isEmpty else { return (ClosedYears(), headers) }
    let present = ordered.indices.filter { closings[ordered[$0].year] != nil }
    var published: [ClosedYears.Published] = []
    var (same, uncounted) = (Set<Int64>(), Set<Int64>())
    for (year, closing) in closings {
      for submission in closing.submissions {
        let now = submissions.first { $0.id == submission.id && $0.year == year }
        let isSame = now.map { $0.content == submission.content } ?? false
        let isUntouched = isSame && now?.head == submission.head
        guard closing.counted.contains(submission.id) else {
          if isUntouched { uncounted.insert(submission.id) }
          continue
        }
        if isSame { same.insert(submission.id) }
        guard let unit = directory.index(of: submission.unit) else { continue }
        published.append(
          ClosedYears.Published(
            id: submission.id, unit: unit, year: FiscalYear(year), kind: submission.kind,
            isSame: isSame, isUntouched: isUntouched, isThere: now != nil))
      }
    }
    let closed = ClosedYears(
      closings: Dictionary(
        uniqueKeysWithValues: closings.map { (FiscalYear($0.key), $0.value.number) }),
      years: Set(closings.keys.map(FiscalYear.init)), published: published,
      present: ClosedYears.Present(
        headers: present.map { headers[$0] },
        lines: DistrictReader(
          submissions: present.map { ordered[$0] }, workers: workers, random: nil),
        uncounted: uncounted))
    return (
      closed,
      headers.map { header in
        guard closed.years.contains(header.year) else { return header }
        return header.with(same.contains(header.id) ? .accepted : .draft)
      }
    )
  }
}

extension District.Submission {
  /// How far it has come.
  fileprivate var head: String { "\(status) \(revision) \(day ?? 0)" }

  /// What it says, whatever its status and revision.
  fileprivate var content: String {
    "\(unit) \(year) \(kind) \(amountUnit) \(rows) \(figures.sorted { $0.key < $1.key }) "
      + "\(explanations)"
  }
}

extension RecordedYear {
  /// A year as a run publishes it.
  init(_ summary: Summary, of year: FiscalYear) throws {
    let directory = summary.validated.batch.reference.units
    var units: [Unit] = []
    let nodes = summary.validated.trees[year]?.nodes ?? []
    func code(_ node: UnitTree.Node) -> String {
      node.unit.map { directory.codes[$0] } ?? UnitTree.district
    }
    var walk = SummaryWalk(summary)
    try walk.forEachUnit(in: year) { node, cells in
      let eliminated = Dictionary(uniqueKeysWithValues: cells.eliminated.map { ($0.key, $0.fen) })
      units.append(
        Unit(
          code: code(node), name: node.unit.flatMap { directory.row(of: $0, in: year)?.name },
          hasReported: cells.hasReported, isLeaf: node.isLeaf,
          parent: node.parent.map { code(nodes[$0]) },
          cells: cells.cells.map { keyed in
            let item = summary.items.items[keyed.item]
            return RecordedCell(
              axis: item.axis, code: item.code, fund: keyed.fund, cell: keyed.cell,
              eliminated: eliminated[keyed.key], prior: keyed.prior)
          }))
    }
    self.init(
      units: units,
      corrections: try allAnomalies(of: summary).compactMap { anomaly in
        guard anomaly.place.year == year, let fen = anomaly.actualCorrectionFen else { return nil }
        return anomaly.place.code.map { Correction(unit: anomaly.place.unit, code: $0, fen: fen) }
      }, transfers: summary.transfers(in: year), eliminations: summary.eliminationParts(in: year))
  }
}
