import BudgetDomain
import BudgetRules

/// A submission put together by hand: rows as `[FORM] SECTION CODE [FUND] [KIND] : actual`, figures
/// as `name = value`, in 万元.
struct HandMadeView {
  var unit = 0
  var year = 2023
  var kind = SubmissionKind.finalAccount
  var amountUnit = AmountUnit.wanYuan

  func view(_ text: String) -> SubmissionView {
    var texts = LineTexts()
    var lines: [SubmittedLine] = []
    var figures: [StatedFigure] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      let number = PrintedNumber(words.last ?? "") ?? PrintedNumber(0)
      if words.dropFirst().first == "=" {
        figures.append(StatedFigure(name: FigureName(words[0]), value: number))
      } else {
        lines.append(Self.line(Int32(lines.count + 1), words, number, &texts))
      }
    }
    let header = SubmissionHeader(
      id: Int64(unit * 10_000 + year * 10) + Int64(kind.rawValue), unit: unit,
      year: FiscalYear(year), kind: kind, revision: 1, status: .accepted, amountUnit: amountUnit)
    let fen = lines.map {
      $0.amounts.actual.number?.fen(in: amountUnit) ?? SubmissionView.uncountable
    }
    let none = [Int64](repeating: SubmissionView.uncountable, count: lines.count)
    return SubmissionView(
      header: header, unitCode: "\(unit)", lines: lines, texts: texts,
      tables: Self.tables(lines, texts),
      fen: BudgetFigures(initial: none, final: none, actual: fen),
      figures: figures)
  }

  private static func line(
    _ number: Int32, _ words: [String], _ amount: PrintedNumber, _ texts: inout LineTexts
  ) -> SubmittedLine {
    var line = SubmittedLine(lineNumber: number)
    line.amounts.actual = StatedNumber(amount)
    let section = words.compactMap { word in Section.allCases.first { $0.name == word } }.first
    line.section = section ?? .functional
    var rest = Array(words.prefix { $0 != ":" })
    if let place = rest.firstIndex(where: { $0 == section?.name }) { rest.remove(at: place) }
    for word in rest {
      if line.section == .income, let kind = IncomeKind.allCases.first(where: { $0.name == word }) {
        line.income = kind
      } else if let fund = FundType(name: word), fund != .all {
        line.fund = fund
      } else if let kind = ExpenditureKind.allCases.first(where: { $0.name == word }) {
        line.kind = kind
      } else if word.hasPrefix("T") {
        line.form = texts.number(of: word)
      } else if let code = SubjectCode(word), line.section != .project {
        (line.code, line.statesCode, line.codeIsWellFormed) = (code, true, true)
      } else {
        line.statesCode = true
        line.label = texts.number(of: word)
      }
    }
    return line
  }

  private static func tables(_ lines: [SubmittedLine], _ texts: LineTexts) -> [PrintedTable] {
    var tables: [PrintedTable] = []
    for section in Section.allCases {
      for form in Set(lines.map(\.form)).sorted() {
        let rows = lines.indices.filter { lines[$0].section == section && lines[$0].form == form }
        guard !rows.isEmpty else { continue }
        tables.append(
          PrintedTable(
            section: section, form: texts[form], within: nil, rows: rows.map(Int32.init),
            lines: lines
          ) { line in
            let kind = section == .income ? line.income.rawValue : line.kind.rawValue
            guard section == .project else {
              return RowKey(code: line.code, fund: line.fund, kind: kind)
            }
            let isTotal = texts[line.label] == "*"
            let low = isTotal ? 0 : UInt32(line.label)
            return RowKey(low: low, end: isTotal ? .max : low + 1, fund: line.fund, kind: kind)
          })
      }
    }
    return tables
  }
}
