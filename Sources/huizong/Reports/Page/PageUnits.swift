import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetStore

/// Units by 类.
extension PageWriter {
  /// So many units right below the top have a row of their own; the smaller ones share one.
  private static let shownCount = 40
  /// So many units at any depth are listed: the page stays below a megabyte.
  private static let listedCount = 500

  func unitSection(_ figures: YearFigures, _ gaps: CoverageGaps) -> UnitSection {
    let columns = figures.subjects.codes.filter { $0 != .all && $0.level == .category }
    let entries = frame.outline.entries
    let below = entries.indices.filter { entries[$0].parent == 0 }
    let printed = figures.printed.actual.units
    let bySize = below.sorted { first, second in
      let (one, other) = (printed[first].total, printed[second].total)
      return one == other ? first < second : one > other
    }
    // A row for one more is better than one that says "1 other".
    let isAll = bySize.count <= Self.shownCount + 1
    let shown = bySize.prefix(isAll ? bySize.count : Self.shownCount).sorted()
    func row(
      _ place: Int, depth: Int, _ kind: UnitSection.Row.Kind = .unit
    ) -> UnitSection.Row {
      marked(self.row(place, columns, figures, depth: depth, kind), place, columns, gaps)
    }
    var rows = shown.map { row($0, depth: 0) }
    let left = Set(below).subtracting(shown).sorted()
    if !left.isEmpty { rows.append(others(left, columns, figures)) }
    rows += rests(columns, figures)
    rows.append(row(0, depth: 0, .total))
    let hasMore = !left.isEmpty || entries.count - 1 > below.count
    let listed = entries.indices.dropFirst().prefix(Self.listedCount)
    return UnitSection(
      columns: columns.map { code in
        (
          code == .unreadable ? "?" : code.description,
          shortened(frame.subjectName(code, figures.top[code]?.subjectName), to: 40)
        )
      },
      rows: rows,
      allRows: hasMore
        ? listed.map { row($0, depth: entries[$0].depth - 1) } : [],
      unitCount: entries.count - 1, note: gaps.note.map(frame.say))
  }

  /// The same with a mark at what is growth only because an account is missing; of a unit without
  /// one of its accounts nothing can be compared.
  private func marked(
    _ row: UnitSection.Row, _ place: Int, _ columns: [SubjectCode], _ gaps: CoverageGaps
  ) -> UnitSection.Row {
    let code = frame.outline.entries[place].code
    func marked(_ cell: UnitSection.Cell, _ subject: SubjectCode) -> UnitSection.Cell {
      guard cell.steps != nil, gaps.affects(unit: code, subject) else { return cell }
      return UnitSection.Cell(
        cell.steps, gaps.isMissing(code) ? .none : cell.trend, isIncomplete: true)
    }
    var row = row
    row.total = marked(row.total, .all)
    row.cells = zip(row.cells, columns).map(marked)
    return row
  }

  private func row(
    _ place: Int, _ columns: [SubjectCode], _ figures: YearFigures, depth: Int,
    _ kind: UnitSection.Row.Kind = .unit
  ) -> UnitSection.Row {
    let code = frame.outline.entries[place].code
    let unit = figures.printed.actual.units[place]
    let cells = figures.units[place]
    return UnitSection.Row(
      code: kind == .total ? nil : shortened(code, to: 24),
      name: kind == .total
        ? frame.say(Phrase("合计", "Total")) : shortened(frame.unitName(code), to: 40),
      depth: depth, kind: kind, total: total(unit.total, cells[.all]),
      cells: columns.map { cell(unit.amounts[$0] ?? 0, cells[$0]) })
  }

  /// A total says whether there is one: not stated is not zero.
  private func total(_ steps: Int64, _ exact: UnitCell?) -> UnitSection.Cell {
    guard let actual = exact?.amounts.actual else { return UnitSection.Cell(nil) }
    return UnitSection.Cell(steps, trend(actual, exact?.priorFen))
  }

  private func cell(_ steps: Int64, _ exact: UnitCell?) -> UnitSection.Cell {
    guard let actual = exact?.amounts.actual else { return UnitSection.Cell(nil) }
    let prior = exact?.priorFen
    // Money in neither year is no news.
    guard actual != 0 || (prior ?? 0) != 0 else { return UnitSection.Cell(nil) }
    return UnitSection.Cell(steps, trend(actual, prior))
  }

  private func trend(_ actual: Int64, _ prior: Int64?) -> UnitSection.Trend {
    guard let prior, prior >= 0 else { return .none }
    if prior == 0 { return actual == 0 ? .none : .new }
    if actual == 0 { return .gone }
    let perMille = (Int128(actual) - Int128(prior)) * 1_000 / Int128(prior)
    return .changed(perMille: Int(clamping: perMille))
  }

  /// The units that have no row of their own: the sums of their figures as printed.
  private func others(
    _ places: [Int], _ columns: [SubjectCode], _ figures: YearFigures
  ) -> UnitSection.Row {
    let units = places.map { figures.printed.actual.units[$0] }
    let count = NumberFormat.count(places.count)
    let isStated = places.contains { figures.units[$0][.all]?.amounts.actual != nil }
    return UnitSection.Row(
      code: nil, name: frame.say(Phrase("其余 \(count) 个", "\(count) others")), kind: .rest,
      total: UnitSection.Cell(isStated ? units.reduce(0) { $0 + $1.total } : nil),
      cells: columns.map { code in
        let stated = places.filter { figures.units[$0][code]?.amounts.actual != nil }
        return UnitSection.Cell(
          stated.isEmpty ? nil : units.reduce(0) { $0 + ($1.amounts[code] ?? 0) })
      })
  }

  /// What the top has beside its units.
  private func rests(_ columns: [SubjectCode], _ figures: YearFigures) -> [UnitSection.Row] {
    let top = figures.printed.actual.units[0]
    return [
      (BookFrame.eliminated, top.eliminated.mapValues { -$0 }),
      (BookFrame.unexplained, top.unexplained),
    ].compactMap { name, amounts in
      guard let total = amounts[.all] else { return nil }
      return UnitSection.Row(
        code: nil, name: frame.say(name), kind: .rest, total: UnitSection.Cell(total),
        cells: columns.map { UnitSection.Cell(amounts[$0]) })
    }
  }
}
