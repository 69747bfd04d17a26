import BudgetDomain

/// Slips in what a total counts.
extension Book {
  /// A row that its totals count is not printed.
  mutating func loseRow(_ dice: inout Dice) -> MisprintPlace? {
    let section = dice.pick([Section.functional, .functional, .economic, .project, .income])
    let rows = lines.indices.filter { index in
      lines[index].section == section
        && !lines.contains { lines[index].covers($0) }
        && Measure.allCases.contains { lines[index].amounts[$0]?.unscaled ?? 0 != 0 }
    }
    guard rows.count > 1 else { return nil }
    let lost = lines.remove(at: dice.pick(rows))
    explanations.removeAll { $0.lineNumber == lost.number }
    return MisprintPlace(
      section: section, lineNumber: lost.number, right: lost.amounts.actual, detail: "lost row")
  }

  /// A total without one of its parts, or with it twice.
  ///
  /// - Parameter times: How often the part is added to the right total: 1 or -1.
  mutating func missum(_ times: Int64, _ dice: inout Dice) -> MisprintPlace? {
    var sums: [(total: Spot, parts: [PrintedNumber])] = []
    for _ in 0..<20 where sums.isEmpty {
      sums = dice.hits(permille: 650) ? printedTotals(&dice) : statedTotals()
    }
    guard !sums.isEmpty else { return nil }
    let sum = dice.pick(sums)
    guard let right = self[sum.total] else { return nil }
    let parts = sum.parts.filter { $0.unscaled != 0 && $0.decimals == right.decimals }
    guard parts.count > 1 else { return nil }
    let wrong = right.unscaled + times * dice.pick(parts).unscaled
    return misprint(sum.total, as: PrintedNumber(wrong, decimals: right.decimals))
  }

  /// The totals in one column of a table.
  private func printedTotals(_ dice: inout Dice) -> [(total: Spot, parts: [PrintedNumber])] {
    let section = dice.pick([Section.functional, .functional, .economic])
    let measure = dice.pick(Measure.allCases)
    let parts = self.parts(section, measure)
    return column(section, measure).compactMap { spot in
      guard case .row(let index, _) = spot else { return nil }
      let covered = parts.filter { lines[index].covers(lines[$0]) }
      return covered.isEmpty ? nil : (spot, covered.compactMap { lines[$0].amounts[measure] })
    }
  }

  /// The figures outside the tables that are sums of rows or of other figures.
  private func statedTotals() -> [(total: Spot, parts: [PrintedNumber])] {
    var sums: [(Spot, [PrintedNumber])] = []
    func add(_ name: String, _ parts: [PrintedNumber]) {
      if let spot = spot(name), parts.count > 1 { sums.append((spot, parts)) }
    }
    for measure in Measure.allCases {
      let rows = parts(.functional, measure).map { lines[$0] }
      for (family, kind) in [("total", nil), ("basic", .basic), ("project", .project)]
        as [(String, ExpenditureKind?)]
      {
        let own = rows.filter { kind == nil || $0.kind == kind }
        add("\(family).\(measure.name)", own.compactMap { $0.amounts[measure] })
      }
    }
    add("income.total", parts(.income, .actual).compactMap { lines[$0].amounts.actual })
    for aspect in ["budget", "actual", "prior"] {
      add(
        "three_public." + aspect,
        ["overseas", "vehicle", "reception"].compactMap { figure("three_public.\($0).\(aspect)") })
      add(
        "three_public.vehicle." + aspect,
        ["vehicle_purchase", "vehicle_running"].compactMap {
          figure("three_public.\($0).\(aspect)")
        })
    }
    add(
      "procurement.total",
      ["goods", "works", "services"].compactMap { figure("procurement.\($0)") })
    return sums
  }
}
