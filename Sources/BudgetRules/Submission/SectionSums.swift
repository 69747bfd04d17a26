import BudgetDomain

extension SubmissionView {
  /// The amounts that count in a section, those certainly of a kind and those that leave it open.
  ///
  /// - Returns: nil where no row states the measure for that kind, or one cannot be read.
  func ownRows(of section: Section, _ measure: Measure, kind: ExpenditureKind)
    -> (certain: [PrintedFigure], open: [PrintedFigure])?
  {
    var certain: [PrintedFigure] = []
    var open: [PrintedFigure] = []
    var isReadable = true
    forEachOwnRow(of: section, measure, kind: kind) { row, isOpen in
      guard let figure = figure(row: row, measure) else { return isReadable = false }
      if isOpen { open.append(figure) } else { certain.append(figure) }
    }
    return certain.isEmpty || !isReadable ? nil : (certain, open)
  }

  /// Calls `body` with each row that counts in a section, and whether it leaves its kind open.
  func forEachOwnRow(
    of section: Section, _ measure: Measure, kind: ExpenditureKind,
    _ body: (_ row: Int32, _ isOpen: Bool) -> Void
  ) {
    for table in tables where table.section == section && table.isMoney {
      let roles = table.roles[measure]
      for (index, row) in table.rows[measure].enumerated() where roles[index] == .own {
        let own = lines[Int(row)].kind
        let isOpen = kind != .unstated && own == .unstated
        if kind == .unstated || own == kind || isOpen { body(row, isOpen) }
      }
    }
  }

  /// Whether the rows do not tell what is basic and what is project: neither kind is stated, or
  /// one is and other rows leave it open.
  func leavesKindsOpen(_ section: Section, _ measure: Measure) -> Bool {
    let sums = [.basic, .project].map { ownRows(of: section, measure, kind: $0) }
    return sums.contains { $0 == nil } && sums.allSatisfy { $0.map { !$0.open.isEmpty } ?? true }
  }

  /// A subject's actual, as long as one row alone gives it: the printed total of the subject, or
  /// the only row that counts there. A share of several rows is not judged.
  func singleActual(of code: SubjectCode) -> PrintedFigure? {
    var own: [Int32] = []
    for table in tables where table.section == .functional && table.isMoney {
      for (index, row) in table.rows.actual.enumerated() where code.covers(lines[Int(row)].code) {
        let line = lines[Int(row)]
        let isWhole =
          line.code == code && line.fund == .unstated && line.kind == .unstated
          && line.unknown.isEmpty
        switch table.roles.actual[index] {
        case .total where isWhole: return figure(row: row, .actual)
        case .own: own.append(row)
        case .total, .part: break
        }
      }
    }
    return own.count == 1 ? own.first.flatMap { figure(row: $0, .actual) } : nil
  }
}
