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
      from: last, totals, grouped(units) { unitText($0.unitCode, $0.unitName) }, figures)
  }

  private func bridge(
    from last: PublicationRow, _ totals: [ChangeRow], _ units: [BridgeSection.Other],
    _ figures: YearFigures
  ) -> BridgeSection {
    let own = totals.filter { $0.fiscalYear == frame.year }
    let afterFen = figures.top[.all]?.amounts.actual ?? 0
    let parts = own.map { (name: $0.cause, fen: fen($0.difference) ?? 0) }
    let beforeFen = parts.reduce(afterFen) { $0 - $1.fen }
    let steps = printed(parts.map(\.fen), from: beforeFen, to: afterFen)
    return BridgeSection(
      names: (publicationName(last), publicationName(frame.publication)), before: steps.before,
      after: frame.step.nearest(afterFen),
      parts: zip(parts, steps.parts).map { part, steps in
        BridgeSection.Part(frame.say(Vocabulary.changeCause(part.name)), steps)
      }, units: Array(units.prefix(Self.namedCount)),
      years: grouped(totals.filter { $0.fiscalYear != frame.year }) { String($0.fiscalYear) },
      remark: own.isEmpty
        ? frame.say(
          Phrase(
            "\(frame.year) 年度合计没有变动。",
            "The total of \(frame.year) has not changed.")) : nil)
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

  /// One row for each figure, its causes named.
  private func grouped(
    _ rows: [ChangeRow], name: (ChangeRow) -> String
  ) -> [BridgeSection.Other] {
    Dictionary(grouping: rows, by: \.number).sorted { $0.key < $1.key }.compactMap { _, rows in
      guard let first = rows.first else { return nil }
      return BridgeSection.Other(
        name(first),
        causes: rows.map { frame.say(Vocabulary.changeCause($0.cause)) }
          .joined(separator: frame.say(Phrase("、", ", "))),
        before: fen(first.before).map(frame.step.nearest),
        after: fen(first.after).map(frame.step.nearest))
    }
  }

  private func fen(_ yuan: String?) -> Int64? { yuan.flatMap { ExactDecimal($0)?.hundredths } }
}
