import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetStore
import PostgresClient

/// What the last publication said, and why this one says something else.
extension PageWriter {
  /// So many units are named.
  private static let namedCount = 8

  func bridgeSection(
    _ figures: YearFigures, on connection: borrowing Connection
  ) throws -> BridgeSection {
    let current = frame.publication
    guard let last = try PublicationReader.previous(on: connection) else {
      return BridgeSection(
        without: frame.say(
          Phrase(
            "这是首次发布,或更早的发布已不再保留,无从比较。",
            "This is the first publication, or no earlier one is kept to compare with.")))
    }
    var filter = ChangeFilter(from: last.publicationID, to: current.publicationID)
    filter.fundType = frame.request.fundType
    filter.subjectDigits = 0
    filter.measure = "actual"
    filter.unitCode = frame.request.unitCode
    let totals = try ChangeReader.changes(filter, on: connection).rows.filter {
      frame.years.contains(Int($0.fiscalYear))
    }
    filter.unitCode = nil
    filter.fiscalYear = frame.year
    filter.limit = Self.namedCount
    try chooseUnits(&filter, on: connection)
    let units = try ChangeReader.changes(filter, on: connection).rows
    return bridge(from: last, totals, units, figures)
  }

  /// The units without units of their own below the top. One that this year's tree has no more
  /// stands where another published year has it; on the page of the whole district also one that
  /// none has.
  private func chooseUnits(
    _ filter: inout ChangeFilter, on connection: borrowing Connection
  ) throws {
    var (units, groups) = split(frame.outline)
    var known = Set(
      try UnitTreeReader.rows(fiscalYear: frame.year, on: connection).map(\.unitCode))
    for year in frame.publication.fiscalYears.reversed() where year != frame.year {
      let tree = try UnitTreeReader.rows(fiscalYear: year, on: connection)
      let outline = UnitOutline(
        top: frame.request.unitCode, units: tree.map { ($0.unitCode, $0.parentCode) })
      let (moreUnits, moreGroups) = split(outline)
      units += moreUnits.filter { !known.contains($0) }
      groups += moreGroups.filter { !known.contains($0) }
      known.formUnion(tree.map(\.unitCode))
    }
    filter.unitCodes = frame.request.unitCode == "*" ? nil : units
    filter.excludedUnitCodes = groups
  }

  /// The units of an outline that have none below them, and the others, the top among these.
  private func split(_ outline: UnitOutline) -> (units: [String], groups: [String]) {
    let entries = outline.entries
    let places = Set(entries.compactMap(\.parent)).union([0])
    let groups = places.sorted().map { entries[$0].code }
    return (entries.indices.filter { !places.contains($0) }.map { entries[$0].code }, groups)
  }

