import BudgetDomain

/// Who submitted what and when: a row of submission.csv.
struct FiledHeader: Sendable {
  var id: Int64 = 0
  var unitCode: String
  var year: Int
  var kind: SubmissionKind
  var revision = 1
  var status = SubmissionStatus.accepted
  var style: PrintStyle
  /// As ISO 8601 with zone; null while nothing was sent.
  var submittedAt: String?
  var source = "样例数据"
}

/// One printed row: a row of line.csv.
struct Line: Sendable {
  var number: Int64
  var section: Section
  var functionalCode: String?
  var economicCode: String?
  var projectCode: String?
  var printedName: String?
  var fund: FundType?
  var kind: ExpenditureKind?
  var incomeKind: IncomeKind?
  /// The unit that was paid or, of income, that paid.
  var counterparty: String?
  /// The numbers printed under each measure.
  var amounts = BudgetFigures<PrintedNumber?>(initial: nil, final: nil, actual: nil)
}

/// A figure printed outside the tables: a row of stated_figure.csv.
struct Figure: Sendable {
  var name: String
  var value: PrintedNumber
}

/// Words that belong to a line or a figure: a row of explanation.csv.
struct Explanation: Sendable {
  var lineNumber: Int64?
  var figure: String?
  var amount: PrintedNumber?
  var kind = "reason"
  var text: String
}

/// One submission with everything printed in it.
struct Book: Sendable {
  var header: FiledHeader
  var lines: [Line] = []
  var figures: [Figure] = []
  var explanations: [Explanation] = []

  init(_ header: FiledHeader) { self.header = header }

  /// Appends a row under the next number.
  mutating func add(_ line: Line) {
    var line = line
    line.number = Int64(lines.count + 1)
    lines.append(line)
  }

  /// States an exact amount in the submission's style.
  mutating func state(_ name: String, fen: Int64) {
    state(name, PrintedNumber(fen: fen, style: header.style))
  }

  mutating func state(_ name: String, _ value: PrintedNumber) {
    figures.append(Figure(name: name, value: value))
  }

  /// The stated value of a figure.
  func figure(_ name: String) -> PrintedNumber? { figures.first { $0.name == name }?.value }

  /// The money in one style: the three measures rounded each by itself.
  func printed(_ fen: Fen) -> BudgetFigures<PrintedNumber?> {
    BudgetFigures(
      initial: PrintedNumber(fen: fen.initial, style: header.style),
      final: PrintedNumber(fen: fen.final, style: header.style),
      actual: PrintedNumber(fen: fen.actual, style: header.style))
  }
}
