public import BudgetDomain

/// One submission as rules see it: its head, lines, tables and stated figures.
///
/// It is one object, because a dozen rules hand it on for each of 160,000 submissions.
public final class SubmissionView: Sendable {
  /// The head.
  public let header: SubmissionHeader
  /// The code of the submitting unit.
  public let unitCode: String
  /// The rows, as submitted.
  public let lines: [SubmittedLine]
  /// The texts that the rows name.
  public let texts: LineTexts
  /// The rows by section and form, with the roles that decide what counts.
  public let tables: [PrintedTable]
  /// By measure and row: the amount in fen; `uncountable` where it is none.
  public let fen: BudgetFigures<[Int64]>
  /// The words in its rows, counted or left out, that are in no list.
  public let unknownWords: [UnknownWord]
  /// Whether the unit is a group, so that this is compared with what its units submit.
  public let isControlTotal: Bool
  /// What the unit explains, in its order.
  public let explanations: [Explanation]
  /// The figures below zero, in any order.
  let negativeNames: [FigureName]
  private let figures: [FigureName: PrintedNumber]

  /// Stands in `fen` for an amount that is missing or cannot be told in fen.
  public static let uncountable = Int64.min

  /// Puts a submission together for the rules.
  public init(
    header: SubmissionHeader, unitCode: String, lines: [SubmittedLine], texts: LineTexts,
    tables: [PrintedTable], fen: BudgetFigures<[Int64]>, figures: some Sequence<StatedFigure>,
    unknownWords: [UnknownWord] = [], explanations: [Explanation] = [],
    isControlTotal: Bool = false
  ) {
    self.header = header
    self.unitCode = unitCode
    self.lines = lines
    self.texts = texts
    self.tables = tables
    self.fen = fen
    self.unknownWords = unknownWords
    self.explanations = explanations
    self.isControlTotal = isControlTotal
    negativeNames = figures.filter { $0.value.unscaled < 0 }.map(\.name)
    self.figures = Dictionary(figures.map { ($0.name, $0.value) }) { first, _ in first }
  }

  /// The rows with some numbers, each number once: the first that has it. One pass for all of them.
  func lines(numbered numbers: Set<Int32>) -> [Int32: SubmittedLine] {
    guard !numbers.isEmpty else { return [:] }
    return lines.reduce(into: [:]) { found, line in
      guard numbers.contains(line.lineNumber), found[line.lineNumber] == nil else { return }
      found[line.lineNumber] = line
    }
  }

  /// The names of all stated figures, in order.
  public var figureNames: [FigureName] { figures.keys.sorted { $0.text < $1.text } }

  /// The names of all stated figures, in any order.
  public var statedNames: some Sequence<FigureName> { figures.keys }

  /// Whether any figure is stated outside the tables.
  public var statesFigures: Bool { !figures.isEmpty }

  /// A stated figure; nil where the submission does not state it.
  public func figure(_ name: String) -> PrintedFigure? { figure(FigureName(name)) }

  /// A stated figure; nil where the submission does not state it.
  public func figure(_ name: FigureName) -> PrintedFigure? {
    figures[name].map { PrintedFigure(stated: name, $0, in: header) }
  }

  /// A stated figure, or what stands for a total that is not stated: `basic` and `project`
  /// together, where both are.
  func figureOrSum(_ name: String) -> PrintedFigure? {
    if let stated = figure(name) { return stated }
    guard name == "total.actual" || name == "total.initial_budget" else { return nil }
    let aspect = name.dropFirst("total".count)
    guard let basic = figure("basic\(aspect)"), let project = figure("project\(aspect)") else {
      return nil
    }
    return basic + project
  }

  /// The number behind a stated figure; nil where the submission does not state it.
  func number(_ name: FigureName) -> PrintedNumber? { figures[name] }

  /// One amount of a row; nil where it is not stated or cannot be read.
  public func figure(row: Int32, _ measure: Measure) -> PrintedFigure? {
    let line = lines[Int(row)]
    guard let number = line.amounts[measure].number, fen[measure][Int(row)] != Self.uncountable
    else { return nil }
    return PrintedFigure(
      .row(label(of: line), measure), number: number,
      dimension: .amount(header.amountUnit), printedDecimals: header.printedDecimals,
      lineNumber: line.lineNumber)
  }

  /// What people call a row.
  public func label(of line: SubmittedLine) -> RowLabel {
    RowLabel(line, text: texts[line.label])
  }

  /// The code of a row as printed, or its project or income kind.
  public func printedCode(of line: SubmittedLine) -> String { label(of: line).code }

  /// The place of the submission as a whole.
  public var place: Place {
    var place = Place(year: header.year, unit: unitCode)
    place.kind = header.kind
    return place
  }

  /// The place of a figure stated outside the tables.
  func place(ofFigure name: String) -> Place {
    var place = self.place
    place.figure = name
    return place
  }

  /// The place of a figure as a rule that judges it by itself would name it; nil where the figure
  /// is none of this submission.
  func place(of figure: PrintedFigure) -> Place? {
    switch figure.name {
    case .stated(let name): return place(ofFigure: name.text)
    case .other, .elsewhere: return nil
    case .row(let row, let measure):
      for table in tables {
        let index = table.rows[measure].firstIndex {
          lines[Int($0)].lineNumber == row.lineNumber
        }
        if let index { return TableColumn(self, table, measure).place(of: index) }
      }
      return nil
    }
  }

  /// The place of one row, or of one amount of it.
  public func place(of line: SubmittedLine, _ measure: Measure? = nil) -> Place {
    var place = self.place
    place.section = line.section
    place.form = texts[line.form]
    place.fund = line.fund == .unstated ? nil : line.fund
    place.column = line.section == .income ? line.income.name : line.kind.name
    let code = printedCode(of: line)
    place.code = code.isEmpty ? nil : code
    place.measure = measure
    return place
  }
}

extension SubmissionView {
  /// The same submission with other lines, and with other numbers for some stated figures.
  func replacing(
    lines: [SubmittedLine], tables: [PrintedTable], figures numbers: [FigureName: PrintedNumber]
  ) -> SubmissionView {
    func fen(_ measure: Measure) -> [Int64] {
      lines.map { $0.amounts[measure].number?.fen(in: header.amountUnit) ?? Self.uncountable }
    }
    return SubmissionView(
      header: header, unitCode: unitCode, lines: lines, texts: texts, tables: tables,
      fen: BudgetFigures(
        initial: fen(.initialBudget), final: fen(.finalBudget), actual: fen(.actual)),
      figures: figures.map { StatedFigure(name: $0, value: numbers[$0] ?? $1) },
      unknownWords: unknownWords, explanations: explanations, isControlTotal: isControlTotal)
  }
}
