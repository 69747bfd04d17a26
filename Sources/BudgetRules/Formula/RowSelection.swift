import BudgetDomain

/// The rows that a formula names, ready to be looked up in submissions.
struct RowSelection: Sendable {
  private let rows: FormulaRows
  private let matches: [Match]

  private enum Match: Sendable {
    case everything
    case subject(SubjectCode)
    case project(String)
    case income(IncomeKind)
  }

  init(_ rows: FormulaRows) {
    self.rows = rows
    let kind = IncomeKind.allCases.first { $0.name == rows.code }.map(Match.income)
    matches = rows.codes.map { code in
      switch rows.section {
      case _ where code == "*": .everything
      case .functional, .economic: SubjectCode(code).map(Match.subject) ?? .project(code)
      case .project: .project(code)
      case .income: kind ?? .project(code)
      }
    }
  }

  /// For each code the printed total where there is one and the formula does not ask for rows,
  /// else the rows that count; nil where no row certainly belongs to the sum, or one cannot be
  /// read.
  func amount(in submission: SubmissionView) -> FormulaAmount? {
    let tables = submission.tables.filter { $0.section == rows.section && $0.form == rows.form }
    var amount = FormulaAmount(certain: [])
    for match in matches {
      guard let part = self.amount(of: match, in: tables, of: submission) else { return nil }
      amount.add(part)
    }
    return amount.certain.isEmpty ? nil : amount
  }

  /// What one code stands for, perhaps nothing; nil where a row cannot be read.
  private func amount(
    of match: Match, in tables: [PrintedTable], of submission: SubmissionView
  ) -> FormulaAmount? {
    if !rows.isSumOfRows {
      let totals = tables.flatMap { table in total(match, in: table, of: submission) }
      if tables.count == 1, totals.count == 1 {
        return occurrence(totals[0], in: submission).map { FormulaAmount(certain: [$0]) }
      }
    }
    var amount = FormulaAmount(certain: [])
    for table in tables {
      for (index, row) in table.rows[rows.measure].enumerated()
      where table.roles[rows.measure][index] == .own {
        let line = submission.lines[Int(row)]
        guard covers(match, line, submission), let isOpen = leavesOpen(match, line) else {
          continue
        }
        guard let occurrence = occurrence(row, in: submission) else { return nil }
        if isOpen { amount.open.append(occurrence) } else { amount.certain.append(occurrence) }
      }
    }
    return amount
  }

  /// The rows that print the total of exactly this code, kind and fund.
  private func total(
    _ match: Match, in table: PrintedTable, of submission: SubmissionView
  ) -> [Int32] {
    let roles = table.roles[rows.measure]
    guard roles.hasTotals else { return [] }
    return table.rows[rows.measure].enumerated().compactMap { index, row in
      let line = submission.lines[Int(row)]
      guard roles[index] == .total, line.fund == rows.fund, line.kind == rows.kind else {
        return nil
      }
      let isSame =
        switch match {
        case .everything:
          rows.section == .project
            ? submission.texts[line.label] == "*"
            : line.code == .all && line.income == .unstated
        case .subject(let code): line.codeIsWellFormed && line.code == code
        case .project(let code): submission.texts[line.label] == code
        case .income(let kind): line.income == kind && line.code == .all
        }
      return isSame ? row : nil
    }
  }

  /// Whether the code of a row is the one named, or stands below it.
  private func covers(
    _ match: Match, _ line: SubmittedLine, _ submission: SubmissionView
  ) -> Bool {
    switch match {
    case .everything: true
    case .subject(let code): code.covers(line.code)
    case .project(let code): submission.texts[line.label]?.hasPrefix(code) ?? false
    case .income(let kind): line.income == kind || line.income == .unstated
    }
  }

  /// Whether a row leaves open a kind, fund or income kind that is asked for; nil where it states
  /// another one.
  private func leavesOpen(_ match: Match, _ line: SubmittedLine) -> Bool? {
    guard rows.kind == .unstated || line.kind == .unstated || line.kind == rows.kind,
      rows.fund == .unstated || line.fund == .unstated || line.fund == rows.fund
    else { return nil }
    let isIncome = if case .income = match { line.income == .unstated } else { false }
    return isIncome || (rows.kind != .unstated && line.kind == .unstated)
      || (rows.fund != .unstated && line.fund == .unstated)
  }

  private func occurrence(_ row: Int32, in submission: SubmissionView) -> FormulaAmount.Occurrence?
  {
    submission.figure(row: row, rows.measure).map {
      FormulaAmount.Occurrence(
        key: .init(
          submission: submission.header.id, row: row, measure: rows.measure, name: nil),
        figure: $0)
    }
  }
}
