import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetStore
import PostgresClient

/// What the last publication said, and why this one says something else.
extension PageWriter {
  /// So many units are named.
  private static let namedCount = 8
  /// So many changed figures are looked through for them: three measures, groups and units.
  private static let searchedCount = 120

  func bridgeSection(
    _ figures: YearFigures, on connection: borrowing Connection
  ) throws -> BridgeSection {
    let current = frame.publication
    guard
      let last = try PublicationReader.rows(limit: 1_000, on: connection).first(where: {
        $0.publicationID < current.publicationID
      })
    else {
      return BridgeSection(
        without: frame.say(
          Phrase(
            "没有保留更早的发布,无从比较。", "No earlier publication is kept to compare with.")))
    }
    var filter = ChangeFilter(from: last.publicationID, to: current.publicationID)
    filter.fundType = frame.request.fundType
    filter.subjectDigits = 0
    filter.unitCode = frame.request.unitCode
    let totals = try ChangeReader.changes(filter, on: connection).rows.filter {
      $0.measure == "actual" && frame.years.contains(Int($0.fiscalYear))
    }
    filter.unitCode = nil
    filter.fiscalYear = frame.year
    filter.limit = Self.searchedCount
    let units = try ChangeReader.changes(filter, on: connection).rows.filter { row in
      row.measure == "actual" && isUnit(row.unitCode)
    }
    return bridge(
      from: last, totals, changed(units, figures), figures)
  }

  private func bridge(
    from last: PublicationRow, _ totals: [ChangeRow], _ units: [BridgeSection.Other],
    _ figures: YearFigures
  ) -> BridgeSection {
    let own = totals.filter { $0.fiscalYear == frame.year }
    let actual = figures.top[.all]?.amounts.actual
    let afterFen = actual ?? 0
    let parts = own.map { (name: $0.cause, fen: fen($0.difference) ?? 0) }
    let beforeFen = parts.reduce(afterFen) { $0 - $1.fen }
    let steps = printed(parts.map(\.fen), from: beforeFen, to: afterFen)
    // Without a change, what is stated now was stated before.
    let wasStated = own.isEmpty ? actual != nil : own.contains { $0.before != nil }
    return BridgeSection(
      names: (publicationName(last), publicationName(frame.publication)),
      before: wasStated ? steps.before : nil,
      after: actual.map(frame.step.nearest),
      parts: zip(parts, steps.parts).map { part, steps in
        BridgeSection.Part(frame.say(Vocabulary.changeCause(part.name)), steps)
      }, units: Array(units.prefix(Self.namedCount)),
      years: grouped(totals.filter { $0.fiscalYear != frame.year }) { String($0.fiscalYear) },
      remark: own.isEmpty ? unchanged(isStated: actual != nil) : nil)
  }

  private func unchanged(isStated: Bool) -> String {
    frame.say(
      isStated
        ? Phrase(
          "\(frame.year) 年度合计没有变动。", "The total of \(frame.year) has not changed.")
        : Phrase(
          "\(frame.year) 年度决算数无人填报,无从比较。",
          "Nobody states an actual of \(frame.year); there is nothing to compare."))
  }

  /// The parts so printed that they lead from one total to the other, both the nearest where that
  /// can be; else the first one gives way.
  private func printed(
    _ parts: [Int64], from before: Int64, to after: Int64
  ) -> (before: Int64, parts: [Int64]) {
    let step = frame.step
    let (first, last) = (step.nearest(before), step.nearest(after))
    let least = parts.reduce(0) { $0 + step.below($1) }
    let between = parts.count { step.rest($0) > 0 }
    if (least...(least + Int64(between))).contains(last - first) {
      return (first, step.printed(parts, addingUpTo: last - first))
    }
    let steps = step.printed([before] + parts, addingUpTo: last)
    return (steps[0], Array(steps.dropFirst()))
  }

  /// A unit below the top that has no units itself.
  private func isUnit(_ code: String) -> Bool {
    guard let place = frame.outline.places[code], place > 0 else { return false }
    let next = place + 1
    return next == frame.outline.entries.count || frame.outline.entries[next].parent != place
  }

  /// The units with what the table of units prints for them; those whose change is too small to
  /// be printed are left out.
  private func changed(_ rows: [ChangeRow], _ figures: YearFigures) -> [BridgeSection.Other] {
    grouped(
      rows, name: { unitText($0.unitCode, $0.unitName) },
      now: { row in
        frame.outline.places[row.unitCode].map { figures.printed.actual.units[$0].total }
      }
    ).filter { $0.before != $0.after }
  }

  /// One row for each figure, its causes named.
  ///
  /// - Parameter now: The figure as it is printed elsewhere; the nearest where there is none.
  private func grouped(
    _ rows: [ChangeRow], name: (ChangeRow) -> String, now: (ChangeRow) -> Int64? = { _ in nil }
  ) -> [BridgeSection.Other] {
    Dictionary(grouping: rows, by: \.number).sorted { $0.key < $1.key }.compactMap { _, rows in
      guard let first = rows.first else { return nil }
      let (before, after) = (fen(first.before), fen(first.after))
      let printed = after.map { now(first) ?? frame.step.nearest($0) }
      return BridgeSection.Other(
        name(first),
        causes: rows.map { frame.say(Vocabulary.changeCause($0.cause)) }
          .joined(separator: frame.say(Phrase("、", ", "))),
        before: before.map { before in
          guard let after, let printed else { return frame.step.nearest(before) }
          return frame.step.nearest(before, changingTo: after, printed: printed)
        },
        after: printed)
    }
  }

  private func fen(_ yuan: String?) -> Int64? { yuan.flatMap { ExactDecimal($0)?.hundredths } }
}
