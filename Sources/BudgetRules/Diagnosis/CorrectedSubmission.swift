public import BudgetDomain

/// Sorts lines into the tables of a submission.
public typealias TableLayouter = ([SubmittedLine], LineTexts) -> [PrintedTable]

extension SubmissionView {
  /// The submission as it would be without some slips; rows that cannot be added are left out.
  ///
  /// - Parameters:
  ///   - end: Which number to take where several would do.
  ///   - layout: Sorts lines into tables; only asked where rows are added.
  func corrected(
    by corrections: [Correction], _ end: KeyPath<Correction.Value, PrintedNumber>,
    _ layout: TableLayouter
  ) -> SubmissionView {
    var lines = self.lines
    var figures: [FigureName: PrintedNumber] = [:]
    let places = Dictionary(
      lines.indices.map { (lines[$0].lineNumber, $0) }, uniquingKeysWith: { first, _ in first })
    for correction in corrections {
      for (key, value) in correction.values {
        let number = value[keyPath: end]
        switch key {
        case .stated(let name): figures[name] = number
        case .row(let line, let measure):
          if let place = places[line] { lines[place].amounts[measure] = StatedNumber(number) }
        case .other, .of: break
        }
      }
    }
    let count = lines.count
    for row in corrections.compactMap(\.row) {
      guard let place = places[row.totalLineNumber],
        let line = missingLine(row, under: lines[place], among: lines, end)
      else { continue }
      lines.append(line)
    }
    let tables = lines.count == count ? self.tables : layout(lines, texts)
    return replacing(lines: lines, tables: tables, figures: figures)
  }

  /// A line that stands where a missing row would; nil where it is not known what it would be.
  private func missingLine(
    _ row: Correction.Row, under total: SubmittedLine, among lines: [SubmittedLine],
    _ end: KeyPath<Correction.Value, PrintedNumber>
  ) -> SubmittedLine? {
    guard total.section == .functional || total.section == .economic, total.codeIsWellFormed,
      total.code != .unreadable,
      let code = unusedItem(under: total, among: lines),
      // Where rows tell kinds apart, a row of unknown kind would hide what they say.
      row.kind != .unstated
        || lines.allSatisfy({ $0.section != total.section || $0.kind == .unstated })
    else { return nil }
    var line = SubmittedLine(lineNumber: (lines.map(\.lineNumber).max() ?? 0) + 1)
    (line.section, line.form, line.within) = (total.section, total.form, total.within)
    (line.fund, line.kind, line.code) = (row.fund, row.kind, code)
    (line.statesCode, line.codeIsWellFormed) = (true, true)
    for (measure, value) in row.amounts {
      line.amounts[measure] = StatedNumber(value[keyPath: end])
    }
    return line
  }

  /// An item under a total that no line has, nor any 款 or 类 above it: it is an amount of its own.
  private func unusedItem(under total: SubmittedLine, among lines: [SubmittedLine])
    -> SubjectCode?
  {
    let used = lines.filter { $0.section == total.section && $0.codeIsWellFormed }.map(\.code)
    func unused(_ numbers: ClosedRange<UInt32>, _ level: SubjectCode.Level) -> SubjectCode? {
      numbers.lazy.map { SubjectCode(number: $0, level: level) }.first { code in
        !used.contains { code.covers($0) }
      }
    }
    let digits = total.code.rank >> 3
    switch total.code.level {
    case .all: return unused(201...398, .category).map(Self.firstItem)
    case .category:
      return unused(digits / 100 + 1...digits / 100 + 98, .section).map(Self.firstItem)
    case .section: return unused(digits + 1...digits + 98, .item)
    case .item: return nil
    }
  }

  private static func firstItem(of code: SubjectCode) -> SubjectCode {
    SubjectCode(number: (code.rank >> 3) + (code.level == .category ? 101 : 1), level: .item)
  }
}
