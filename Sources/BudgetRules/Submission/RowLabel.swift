public import BudgetDomain

/// What people call a row: its line number, code, fund and kind.
public struct RowLabel: Sendable {
  private let line: SubmittedLine
  /// The text that the row names instead of a code; nil where the code says it.
  private let text: String?

  init(_ line: SubmittedLine, text: String?) {
    self.line = line
    self.text = text
  }

  /// The row's number in its submission.
  var lineNumber: Int32 { line.lineNumber }

  /// Whether this row leaves open, or shares, the fund and kind of the other.
  func coversColumn(of other: RowLabel) -> Bool {
    (line.fund == .unstated || line.fund == other.line.fund)
      && (line.kind == .unstated || line.kind == other.line.kind)
      && (line.income == .unstated || line.income == other.line.income)
  }

  /// The section that the row stands in.
  var section: Section { line.section }
  /// The fund that the row states.
  var fund: FundType { line.fund }
  /// The expenditure kind that the row states.
  var kind: ExpenditureKind { line.kind }

  /// Whether both rows stand in one section and form; in the economic section, also within one
  /// functional code.
  func sharesTable(with other: RowLabel) -> Bool {
    sharesForm(with: other) && (line.section != .economic || line.within == other.line.within)
  }

  /// Whether both rows stand in one section and form.
  func sharesForm(with other: RowLabel) -> Bool {
    line.section == other.line.section && line.form == other.line.form
  }

  /// Whether the other row's code is this one or stands below it.
  func coversCode(of other: RowLabel) -> Bool {
    guard line.section != .project, line.codeIsWellFormed, other.line.codeIsWellFormed else {
      return code == "*" || other.code.utf8.starts(with: code.utf8)
    }
    return line.code.covers(other.line.code)
  }

  /// Whether the row's code is one or stands below it.
  func isCovered(by code: String?) -> Bool {
    guard line.codeIsWellFormed, let code = code.flatMap(SubjectCode.init) else { return false }
    return code.covers(line.code)
  }

  /// Whether a code is the row's or stands below it.
  func covers(code: String?) -> Bool {
    guard line.codeIsWellFormed, let code = code.flatMap(SubjectCode.init) else { return false }
    return line.code.covers(code)
  }

  /// The code of the row as printed, or its project or income kind.
  var code: String {
    switch line.section {
    case .functional, .economic: line.codeIsWellFormed ? line.code.description : text ?? ""
    case .project: text ?? ""
    case .income: line.income.name
    }
  }
}

extension RowLabel: CustomStringConvertible {
  /// The parts that the row has, in this order.
  public var description: String {
    let fund = line.fund == .unstated ? "" : line.fund.chineseName
    let code = line.section == .income ? line.income.chineseName : code
    return ["第\(line.lineNumber)行", code, fund, line.kind.chineseName].filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}

extension RowLabel: Packable {
  /// Writes the row and its text.
  public func pack(into writer: inout PackWriter) {
    writer.append(line)
    writer.append(text)
  }
  /// Reads a label.
  public init(from reader: inout PackReader) throws {
    self.init(try reader.value(), text: try reader.value())
  }
}