  private func bridge(
    from last: PublicationRow, _ totals: [ChangeRow], _ units: [ChangeRow],
    _ figures: YearFigures
  ) -> BridgeSection {
    let own = totals.filter { $0.fiscalYear == frame.year }
    let actual = figures.top[.all]?.amounts.actual
    let afterFen = actual ?? 0
    let parts = own.map { (name: $0.cause, fen: fen($0.difference) ?? 0) }
    let beforeFen = parts.reduce(afterFen) { $0 - $1.fen }
    let steps = printed(
      parts.map(\.fen), from: beforeFen, to: (afterFen, figures.printed.actual.units[0].total))
    let named = changed(
      byFigure(units), figures, of: afterFen - beforeFen, printed: steps.parts.reduce(0, +))
    // Without a change, what is stated now was stated before.
    let wasStated = own.isEmpty ? actual != nil : own.contains { $0.before != nil }
    return BridgeSection(
      names: (publicationName(last), publicationName(frame.publication)),
      before: wasStated ? steps.before : nil,
      after: actual == nil ? nil : figures.printed.actual.units[0].total,
      parts: zip(parts, agreeing(steps.parts, parts, byFigure(units), named)).map { part, steps in
        BridgeSection.Part(frame.say(Vocabulary.changeCause(part.name)), steps)
      },
      units: named.filter { $0.change != 0 },
      years: years(totals, figures),
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

  /// The parts so printed that they lead from one total to the other, which is printed already, the
  /// first one the nearest where that can be.
  private func printed(
    _ parts: [Int64], from before: Int64, to after: (fen: Int64, steps: Int64)
  ) -> (before: Int64, parts: [Int64]) {
    let step = frame.step
    let (first, last) = (step.nearest(before), after.steps)
    let (least, most) = step.bounds(of: parts)
    if (least...most).contains(last - first) {
      return (first, step.printed(parts, addingUpTo: last - first))
    }
    let steps = step.printed([before] + parts, addingUpTo: last)
    return (steps[0], Array(steps.dropFirst()))
  }

  /// The causes as printed, so that one that is behind named units alone, and is all that is behind
  /// them, shows what these show together; the other causes share what is left. Where they cannot,
  /// all stay as they were.
  private func agreeing(
    _ steps: [Int64], _ parts: [(name: String, fen: Int64)], _ units: [[ChangeRow]],
    _ named: [BridgeSection.Other]
  ) -> [Int64] {
    let known = parts.map { part -> Int64? in
      let own = units.indices.filter { units[$0].map(\.cause) == [part.name] }
      let exact = own.reduce(0) { $0 + (fen(units[$1][0].difference) ?? 0) }
      let shown = own.reduce(0) { $0 + named[$1].change }
      guard !own.isEmpty, exact == part.fen else { return nil }
      return frame.step.isNeighbour(shown, of: exact) ? shown : nil
    }
    let free = parts.indices.filter { known[$0] == nil }
    let whole = known.reduce(steps.reduce(0, +)) { $0 - ($1 ?? 0) }
    let (least, most) = frame.step.bounds(of: free.map { parts[$0].fen })
    guard (least...most).contains(whole) else { return steps }
    let printed = frame.step.printed(free.map { parts[$0].fen }, addingUpTo: whole)
    var result = known.map { $0 ?? 0 }
    for (place, steps) in zip(free, printed) { result[place] = steps }
    return result
  }

  /// The units with what the table of units prints for them now, those whose change is too small to
  /// be printed among them.
  private func changed(
    _ units: [[ChangeRow]], _ figures: YearFigures, of change: Int64,
    printed printedChange: Int64
  ) -> [BridgeSection.Other] {
    let parts = units.map { unit in
      let after = fen(unit[0].after) ?? 0
      let place = frame.outline.places[unit[0].unitCode]
      let printed = place.map { figures.printed.actual.units[$0].total }
      return PrintedChanges.Part(
        before: fen(unit[0].before) ?? 0, after: after,
        printedAfter: printed ?? frame.step.nearest(after))
    }
    let changes = PrintedChanges(parts, of: change, printed: printedChange, step: frame.step)
    return units.indices.map { index in
      let first = units[index][0]
      return BridgeSection.Other(
        unitText(first.unitCode, first.unitName), causes: causes(units[index]),
        before: first.before == nil ? nil : changes.before[index],
        after: first.after == nil ? nil : parts[index].printedAfter)
    }
  }

  /// The other years whose totals changed.
  private func years(
    _ totals: [ChangeRow], _ figures: YearFigures
  ) -> [BridgeSection.Other] {
    byFigure(totals.filter { $0.fiscalYear != frame.year }).map { year in
      let (before, after) = (fen(year[0].before), fen(year[0].after))
      let known = figures.past[Int(year[0].fiscalYear)]?.actual.amounts[.all]
      let printed = after.map { after in
        known.flatMap { frame.step.isNeighbour($0, of: after) ? $0 : nil }
          ?? frame.step.nearest(after)
      }
      return BridgeSection.Other(
        String(year[0].fiscalYear), causes: causes(year),
        before: before.map { before in
          guard let after, let printed else { return frame.step.nearest(before) }
          return frame.step.nearest(before, changingTo: after, printed: printed)
        },
        after: printed)
    }
  }

  /// The rows of each figure, one for each cause, the largest change first.
  private func byFigure(_ rows: [ChangeRow]) -> [[ChangeRow]] {
    Dictionary(grouping: rows, by: \.number).sorted { $0.key < $1.key }.map(\.value)
  }

  private func causes(_ rows: [ChangeRow]) -> String {
    rows.map { frame.say(Vocabulary.changeCause($0.cause)) }
      .joined(separator: frame.say(Phrase("、", ", ")))
  }

  private func fen(_ yuan: String?) -> Int64? { yuan.flatMap { ExactDecimal($0)?.hundredths } }
}
